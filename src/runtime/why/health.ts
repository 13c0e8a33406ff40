import type {WhyContainer} from '../../model/why-facts.ts';

/** Read `State.Health` of `docker inspect`: `{Status, Log: [{ExitCode, Output}]}`, the last run at the end. */
export function healthOf({Status: status, Log: runs}: Readonly<Record<string, unknown>>): WhyContainer['health'] {
	if (typeof status !== 'string') return undefined;
	const last: unknown = Array.isArray(runs) ? runs.at(-1) : undefined;
	const output = typeof last === 'object' && last !== null && 'Output' in last ? last.Output : undefined;
	const said = typeof output === 'string' ? output.trim() : '';
	return {status, ...(said !== '' && {said})};
}
