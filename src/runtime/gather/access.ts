import type {Reader} from '../../host/host.ts';
import type {ClusterAccess, RefusedAccess} from '../../model/node-workloads.ts';

export type AccessOptions = {
	readonly nodeName: string;
	readonly kubeletConfig: string;
	/** Of an administrator, in the order in which they are tried. */
	readonly kubeconfigs: readonly string[];
	/** One of them that a person asked for. */
	readonly named?: string;
};

/**
 * Which of the kubeconfigs at hand may do what, and why the others may not. Where the API server is away, a file
 * that is there counts: on the only control plane of a cluster it is away while docker is stopped.
 */
export async function gatherAccess(
	reader: Reader,
	{nodeName, kubeletConfig, kubeconfigs, named}: AccessOptions,
): Promise<ClusterAccess> {
	const there: string[] = [];
	const refused: RefusedAccess[] = [];
	const refuse = (path: string, because: string) =>
		refused.push({path, because, ...(path === named ? {named: true as const} : {})});
	for (const path of [...new Set([...kubeconfigs, kubeletConfig])]) {
		if ((await reader.kindOf(path).catch(() => undefined)) === 'file') there.push(path);
		else if (path === named) refuse(path, 'there is no such file');
	}
	/** Undefined: it may. */
	const lacks = async (path: string, words: readonly string[]): Promise<string | undefined> => {
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
		if (finished === undefined || finished.exitCode === 0 || isAway(finished.stderr)) return undefined;
		return saidOf(finished.stderr) ?? `it may not ${rightOf(words)}`;
	};
	const first = async (
		paths: readonly string[],
		questions: ReadonlyArray<readonly string[]>,
		not: (path: string, because: string) => void = () => {},
	) => {
		for (const path of paths) {
			const answers = await Promise.all(questions.map(words => lacks(path, words)));
			const lacking = [...new Set(answers.filter(answer => answer !== undefined))];
			if (lacking.length === 0) return path;
			not(path, lacking.join('; '));
		}
		return undefined;
	};
	const others = there.filter(path => path !== kubeletConfig);
	const marking = ['patch', `nodes/${nodeName}`];
	const drains = await first(
		others,
		[
			marking,
			['create', 'pods', '--subresource=eviction', '--all-namespaces'],
			['list', 'daemonsets.apps', '--all-namespaces'],
		],
		refuse,
	);
	const makesNone = drains !== undefined && (await lacks(drains, ['create', 'pods', '--all-namespaces'])) !== undefined;
	const marks = drains ?? (await first(there, [marking]));
	const reads = drains ?? (there.includes(kubeletConfig) ? kubeletConfig : there[0]);
	return {
		...(reads === undefined ? {} : {reads}),
		...(marks === undefined ? {} : {marks}),
		...(drains === undefined ? {} : {drains}),
		...(makesNone ? {makesNone: true as const} : {}),
		...(refused.length === 0 ? {} : {refused}),
	};
}

/** `create pods/eviction`, as a role has it; kubectl takes that for a pod of the name `eviction`. */
function rightOf(words: readonly string[]): string {
	const said = words.filter(word => word !== '--all-namespaces').join(' ');
	return said.replace(/ --subresource=/, '/');
}

/** It does not answer. One that answers with a certificate that is not trusted is there. */
function isAway(said: string): boolean {
	if (/x509|certificate/i.test(said)) return false;
	return /refused|timed? ?out|deadline|unable to connect|unreachable|reset by peer|no such host|EOF|no route/i.test(
		said,
	);
}

/** Why it was not let in; undefined where it was, and the answer is no. */
function saidOf(said: string): string | undefined {
	const line = said
		.split('\n')
		.map(each => each.trim())
		.filter(each => each !== '' && !/^warning/i.test(each))
		.at(-1);
	return line?.replace(/^error: /i, '');
}
