import {bytesOf} from '../bytes.ts';
import type {FlagTransform} from '../transform.ts';

export const updateMemory: FlagTransform = values => {
	const bytes = bytesOf(values.at(-1) ?? '');
	return bytes === undefined
		? {error: `docker update --memory takes a size, not '${values.at(-1)}'`}
		: {args: ['--memory', bytes]};
};

/** The CRI knows a quota in a period: docker's period is 100 ms. */
export const updateCpus: FlagTransform = values => {
	const quota = Math.round(Number(values.at(-1)) * 100_000);
	return {args: ['--cpu-period', '100000', '--cpu-quota', String(quota)]};
};
