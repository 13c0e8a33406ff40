import type {Unit} from './node-snapshot.ts';

/** In words: `failed: exit-code, exit status 1, started again 12 times`. */
export function stateOf({activeState, subState, result, exitStatus, restarts, loadState}: Unit): string {
	if (loadState === 'masked') return 'masked';
	return [
		`${activeState} (${subState})`,
		...(result === 'success' || result === '' ? [] : [result]),
		...(exitStatus === undefined ? [] : [`exit status ${exitStatus}`]),
		...(restarts > 0 ? [`started again ${restarts} times`] : []),
	].join(', ');
}
