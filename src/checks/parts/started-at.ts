import {known, type NodeSnapshot} from '../../model/node-snapshot.ts';

/** When a service was started last, in ms since 1970; undefined where nobody told. */
export function startedAtMs(name: string, {units, state}: NodeSnapshot): number | undefined {
	const sinceUs = known(units)?.[name]?.activeSinceUs;
	return sinceUs === undefined ? undefined : (state?.changes?.bootedAtMs ?? 0) + sinceUs / 1000;
}
