import type {NodeSnapshot, Part} from '../model/node-snapshot.ts';
import {type Check, type Fix, fatal, ok} from './check.ts';
import {advice, restart, run} from './fixes.ts';
import {reinstall} from './parts/reinstall.ts';
import {nodeServices} from './parts/unit-lines.ts';

/** The loader's words, whichever program they are of. Source: glibc, elf/dl-load.c. */
const unloaded = /([\w./+-]+): error while loading shared libraries: ([\w.+-]+): cannot open shared object file/g;

/** A library that is gone takes with it what the check-up asks, so that nothing else is known of the node. */
export const libraries: Check = {
	id: 'libraries',
	title: 'libraries that programs load',
	explains: ['program-library'],
	look(node) {
		const found = saidIn(node);
		const [first] = found;
		if (first === undefined) return ok('nobody misses one');
		const names = [...new Set(found.map(({library}) => library))];
		const programs = [...new Set(found.map(({program}) => program))];
		return fatal(
			`${names.join(', ')} cannot be loaded: ${programs.join(', ')} and whatever else needs it does not run`,
			{
				evidence: found.slice(0, 3).map(({program, text}) => ({source: program, text})),
				fix: [...back(names, node), ...again(node)],
			},
		);
	},
};

type Lost = {readonly program: string; readonly library: string; readonly text: string};

function saidIn(node: NodeSnapshot): readonly Lost[] {
	const {journal, units, crictl, containerd, docker, sockets, firewall, node: kubernetes} = node;
	const parts: ReadonlyArray<Part<unknown> | undefined> = [
		...[journal, units, sockets, firewall, kubernetes, crictl.info, crictl.version],
		...[containerd.version, containerd.effective, docker.info, docker.version],
	];
	const texts = [
		...parts.flatMap(part => (part !== undefined && 'missing' in part ? [part.missing] : [])),
		...('value' in journal
			? journal.value
					.filter(line => line.includes('error while loading shared libraries') && isNow(line, node))
					.slice(-20)
			: []),
	];
	return texts.flatMap(text =>
		[...text.matchAll(unloaded)].map(([whole, program = '', library = '']) => ({program, library, text: whole})),
	);
}

/** What was said before it was mended is over. */
function isNow(line: string, {takenAtMs}: NodeSnapshot): boolean {
	const atMs = Number(/"__REALTIME_TIMESTAMP":"(\d{1,20})"/.exec(line)?.[1] ?? 0) / 1000;
	return takenAtMs - atMs < 20_000;
}

/** What was renamed gets its names back, all that were of this library; else its package brings it. */
function back(names: readonly string[], {state, system}: NodeSnapshot): readonly Fix[] {
	const moved = (state?.changes?.entries ?? []).filter(({lost}) =>
		names.some(name => lost?.split('/').at(-1)?.startsWith(name)),
	);
	if (moved.length > 0)
		return [
			...moved.flatMap(({path, lost}) => (lost === undefined ? [] : [run('mv', '-n', path, lost)])),
			run('ldconfig'),
		];
	const gone = (state?.changes?.gone ?? []).find(path => names.some(name => path.split('/').at(-1)?.startsWith(name)));
	return gone === undefined
		? [advice(`reinstall the package that brings ${names.join(', ')}`)]
		: reinstall(gone, system);
}

function again({units}: NodeSnapshot): readonly Fix[] {
	const all = 'value' in units ? units.value : {};
	const down = nodeServices.filter(name => ['failed', 'activating'].includes(all[name]?.activeState ?? ''));
	return down.length === 0 ? [] : [run('systemctl', 'reset-failed', ...down), restart(...down)];
}
