import type {Explained} from '../../explain/rank.ts';
import {type Checked, graver} from '../check.ts';

/** What follows from another thing that only the journals know. */
export function underOther(one: Checked, extra: readonly Checked[], findings: readonly Explained[]): Checked {
	const cause = findings.find(({id}) => `journal-${id}` === one.id)?.causedBy;
	const above = cause === undefined ? undefined : extra.find(({id}) => id === `journal-${cause}`);
	const isRoot = above !== undefined && above.id !== one.id && above.causedBy === undefined;
	return one.causedBy === undefined && isRoot && graver(above.verdict, one.verdict) <= 0
		? {...one, causedBy: above.id}
		: one;
}
