import {bytesOf} from '../bytes.ts';
import {containerArg} from '../container-arg.ts';
import type {Build, FlagTransform} from '../transform.ts';

/** Without a limit that crictl can set there is nothing to do. */
export const update: Build = ({args}, {parsed}) => {
	if (args.length === 0) return {commands: []};
	return {commands: [{argv: ['crictl', 'update', ...args, ...parsed.args.map(containerArg)], effect: 'write'}]};
};

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
