import type {Reader} from '../../host/host.ts';
import {mapLimited} from '../ask.ts';
import {mobyNamespace} from '../docker-answers.ts';
import {fieldsOf, mapOf, optionalText} from '../shape.ts';
import {isAlive} from './is-alive.ts';

/** What containerd's shim keeps of a task: it lives on when containerd does not. */
export type Bundle = {
	readonly id: string;
	readonly containerdNamespace: string;
	readonly pid?: number;
	readonly alive: boolean;
	/** What the CRI plugin noted in it; nothing in those of ctr and nerdctl. */
	readonly sandbox?: {
		readonly isSandbox: boolean;
		readonly id: string;
		readonly podName?: string;
		readonly podNamespace?: string;
		readonly podUid?: string;
		readonly container?: string;
		readonly image?: string;
	};
};

/** State folders of containerd itself, k3s and rke2, microk8s. */
const roots = ['/run/containerd', '/run/k3s/containerd', '/var/snap/microk8s/common/run/containerd'].map(
	folder => `${folder}/io.containerd.runtime.v2.task`,
);

/**
 * The tasks of which shims run or ran: `ROOT/NAMESPACE/ID/config.json`, annotated by the CRI plugin, and `init.pid`.
 * docker keeps files of its own about its containers. Source: containerd 1.6–2.1, core/runtime/v2/bundle.go.
 */
export async function bundles(reader: Reader): Promise<readonly Bundle[]> {
	const found = await mapLimited(roots, roots.length, async root => {
		const namespaces = (await names(reader, root)).filter(name => name !== mobyNamespace);
		const folders = await mapLimited(namespaces, 4, async namespace =>
			(await names(reader, `${root}/${namespace}`)).map(id => ({namespace, id, folder: `${root}/${namespace}/${id}`})),
		);
		return mapLimited(folders.flat(), 8, ({namespace, id, folder}) => readBundle(reader, namespace, id, folder));
	});
	return found.flat();
}

async function readBundle(reader: Reader, containerdNamespace: string, id: string, folder: string): Promise<Bundle> {
	const read = (name: string) => reader.readText(`${folder}/${name}`).catch(() => undefined);
	const [config, init] = await Promise.all([read('config.json'), read('init.pid')]);
	const pid = init !== undefined && /^\d+\s*$/.test(init) ? Number(init) : undefined;
	return {id, containerdNamespace, pid, alive: await isAlive(reader, id, pid), sandbox: parseSandbox(config)};
}

/** Source: containerd, pkg/cri/annotations. The UID came with 1.7. */
export function parseSandbox(config: string | undefined): Bundle['sandbox'] {
	try {
		const annotations = mapOf(fieldsOf(JSON.parse(config ?? ''), 'config').annotations, 'annotations');
		const of = (name: string) => optionalText(annotations[`io.kubernetes.cri.${name}`], name);
		const id = of('sandbox-id');
		if (id === undefined) return undefined;
		return {
			isSandbox: of('container-type') === 'sandbox',
			id,
			podName: of('sandbox-name'),
			podNamespace: of('sandbox-namespace'),
			podUid: of('sandbox-uid'),
			container: of('container-name'),
			image: of('image-name'),
		};
	} catch {
		return undefined; // of another version, or half written: the task is shown by its ID
	}
}

async function names(reader: Reader, folder: string): Promise<readonly string[]> {
	return reader.listNames(folder).catch(() => []);
}
