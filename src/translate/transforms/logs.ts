import type {FlagTransform} from '../transform.ts';

/** `--tail all` is docker's word for no limit; so is a negative number. */
export const logsTail: FlagTransform = values => {
	const tail = values.at(-1) ?? 'all';
	if (tail === 'all' || /^-\d+$/.test(tail)) return {};
	return /^\d+$/.test(tail)
		? {args: ['--tail', tail]}
		: {error: `docker logs --tail takes a number or all, not '${tail}'`};
};
