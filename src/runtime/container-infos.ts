import {mapLimited} from './ask.ts';
import type {Ctr} from './ctr.ts';
import type {ContainerInfo} from './ctr-info.ts';

/** What containerd knows of the containers of a namespace. Asked once for each container: it does not change. */
export type ContainerInfos = {
	/** @param filter in containerd's own filter syntax */
	of(containerdNamespace: string, filter?: string): Promise<readonly ContainerInfo[]>;
};

/** `ctr containers info` takes one ID, so a first look at a full node is many processes: four at a time. */
const width = 4;

export function createContainerInfos(ctr: Ctr): ContainerInfos {
	const known = new Map<string, Map<string, ContainerInfo>>();
	return {
		async of(containerdNamespace, filter) {
			const before = known.get(containerdNamespace);
			const ids = await ctr.containerIds(containerdNamespace, filter);
			const infos = await mapLimited(
				ids,
				width,
				async id => before?.get(id) ?? ctr.containerInfo(containerdNamespace, id),
			);
			const found = infos.flatMap((info, index) => (info ? [[ids[index] as string, info] as const] : []));
			known.set(containerdNamespace, new Map(found));
			return found.map(([, info]) => info);
		},
	};
}
