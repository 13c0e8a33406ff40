import type {Reader} from '../../host/host.ts';
import type {NewCluster} from '../../model/new-cluster.ts';
import {known} from '../../model/node-snapshot.ts';
import {fieldsOf} from '../shape.ts';
import type {NodeFacts} from './migration.ts';
import {answerOf} from './part.ts';

const patienceMs = 6000;
const usual = '/var/lib/etcd';

/**
 * Asked where the node was registered after the walk began: somebody deleted it and it came back, or the whole cluster is
 * younger than the walk. Only who may drain may read what tells them apart.
 */
export async function gatherNewCluster(
	reader: Reader,
	{snapshot, workloads}: NodeFacts,
	begunAtMs: number,
): Promise<NewCluster | undefined> {
	const registeredMs = known(snapshot.node)?.createdAtMs;
	const {drains} = workloads.access;
	if (registeredMs === undefined || registeredMs < begunAtMs || drains === undefined) return undefined;
	const kubectl = ['kubectl', '--kubeconfig', drains, '--request-timeout=5s'] as const;
	const text = await answerOf(reader, [...kubectl, 'get', 'namespace', 'kube-system', '-o', 'json'], patienceMs).catch(
		() => undefined,
	);
	if (text === undefined) return undefined;
	const {creationTimestamp} = fieldsOf(fieldsOf(JSON.parse(text), 'answer').metadata, 'metadata');
	const createdAtMs = Date.parse(String(creationTimestamp));
	if (Number.isNaN(createdAtMs) || createdAtMs < begunAtMs) return undefined;
	const etcd = snapshot.state?.staticPods.find(({name}) => name === 'etcd');
	const used = etcd?.flags.findLast(({name}) => name === '--data-dir')?.value ?? usual;
	return {createdAtMs, used, data: await dataOfEtcd(reader, used)};
}

/** Folders with a `member` in them, the one in use aside; where people move such things. */
async function dataOfEtcd(reader: Reader, used: string): Promise<readonly string[]> {
	const places = ['/var/lib', '/var/backups', '/var/tmp', '/tmp', '/root', '/home', '/opt', '/srv'];
	const found = await reader
		.query(['find', ...places, '-maxdepth', '5', '-path', '*/member/snap/db', '-size', '+0'], {timeoutMs: patienceMs})
		.catch(() => undefined);
	return (found?.stdout ?? '')
		.split('\n')
		.map(line => line.replace(/\/member\/snap\/db$/, ''))
		.filter(path => path.startsWith('/') && path !== used && !path.startsWith(`${used}/`))
		.slice(0, 5);
}
