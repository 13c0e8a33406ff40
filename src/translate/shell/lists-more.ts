import type {Translation} from '../types.ts';

/** A filter is lost, so that there is more in the list than was asked for. */
export function isWider({findings}: Translation): boolean {
	return findings.some(
		({kind, flag, id, message}) =>
			kind === 'lost' && (flag === '--filter' || (id === 'version.flag' && message.includes(' --filter '))),
	);
}
