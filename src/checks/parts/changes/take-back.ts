import type {ChangedEntry} from '../../../model/lately-changed.ts';
import type {Fix} from '../../check.ts';
import {run} from '../../fixes.ts';

/** Nothing is deleted: it is kept under a name that nobody reads, and what was kept there before gets a number. */
export function aside(path: string, to = `${path}.aside`): Fix {
	return run('mv', '--backup=numbered', path, to);
}

/** The copy that somebody made before he changed it; what is there now is kept. */
export function fromCopy({path, beside, kind}: ChangedEntry): readonly Fix[] {
	if (beside === undefined) return [];
	return kind === 'directory' ? [] : [aside(path), run('cp', '-a', beside, path)];
}
