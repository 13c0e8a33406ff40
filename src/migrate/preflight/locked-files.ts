import type {MigrationFacts} from '../facts.ts';
import {containerdConfig} from '../steps/containerd-config.ts';
import {crictlConfig} from '../steps/crictl-config.ts';
import {kubeletConfig} from '../steps/kubelet-config.ts';
import {type Check, noGo} from './finding.ts';

const steps = [containerdConfig, crictlConfig, kubeletConfig];

/** Found out in the middle, the pods would have been stopped for nothing. */
export const lockedFiles: Check = {
	id: 'locked-files',
	title: 'files that are to be changed',
	look(facts) {
		const locked = facts.surroundings.locked ?? [];
		if (locked.length === 0) return undefined;
		const held = locked.filter(path => pathsToWrite(facts).includes(path));
		if (held.length === 0) return undefined;
		return noGo(`${held.join(', ')} may not be written, not by root either`, {
			fix: held.flatMap(path => [
				{text: `lsattr ${path}: an i or an a is taken away by chattr -i -a ${path}`, argv: ['lsattr', path]},
				{
					text: `findmnt --target ${path}: ro is a mount that is read-only`,
					argv: ['findmnt', '--target', path],
				},
			]),
		});
	},
};

function pathsToWrite(facts: MigrationFacts): readonly string[] {
	return steps
		.filter(step => step.check(facts).is === 'todo')
		.flatMap(step => step.plan(facts))
		.flatMap(change => (change.kind === 'write' ? [change.path] : []));
}
