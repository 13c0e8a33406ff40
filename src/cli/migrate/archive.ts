import type {Host} from '../../host/host.ts';
import type {Archive} from '../../migrate/install.ts';

/** What is in a release archive of containerd, and what of it is at its place already. Throws where it cannot be read. */
export async function readArchive(host: Pick<Host, 'query' | 'kindOf'>, path: string): Promise<Archive> {
	const {exitCode, stdout, stderr} = await host.query(['tar', '--list', '--gzip', '--file', path], {timeoutMs: 60_000});
	if (exitCode !== 0) throw new Error(`${path} is no archive that tar reads: ${stderr.trim()}`);
	const names = stdout.split('\n').filter(Boolean);
	const files = names.filter(name => !name.endsWith('/'));
	const kinds = await Promise.all(files.map(name => host.kindOf(`/usr/local/${name}`)));
	const version = /containerd-(?:static-)?(\d+\.\d+\.\d+(?:-(?:alpha|beta|rc)\.\d+)?)-linux/.exec(path)?.[1];
	return {
		path,
		names,
		there: files.filter((_, index) => kinds[index] !== undefined),
		...(version === undefined ? {} : {version}),
	};
}
