import type {Reader} from '../../host/host.ts';
import {cleanUp, type Leftover} from '../../migrate/clean-up.ts';
import type {MigrationFacts} from '../../migrate/facts.ts';

/** What is there of docker, and what it holds as far as that can be counted in time. */
export async function leftoversOf(host: Reader, facts: MigrationFacts): Promise<readonly Leftover[]> {
	const paths = cleanUp.flatMap(step => step.paths(facts));
	const found = await Promise.all(
		paths.map(async path => {
			const kind = await host.kindOf(path).catch(() => undefined);
			const isEmpty = kind === 'directory' && (await host.listNames(path).catch(() => [])).length === 0;
			if (kind === undefined || isEmpty) return [];
			return [{path, sizeBytes: await sizeOf(host, path)}];
		}),
	);
	return found.flat();
}

async function sizeOf(host: Reader, path: string): Promise<number> {
	if (!path.startsWith('/var/lib/')) return 0;
	const argv = ['du', '--summarize', '--one-file-system', '--block-size=1', '--', path] as const;
	const counted = await host.query(argv, {timeoutMs: 60_000}).catch(() => undefined);
	return Number.parseInt(counted?.stdout ?? '', 10) || 0;
}
