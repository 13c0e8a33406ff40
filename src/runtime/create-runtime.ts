import {NothingToAsk} from '../host/errors.ts';
import type {Reader} from '../host/host.ts';
import type {NodeFacts} from '../model/facts.ts';
import {createCrictl} from './crictl.ts';
import {createCrictlLister} from './crictl-lister.ts';
import type {Lister} from './lister.ts';
import type {NodeRuntime} from './node-runtime.ts';
import {createTroubles} from './troubles.ts';

export type RuntimeOptions = {
	/** `--containerd-namespace`: only this one; all of them without it. */
	readonly containerdNamespace?: string;
};

/** The runtime of the node that `discover` found. Starts nothing by itself. */
export function createNodeRuntime(reader: Reader, facts: NodeFacts, _options: RuntimeOptions = {}): NodeRuntime {
	const troubles = createTroubles();
	const lister = chooseLister();

	function chooseLister(): Lister {
		const {listing, tools, endpoint} = facts;
		if (listing.through === 'crictl' && tools.crictl && endpoint) {
			const options = {command: tools.crictl.command, endpoint: endpoint.url, containerdNamespace: 'k8s.io'};
			return createCrictlLister(createCrictl(reader, options), troubles);
		}
		throw new NothingToAsk(listing.through === 'nothing' ? listing.because : `${listing.through}: not yet`);
	}
	const notYet = (): never => {
		throw new Error('not yet');
	};

	return {
		get facts() {
			return {...facts, warnings: [...facts.warnings, ...troubles.sentences()]};
		},
		versions: async () => facts,
		pods: () => lister.pods(),
		podDetails: ids => lister.podDetails(ids),
		containers: () => lister.containers(),
		images: () => lister.images(),
		tasks: async () => notYet(),
		snapshots: async () => notYet(),
		namespaces: async () => notYet(),
		inspectCommand: notYet,
		inspect: async () => notYet(),
		logsCommand: notYet,
		shellCommand: notYet,
		changes: notYet,
	};
}
