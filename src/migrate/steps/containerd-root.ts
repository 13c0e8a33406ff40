import {known} from '../../model/node-snapshot.ts';
import {containerdRoot} from '../containerd-root.ts';
import {editToml} from '../edit/toml.ts';
import {isOnTarget, type MigrationFacts, unitState} from '../facts.ts';
import type {Change, Step} from '../step.ts';

const unit = 'containerd.service';

/** It may be run twice: then there is nothing left to bring. */
const putBack =
	'[ ! -d "$1" ] || { cp --archive --remove-destination --no-target-directory -- "$1" "$2" && rm --recursive --force --one-file-system -- "$1"; }';

/** containerd's own folder goes to the disk that was asked for, with what it holds: docker's containers are in its books. */
export const moveRoot: Step<MigrationFacts> = {
	id: 'containerd-root',
	title: 'keep the folder of containerd where it is wanted',
	why: 'containerd stops for a moment and containers go on: their shims and their mounts do not depend on the folder, but containerd must find its books in the new one.',
	source: 'containerd-config.toml(5), root; lab docker',
	watch: [unit],
	seconds: 5,
	settleMs: 30_000,
	check(facts) {
		const wanted = facts.options?.containerdRoot;
		if (wanted === undefined || containerdRoot(facts) === wanted) return {is: 'done'};
		if (isOnTarget(facts))
			return {
				is: 'blocked',
				because: 'the kubelet runs on containerd already: its snapshots are mounted from the old folder',
			};
		if (known(facts.snapshot.containerd.config)?.broken)
			return {is: 'blocked', because: `${facts.snapshot.containerd.configPath} is no TOML`};
		return {is: 'todo'};
	},
	plan(facts) {
		const wanted = facts.options?.containerdRoot ?? '';
		const root = containerdRoot(facts);
		const {config, configPath, binary} = facts.snapshot.containerd;
		const before = known(config)?.text;
		const runs = unitState(facts, unit)?.activeState === 'active';
		const stop = ['systemctl', 'stop', unit] as const;
		const start = ['systemctl', 'start', unit] as const;
		const changes: Change[] = [];
		if (runs) changes.push({kind: 'run', argv: stop, undo: [start], timeoutMs: 120_000});
		if ('value' in binary) {
			// Not --parents: a folder that is there already is somebody's own, and stops the walk before anything is copied.
			changes.push({kind: 'run', argv: ['mkdir', '--mode=0711', '--', wanted], undo: []});
			changes.push({
				kind: 'run',
				argv: ['cp', '--archive', '--no-target-directory', root, wanted],
				// What changed since goes back: the books of docker's containers.
				undo: [['sh', '-c', putBack, 'sh', wanted, root]],
				timeoutMs: 3_600_000,
				undoTimeoutMs: 3_600_000,
			});
		}
		changes.push({
			kind: 'write',
			path: configPath,
			before,
			after: editToml(before ?? '', [{path: ['root'], value: wanted}]),
		});
		if (runs) changes.push({kind: 'run', argv: start, undo: [stop], timeoutMs: 120_000});
		return changes;
	},
	verify(facts) {
		const wanted = facts.options?.containerdRoot;
		const root = containerdRoot(facts);
		if (root !== wanted) return `containerd keeps its own in ${root}`;
		return 'missing' in facts.snapshot.containerd.plugins ? 'containerd does not answer' : undefined;
	},
};
