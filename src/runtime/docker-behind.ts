import type {NodeFacts} from '../model/facts.ts';
import {mobyNamespace} from './docker-answers.ts';
import {homeNamespace} from './home-namespace.ts';

/** Where the containers of this node are docker's: what says so. Undefined where they are not, or no docker is here to ask. */
export function dockerBehind({
	tools,
	endpoint,
	listing,
}: Pick<NodeFacts, 'tools' | 'endpoint' | 'listing'>): string | undefined {
	if (tools.docker === undefined) return undefined;
	if (listing.through === 'docker') return listing.because;
	return endpoint !== undefined && homeNamespace(endpoint.url) === mobyNamespace ? endpoint.url : undefined;
}
