import type {Fix} from '../check.ts';
import {advice, run} from '../fixes.ts';

/** What git leaves in a file where two changes met: the side that was here is kept, the whole stays beside the file. */
export function withoutMarkers(path: string, text: string): readonly Fix[] {
	if (!/^<<<<<<< /m.test(text) || !/^>>>>>>> /m.test(text)) return [];
	return [
		run('sed', '-i.conflict', '-e', '/^<<<<<<< /d', '-e', '/^\\(|||||||.*\\|=======\\)$/,/^>>>>>>> /d', path),
		advice(`both sides are in ${path}.conflict: what came from the other may be wanted`),
	];
}
