import type {Reader} from '../../host/host.ts';
import type {KubernetesNode} from '../../model/node-snapshot.ts';
import type {GatherOptions} from '../gather.ts';
import {fieldsOf, listOf, optionalFields, optionalText} from '../shape.ts';
import {Absent, answerOf, part} from './part.ts';

/** The node in the cluster, asked as the kubelet itself where that may. Throws where the API server does not answer. */
export async function gatherNode(
	reader: Reader,
	name: string,
	kubeconfig: string,
	{brief, patienceMs = 4000}: Pick<GatherOptions, 'brief' | 'patienceMs'> = {},
): Promise<KubernetesNode> {
	if ((await reader.kindOf(kubeconfig)) === undefined) throw new Absent(`there is no ${kubeconfig}`);
	const kubectl = (...words: readonly string[]) =>
		answerOf(
			reader,
			['kubectl', '--kubeconfig', kubeconfig, `--request-timeout=${patienceMs / 1000}s`, 'get', ...words, '-o', 'json'],
			patienceMs + 1000,
		);
	const [node, classes] = await Promise.all([
		kubectl('node', name),
		brief ? {missing: 'not looked at'} : part(async () => parseClasses(await kubectl('runtimeclasses'))),
	]);
	return {...parseNode(node), ...('value' in classes ? {runtimeClasses: classes.value} : {})};
}

export function parseNode(text: string): KubernetesNode {
	const node = fieldsOf(JSON.parse(text), 'node');
	const metadata = fieldsOf(node.metadata, 'metadata');
	const status = fieldsOf(node.status, 'status');
	const info = fieldsOf(status.nodeInfo, 'nodeInfo');
	const conditions = listOf(status.conditions, 'conditions').map(one => {
		const saidMs = Date.parse(String(one.lastHeartbeatTime));
		return {
			type: String(one.type),
			status: String(one.status),
			reason: String(one.reason ?? ''),
			message: String(one.message ?? ''),
			...(Number.isNaN(saidMs) ? {} : {saidMs}),
		};
	});
	const annotations = optionalFields(metadata.annotations, 'annotations');
	const taints = listOf(optionalFields(node.spec, 'spec').taints, 'taints').flatMap(({key, value, effect}) => {
		const isOwn = /^node(-role)?\.(cloudprovider\.)?kubernetes\.io\//.test(String(key));
		return isOwn ? [] : [`${key}${value === undefined ? '' : `=${value}`}:${effect}`];
	});
	const podCidr = optionalText(optionalFields(node.spec, 'spec').podCIDR, 'podCIDR');
	const createdAtMs = Date.parse(String(metadata.creationTimestamp));
	const criSocket = optionalText(annotations['kubeadm.alpha.kubernetes.io/cri-socket'], 'cri-socket');
	return {
		name: String(metadata.name),
		ready: conditions.some(({type, status: state}) => type === 'Ready' && state === 'True'),
		unschedulable: optionalFields(node.spec, 'spec').unschedulable === true,
		runtimeVersion: String(info.containerRuntimeVersion),
		kubeletVersion: String(info.kubeletVersion),
		...(Number.isNaN(createdAtMs) ? {} : {createdAtMs}),
		...(podCidr === undefined || !/^[\d./]+$/.test(podCidr) ? {} : {podCidr}),
		...(taints.length === 0 ? {} : {taints}),
		...(criSocket === undefined ? {} : {criSocket}),
		conditions,
	};
}

function parseClasses(text: string) {
	return listOf(fieldsOf(JSON.parse(text), 'answer').items, 'items').map(item => ({
		name: String(fieldsOf(item.metadata, 'metadata').name),
		handler: String(item.handler),
	}));
}
