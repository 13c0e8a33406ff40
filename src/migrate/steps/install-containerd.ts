import {known} from '../../model/node-snapshot.ts';
import {isOnTarget, type MigrationFacts} from '../facts.ts';
import {installOf, installStep} from '../install.ts';
import type {Step} from '../step.ts';

/** containerd from the package manager, or from the archive that was given. */
export const installContainerd: Step<MigrationFacts> = {
	id: installStep,
	title: 'install containerd',
	why: 'Without it there is nothing to migrate to. From an archive the programs go to /usr/local, with a unit where there is none.',
	source: 'containerd docs/getting-started.md; apt-get(8), dnf(8), zypper(8)',
	watch: ['containerd.service'],
	seconds: 20,
	settleMs: 10_000,
	check(facts) {
		const install = installOf(facts);
		if (install === undefined || (isOnTarget(facts) && install.by !== 'archive')) return {is: 'done'};
		if (install.by === 'nothing') return {is: 'blocked', because: install.because};
		if (facts.snapshot.programs.runc === undefined && install.by === 'archive')
			return {is: 'blocked', because: 'there is no runc on this node, and an archive of containerd brings none'};
		return {is: 'todo'};
	},
	plan(facts) {
		const install = installOf(facts);
		return install === undefined || install.by === 'nothing' ? [] : install.changes;
	},
	verify(facts) {
		const {binary, version} = facts.snapshot.containerd;
		if ('missing' in binary) return `containerd is not there: ${binary.missing}`;
		const meant = facts.options?.containerdTarball?.version;
		const is = known(version);
		return meant === undefined || meant === is
			? undefined
			: `containerd is ${is ?? 'of no known version'}, meant was ${meant}`;
	},
};
