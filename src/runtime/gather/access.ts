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
	const lacks = async (path: string, words: readonly string[]): Promise<string | typeof away | undefined> => {
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
		if (finished?.exitCode === 0) return undefined;
		if (finished === undefined || isAway(finished.stderr)) return away;
		return saidOf(finished.stderr) ?? `it may not ${rightOf(words)}`;
	};
	const marking = ['patch', `nodes/${nodeName}`];
	const first = async (
		paths: readonly string[],
		questions: ReadonlyArray<readonly string[]>,
		not: (path: string, because: string) => void = () => {},
	) => {
		const silent: string[] = [];
		for (const path of paths) {
			const answers = await Promise.all(questions.map(words => lacks(path, words)));
			const lacking = [...new Set(answers.filter(answer => typeof answer === 'string'))];
			if (lacking.length > 0) not(path, lacking.join('; '));
			else if (answers.includes(away)) silent.push(path);
			else return path;
		}
		// Of another cluster, or with an address that is none any more: that of the kubelet answers.
		const isAnother =
			silent.length > 0 && there.includes(kubeletConfig) && (await lacks(kubeletConfig, marking)) !== away;
		if (!isAnother) return silent[0];
		// It may have come up in between.
		const again = await Promise.all(silent.map(path => lacks(path, marking)));
		if (!again.every(answer => answer === away)) return silent[again.findIndex(answer => answer !== away)];
		for (const path of silent) not(path, 'its API server does not answer, and that of the kubelet does');
		return undefined;
	};
	const others = there.filter(path => path !== kubeletConfig);
	const drains = await first(
		others,
		[
			marking,
			['create', 'pods', '--subresource=eviction', '--all-namespaces'],
			['list', 'daemonsets.apps', '--all-namespaces'],
		],
		refuse,
	);
	const makes = drains === undefined ? undefined : await lacks(drains, ['create', 'pods', '--all-namespaces']);
	const makesNone = typeof makes === 'string';
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

/** Nobody says whether it may. */
const away: unique symbol = Symbol('away');

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
