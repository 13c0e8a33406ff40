import type {Container} from '../model/container.ts';
import type {PodWithContainers} from '../model/pod-sandbox.ts';
import {rememberLast} from '../model/remember-last.ts';
import type {Crictl} from './crictl.ts';
import type {ContainerStatus, PodDetails} from './crictl-status.ts';
import {createImageNamer} from './image-namer.ts';
import {isImageId, joinUses} from './image-names.ts';
import {endOf, joinPods, knownPid, type Lister} from './lister.ts';
import {createPodNamer} from './pod-namer.ts';
import type {Troubles} from './troubles.ts';

const detailsTopic = 'details of containers';

/**
 * Pods and containers through the CRI. What the lists lack comes from `inspect`, once for each container and state:
 * PID, log path and times of a container do not change while its state does not.
 */
export function createCrictlLister(crictl: Crictl, troubles: Troubles): Lister {
	const statuses = new Map<string, ContainerStatus>();
	const details = new Map<string, PodDetails>();
	const joined = rememberLast(joinPods);
	/** Counts what was learnt of pods and of ends: the same rows again as long as nothing is new. */
	let learnt = 0;
	const detailed = rememberLast((pods: readonly PodWithContainers[], _learnt: number) =>
		pods.map(pod => {
			const known = details.get(pod.id);
			const containers = pod.containers.map(one => ({...one, ...knownEnd(one)}));
			return {...pod, containers, ...(known && {ip: known.ip, hostNetwork: known.hostNetwork})};
		}),
	);
	const named = createImageNamer(crictl.images, troubles);
	const withPods = createPodNamer(crictl, troubles);

	function knownEnd({id, state}: Pick<Container, 'id' | 'state'>) {
		const known = statuses.get(id);
		return known?.state === state && state === 'exited' ? endOf(known) : {};
	}

	async function learnStatuses(containers: readonly Container[]): Promise<void> {
		forgetOthers(statuses, containers);
		await learn(containers.filter(({id, state}) => statuses.get(id)?.state !== state).map(({id}) => id));
	}

	async function learn(ids: readonly string[]): Promise<void> {
		const answers = (await troubles.watch(detailsTopic, crictl.containerStatuses(ids))) ?? [];
		for (const status of answers) statuses.set(status.id, status);
		learnt += answers.length;
	}

	return {
		async pods() {
			const [pods, containers] = await Promise.all([crictl.pods(), crictl.containers()]);
			forgetOthers(details, pods);
			return detailed(joined(pods, containers), learnt);
		},
		async containers() {
			const listed = await withPods.containers(await crictl.containers());
			const [containers] = await Promise.all([named(listed), learnStatuses(listed)]);
			return containers.map(container => {
				const {id, state, image, ...known} = statuses.get(container.id) ?? ({} as Partial<ContainerStatus>);
				if (state !== container.state) return container;
				return {...container, ...known, image: preferName(container.image, image)};
			});
		},
		async images() {
			const [images, containers] = await Promise.all([crictl.images(), crictl.containers()]);
			return joinUses(images, containers);
		},
		stats: async () => withPods.stats(await crictl.stats()),
		async pids(ids) {
			const unknown = ids.filter(id => statuses.get(id)?.state !== 'running');
			for (const status of await crictl.containerStatuses(unknown)) statuses.set(status.id, status);
			return new Map(ids.flatMap(id => knownPid(id, statuses.get(id)?.pid)));
		},
		async podDetails(ids) {
			const unknown = ids.filter(id => !details.has(id));
			for (const known of await crictl.podDetails(unknown)) details.set(known.id, known);
			learnt += unknown.length;
			return ids.flatMap(id => details.get(id) ?? []);
		},
		async ends(ids) {
			await learn(ids.filter(id => statuses.get(id)?.state !== 'exited'));
			return new Map(ids.map(id => [id, knownEnd({id, state: 'exited'})]));
		},
	};
}

/** What a person wrote is a better name than one of the tags of the same image. */
function preferName(listed: string, inspected: string | undefined): string {
	return inspected === undefined || inspected === '' || isImageId(inspected) ? listed : inspected;
}

function forgetOthers(known: Map<string, unknown>, present: readonly {readonly id: string}[]): void {
	const ids = new Set(present.map(({id}) => id));
	for (const id of known.keys()) if (!ids.has(id)) known.delete(id);
}
