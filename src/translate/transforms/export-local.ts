import type {Ask} from '../transform.ts';
import {compareVersions} from '../version.ts';

/**
 * `ctr images export` of 2.x goes through containerd's transfer service and ends before all is written: of 30 archives of 2 MB through a
 * pipe 11 were cut, of 30 into a file one, all with exit code 0; none of 20 with --local, and none of 80 with ctr 1.7. Source: ctr
 * 2.1.9 and 1.7.24 on nodes of the lab.
 */
export function exportLocal({versions}: Pick<Ask, 'versions'>): readonly string[] {
	return compareVersions(versions.ctr, '2.0') < 0 ? [] : ['--local'];
}

/** The same within a line of sh: behind `export`, with the space before it. */
export function localFlag(ask: Pick<Ask, 'versions'>): string {
	return exportLocal(ask)
		.map(flag => ` ${flag}`)
		.join('');
}
