import type {Reader} from '../../host/host.ts';
import type {ClusterAccess} from '../../model/node-workloads.ts';

export type AccessOptions = {
	readonly nodeName: string;
	readonly kubeletConfig: string;
	/** Of an administrator, in the order in which they are tried. */
	readonly kubeconfigs: readonly string[];
};

/**
 * Which of the kubeconfigs at hand may do what. Where the API server is away, a file
 * that is there counts: on the only control plane of a cluster it is away while docker is stopped.
 */
export async function gatherAccess(
	reader: Reader,
	{nodeName, kubeletConfig, kubeconfigs}: AccessOptions,
): Promise<ClusterAccess> {
	const there: string[] = [];
	for (const path of [...new Set([...kubeconfigs, kubeletConfig])]) {
		if ((await reader.kindOf(path).catch(() => undefined)) === 'file') there.push(path);
	}
	const may = async (path: string, ...words: readonly string[]) => {
		const argv = [
			'kubectl',
			'--kubeconfig',
			path,
			'--request-timeout=4s',
			'auth',
			'can-i',
			'--quiet',
			...words,
		] as const;
		const finished = await reader.query(argv, {timeoutMs: 6000}).catch(() => undefined);
		const away = finished === undefined || /refused|timed? ?out|unable to connect|EOF|no route/i.test(finished.stderr);
		return finished?.exitCode === 0 || away;
	};
	const first = async (paths: readonly string[], ...questions: ReadonlyArray<readonly string[]>) => {
		for (const path of paths) {
			const answers = await Promise.all(questions.map(words => may(path, ...words)));
			if (answers.every(Boolean)) return path;
		}
		return undefined;
	};
	const others = there.filter(path => path !== kubeletConfig);
	const drains = await first(
		others,
		['create', 'pods/eviction', '--all-namespaces'],
		['list', 'daemonsets.apps', '--all-namespaces'],
	);
	const marks = drains ?? (await first(there, ['patch', `nodes/${nodeName}`]));
	const reads = drains ?? (there.includes(kubeletConfig) ? kubeletConfig : there[0]);
	return {
		...(reads === undefined ? {} : {reads}),
		...(marks === undefined ? {} : {marks}),
		...(drains === undefined ? {} : {drains}),
	};
}
