import {folderOfNew} from '../../model/folders-of-new.ts';
import type {MigrationFacts} from '../facts.ts';
import {containerdConfig} from '../steps/containerd-config.ts';
import {crictlConfig} from '../steps/crictl-config.ts';
import {keepKernel} from '../steps/keep-kernel.ts';
import {kubeletConfig} from '../steps/kubelet-config.ts';
import {movedAway} from '../unwritable.ts';
import {type Check, noGo} from './finding.ts';

const steps = [containerdConfig, keepKernel, crictlConfig, kubeletConfig];

/** Found out in the middle, the pods would have been stopped for nothing. */
export const lockedFiles: Check = {
	id: 'locked-files',
	title: 'files that are to be changed',
	look(facts) {
		const {locked = [], inTheWay = []} = facts.surroundings;
		if (locked.length === 0 && inTheWay.length === 0) return undefined;
		const planned = writes(facts);
		const held = [...new Set(planned.flatMap(change => heldBy(change, locked)))];
		const taken = inTheWay.filter(place => planned.some(({path}) => path.startsWith(`${place}/`)));
		if (held.length === 0 && taken.length === 0) return undefined;
		const because = [
			...(held.length === 0 ? [] : [`${held.join(', ')} may not be written, not by root either`]),
			...taken.map(path => `${path} is no folder, and files are to be made in it`),
		];
		return noGo(because.join('; '), {fix: [...held.flatMap(unlocked), ...taken.map(moved)]});
	},
};

const unlocked = (path: string) => [
	{text: `lsattr ${path}: an i or an a is taken away by chattr -i -a ${path}`, argv: ['lsattr', path]},
	{text: `findmnt --target ${path}: ro is a mount that is read-only`, argv: ['findmnt', '--target', path]},
];

const moved = (path: string) => ({
	text: `mv ${path} ${path}.before: out of the way, where nobody needs it there`,
	argv: movedAway(path),
});

type Write = {readonly path: string; readonly before: string | undefined};

function writes(facts: MigrationFacts): readonly Write[] {
	return [
		// The ledger comes first of all.
		{path: '/var/lib/rtconsole/migrate/ledger.jsonl', before: undefined},
		...steps
			.filter(step => step.check(facts).is === 'todo')
			.flatMap(step => step.plan(facts))
			.flatMap(change => (change.kind === 'write' ? [change] : [])),
	];
}

/** The file itself, or the folder that a new one would be made in. */
function heldBy({path, before}: Write, locked: readonly string[]): readonly string[] {
	if (locked.includes(path)) return [path];
	const folder = before === undefined ? folderOfNew(path) : undefined;
	return folder !== undefined && locked.includes(folder) ? [folder] : [];
}
