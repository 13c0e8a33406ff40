import type {Argv} from '../../model/argv.ts';

/** What a line of kubectl asks of the cluster, of the few that a migration writes. */
export type KubectlLine = {readonly kubeconfig: string} & (
	| {readonly do: 'cordon' | 'uncordon'; readonly node: string}
	| {readonly do: 'annotate'; readonly node: string; readonly annotations: Readonly<Record<string, string>>}
	| {readonly do: 'drain'; readonly node: string; readonly force: boolean; readonly timeoutMs: number}
	| {readonly do: 'apply'; readonly path: string}
);

/** Undefined: not one of them, or with a word that is not known here; kubectl itself is asked then. */
export function readKubectlLine([tool, flag, kubeconfig, verb, ...words]: Argv): KubectlLine | undefined {
	if (tool !== 'kubectl' || flag !== '--kubeconfig' || kubeconfig === undefined) return undefined;
	const [first, second, ...rest] = words;
	if ((verb === 'cordon' || verb === 'uncordon') && first !== undefined && second === undefined)
		return {kubeconfig, do: verb, node: first};
	if (verb === 'apply' && first === '-f' && second !== undefined && rest.length === 0)
		return {kubeconfig, do: 'apply', path: second};
	if (verb === 'annotate' && first === 'node' && second !== undefined) return annotateLine(kubeconfig, second, rest);
	if (verb === 'drain' && first !== undefined) return drainLine(kubeconfig, first, words.slice(1));
	return undefined;
}

function annotateLine(kubeconfig: string, node: string, words: readonly string[]): KubectlLine | undefined {
	const [overwrite, ...pairs] = words;
	if (overwrite !== '--overwrite' || pairs.some(pair => !/^[^=-][^=]*=/.test(pair))) return undefined;
	const annotations = Object.fromEntries(
		pairs.map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
	);
	return {kubeconfig, do: 'annotate', node, annotations};
}

function drainLine(kubeconfig: string, node: string, words: readonly string[]): KubectlLine | undefined {
	const seconds = words.map(word => /^--timeout=(\d+)s$/.exec(word)?.[1]).find(Boolean);
	const known = ['--ignore-daemonsets', '--delete-emptydir-data', '--delete-local-data', '--force'];
	const isKnown = (word: string) => known.includes(word) || /^--timeout=\d+s$/.test(word);
	// Without these two kubectl refuses most nodes; a drain here always means them.
	if (!words.includes('--ignore-daemonsets') || !words.every(isKnown) || seconds === undefined) return undefined;
	return {kubeconfig, do: 'drain', node, force: words.includes('--force'), timeoutMs: Number(seconds) * 1000};
}
