import {runChecks} from '../../src/checks/run.ts';
import type {NodeSnapshot} from '../../src/model/node-snapshot.ts';
import {healthyNode} from './node-snapshot.ts';

/** What one check says of a healthy node but for this; of its fixes those that can be run, as text. */
export function found(id: string, more: Partial<NodeSnapshot>) {
	const one = runChecks(healthyNode(more), undefined).checks.find(check => check.id === id);
	return {
		verdict: one?.verdict,
		because: one?.because ?? '',
		fix: (one?.fix ?? []).flatMap(({argv}) => (argv ? [argv.join(' ')] : [])),
	};
}
