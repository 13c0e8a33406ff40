import {dockerConfig} from '../../checks/docker-config.ts';
import {known} from '../../model/node-snapshot.ts';
import {unitState} from '../facts.ts';
import {type Check, consent} from './finding.ts';

/**
 * A docker that runs and would not start again: its file or its command line was changed since. The way back leads through a start of it,
 * and so does a boot in the middle.
 */
export const dockerRestarts: Check = {
	id: 'docker-restarts',
	title: 'docker, should it be needed again',
	look(facts) {
		const {snapshot} = facts;
		// What is no JSON is told, and refused, as a file that cannot be carried over.
		const isRead = known(snapshot.docker.config)?.broken === undefined;
		if (!isRead || unitState(facts, 'docker.service')?.activeState !== 'active') return undefined;
		const {verdict, because, evidence, fix} = dockerConfig.look(snapshot);
		if (verdict !== 'fatal' && verdict !== 'warning') return undefined;
		return consent(`docker runs, and would not start again: ${because}. There is no way back until that is mended`, {
			evidence,
			// It runs: nobody has to stop its pods for this.
			fix: fix.filter(({argv = []}) => argv[1] !== 'restart' && argv[1] !== 'reset-failed'),
		});
	},
};
