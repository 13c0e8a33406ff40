import {NothingToAsk} from '../host/errors.ts';
import type {Reader} from '../host/host.ts';
import type {Listing, NodeFacts} from '../model/facts.ts';
import type {Clients} from './clients.ts';
import {speaksOtherCri} from './crictl.ts';
import {createCrictlLister} from './crictl-lister.ts';
import {createCtrLister} from './ctr-lister.ts';
import {mobyNamespace} from './docker-answers.ts';
import {createDockerLister} from './docker-lister.ts';
import {criNamespace, homeNamespace} from './home-namespace.ts';
import type {Lister} from './lister.ts';
import type {Troubles} from './troubles.ts';

type Way = {readonly listing: Listing; readonly namespace: string; readonly lister: Lister};

/** The way to the kubelet's pods and containers, which may turn out to be another one at the first question. */
export type Home = {
	listing(): Listing;
	/** The containerd namespace of the kubelet's containers. */
	namespace(): string;
	/** Ask it; where crictl speaks another version of the CRI than the runtime, the next way is taken for good. */
	ask<T>(question: (lister: Lister) => Promise<T>): Promise<T>;
};

export function createHome(reader: Reader, facts: NodeFacts, clients: Clients, troubles: Troubles): Home {
	const {crictl, ctr, infos, docker} = clients;
	let way = firstWay();

	function firstWay(): Way {
		const {listing, endpoint} = facts;
		if (listing.through === 'crictl' && crictl && endpoint)
			return {listing, namespace: homeNamespace(endpoint.url), lister: createCrictlLister(crictl, troubles)};
		if (listing.through === 'ctr') return throughCtr(listing.because) ?? nowhere(listing.because);
		if (listing.through === 'docker') return throughDocker(listing.because) ?? nowhere(listing.because);
		return nowhere(listing.through === 'nothing' ? listing.because : 'crictl is not on this node');
	}

	function throughCtr(because: string): Way | undefined {
		if (!ctr || !infos) return undefined;
		const lister = createCtrLister(reader, ctr, infos, criNamespace);
		return {listing: {through: 'ctr', because}, namespace: criNamespace, lister};
	}

	function throughDocker(because: string): Way | undefined {
		if (!docker) return undefined;
		const lister = createDockerLister(docker, troubles);
		return {listing: {through: 'docker', because}, namespace: mobyNamespace, lister};
	}

	function nextWay(): Way | undefined {
		const url = facts.endpoint?.url ?? '';
		return way.namespace === mobyNamespace
			? throughDocker(`this crictl speaks CRI v1, which ${url} does not answer (dockershim)`)
			: throughCtr(`${url} answers no CRI version that this crictl speaks: containerd's CRI plugin is off, or older`);
	}

	return {
		listing: () => way.listing,
		namespace: () => way.namespace,
		async ask(question) {
			const asked = way;
			try {
				return await question(asked.lister);
			} catch (error) {
				if (asked.listing.through !== 'crictl' || !speaksOtherCri(error)) throw error;
				if (way === asked) way = nextWay() ?? asked;
				if (way === asked) throw error;
				return question(way.lister);
			}
		},
	};
}

function nowhere(because: string): Way {
	const refuse = async (): Promise<never> => {
		throw new NothingToAsk(because);
	};
	return {
		listing: {through: 'nothing', because},
		namespace: criNamespace,
		lister: {pods: refuse, containers: refuse, images: refuse, stats: refuse, pids: refuse, podDetails: refuse},
	};
}
