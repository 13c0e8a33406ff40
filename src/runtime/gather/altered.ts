import type {Reader} from '../../host/host.ts';
import type {AlteredFile} from '../../model/node-state.ts';
import {printedBy, textIfAny} from './part.ts';

/** Packages that bring what runs containers here. */
const packages = [
	...['containerd', 'containerd.io', 'runc', 'docker.io', 'docker-ce', 'moby-engine', 'moby-containerd'],
	...['kubelet', 'kubernetes-cni', 'containernetworking-plugins', 'cri-o', 'cri-dockerd'],
];
const info = '/var/lib/dpkg/info';
const looked = /^\/usr\/(s?bin|lib\/cni|libexec\/cni|lib\/systemd\/system)\/[^/]+$|^\/opt\/cni\/bin\/[^/]+$/;
/** An installation writes its lists last, and a file of it a moment before. */
const slackS = 60;
/** A disk that was copied as a whole has new times everywhere: so many are looked into, the newest first. */
const most = 6;

type Listed = {readonly path: string; readonly digest: string; readonly owner: string; readonly list: string};

/**
 * Programs and unit files that are not what their package brought. Only those are read whose inode is younger than the
 * list of their package, so that it costs nothing where nobody touched them.
 */
export async function gatherAltered(reader: Reader, programs: readonly string[]): Promise<readonly AlteredFile[]> {
	const listed = (await Promise.all(packages.map(name => listOf(reader, name)))).flat();
	const wanted = listed.filter(({path}) => /\/systemd\//.test(path) || programs.includes(path));
	if (wanted.length === 0) return [];
	const changed = await changeTimes(reader, [...new Set(wanted.flatMap(({path, list}) => [path, list]))]);
	const young = wanted
		.flatMap(one => {
			const [own, of] = [changed.get(one.path), changed.get(one.list)];
			return own !== undefined && of !== undefined && own > of + slackS ? [{...one, changedS: own}] : [];
		})
		.toSorted((one, other) => other.changedS - one.changedS)
		.slice(0, most);
	if (young.length === 0) return [];
	const printed = await printedBy(reader, ['md5sum', ...young.map(({path}) => path)], 2000).catch(() => '');
	const digests = new Map(
		[...printed.matchAll(/^([0-9a-f]{32}) [ *](\/.*)$/gm)].map(([, digest = '', path = '']) => [path, digest]),
	);
	const other = young.filter(({path, digest}) => digests.has(path) && digests.get(path) !== digest);
	const found = await Promise.all(
		other.map(async ({path, owner, changedS}) =>
			(await isScript(reader, path)) ? [] : [{path, owner, changedMs: changedS * 1000}],
		),
	);
	return found.flat();
}

/** A wrapper is there on purpose; whether it works is looked at with what is damaged. */
async function isScript(reader: Reader, path: string): Promise<boolean> {
	const file = await reader.openFile(path).catch(() => undefined);
	if (file === undefined) return false;
	try {
		return new TextDecoder().decode(await file.read(0, 2)).startsWith('#!');
	} finally {
		await file.close();
	}
}

/** `0a1b…  usr/bin/containerd`; where /usr is merged a package may own a path without it. */
async function listOf(reader: Reader, owner: string): Promise<readonly Listed[]> {
	for (const list of [`${info}/${owner}.md5sums`, `${info}/${owner}:amd64.md5sums`, `${info}/${owner}:arm64.md5sums`]) {
		const text = await textIfAny(reader, list);
		if (text === undefined) continue;
		return text.split('\n').flatMap(line => {
			const [, digest, name = ''] = /^([0-9a-f]{32}) {2}(.+)$/.exec(line) ?? [];
			const path = `/${name}`.replace(/^\/(s?bin|lib)\//, '/usr/$1/');
			return digest !== undefined && looked.test(path) ? [{path, digest, owner, list}] : [];
		});
	}
	return [];
}

/** When the inode of each was changed last, in seconds. */
async function changeTimes(reader: Reader, paths: readonly string[]): Promise<ReadonlyMap<string, number>> {
	const printed = await printedBy(reader, ['stat', '-L', '-c', '%Z %n', ...paths]).catch(() => '');
	return new Map(
		[...printed.matchAll(/^(\d{1,12}) (\/.*)$/gm)].map(([, seconds = '', path = '']) => [path, Number(seconds)]),
	);
}
