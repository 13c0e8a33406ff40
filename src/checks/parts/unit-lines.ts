import type {Unit} from '../../model/node-snapshot.ts';
import type {Fix} from '../check.ts';
import {deleteLine, replaceInLine, restart, run} from '../fixes.ts';

/** One setting of a unit: file and line. */
export type UnitLine = {
	readonly path: string;
	readonly line: number;
	readonly name: string;
	readonly value: string;
	/** It stands in a drop-in: what the unit file says counts again without it. */
	readonly isDropIn: boolean;
};

/** Services that make, keep or watch containers: what they are set up with matters. */
export const nodeServices = [
	'kubelet.service',
	'containerd.service',
	'docker.service',
	'cri-docker.service',
	'cri-dockerd.service',
	'crio.service',
];

/** All settings of a unit, in the order in which systemd reads them. */
export function unitLines({files}: Pick<Unit, 'files'>): readonly UnitLine[] {
	return files.flatMap(({path, text}) =>
		text.split('\n').flatMap((raw, index): readonly UnitLine[] => {
			const [, name, value] = /^\s*([A-Z]\w+)\s*=\s*(.*?)\s*$/.exec(raw) ?? [];
			if (name === undefined || value === undefined) return [];
			return [{path, line: index + 1, name, value, isDropIn: /\.d\/[^/]+$/.test(path)}];
		}),
	);
}

/** Take lines away, from below, so that those above keep their numbers; then load the unit anew and start it. */
export function withoutLines(lines: readonly UnitLine[], {name}: Unit): readonly Fix[] {
	const below = lines.toSorted((one, other) => (one.path === other.path ? other.line - one.line : 0));
	return [...below.map(({path, line}) => deleteLine(path, line)), ...again(name)];
}

export function withValue({path, line}: UnitLine, from: string, to: string, {name}: Unit): readonly Fix[] {
	return [replaceInLine(path, line, from, to), ...again(name)];
}

function again(name: string): readonly Fix[] {
	return [run('systemctl', 'daemon-reload'), run('systemctl', 'reset-failed', name), restart(name)];
}
