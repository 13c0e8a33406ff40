import type {NodeFacts} from '../model/facts.ts';
import {socketPath} from './endpoint-url.ts';

/** The version of CRI-O where it is this node's runtime: `1.30.4`, or `unknown` as long as it was not asked. */
export function crioVersion({endpoint, runtime}: NodeFacts): string | undefined {
	if (runtime?.name === 'cri-o') return runtime.version;
	return endpoint !== undefined && /\/crio\//.test(socketPath(endpoint.url) ?? '') ? 'unknown' : undefined;
}
