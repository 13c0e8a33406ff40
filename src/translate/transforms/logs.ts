import type {FlagTransform} from '../transform.ts';

/** No limit: `--tail all`, a negative number, and whatever else is no number. Source: moby daemon/logs.go, lab plain. */
export const logsTail: FlagTransform = values => {
	const tail = values.at(-1) ?? 'all';
	return /^\+?\d+$/.test(tail) ? {args: ['--tail', tail.replace('+', '')]} : {};
};
