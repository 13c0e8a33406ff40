import {known} from '../../model/node-snapshot.ts';
import {isOnTarget, type MigrationFacts} from '../facts.ts';
import {goesAway} from '../preflight/packages.ts';
import type {Step} from '../step.ts';

const id = 'keep-package';

/** containerd that came with docker's package is wanted for itself from now on. */
export const keepPackage: Step<MigrationFacts> = {
	id,
	title: 'keep containerd when docker is removed',
	why: 'apt removes with docker what came with it; afterwards the node would have no runtime.',
	source: 'apt-mark(8); packages docker.io of Debian and Ubuntu, docker-ce of Docker',
	watch: [],
	seconds: 1,
	looks: [],
	touches: [],
	settleMs: 0,
	check(facts) {
		const list = known(facts.surroundings.packages);
		const isMarked = list === undefined || !goesAway(list) || facts.did.has(id);
		return {is: isMarked || isOnTarget(facts) ? 'done' : 'todo'};
	},
	plan(facts) {
		const name = known(facts.surroundings.packages)?.ofContainerd ?? 'containerd';
		return [{kind: 'run', argv: ['apt-mark', 'manual', name], undo: [['apt-mark', 'auto', name]]}];
	},
	// The marks were read before; apt-mark itself says where it fails.
	verify: () => undefined,
};
