import {readLogLine} from '../explain/read-line.ts';
import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {hasKubelet, usesCni} from './about.ts';
import {type Check, fatal, type Outcome, ok, skipped} from './check.ts';
import {advice, run} from './fixes.ts';
import {isQuoted} from './parts/named-setting.ts';
import {rememberedNetwork} from './parts/remembered-network.ts';

const recentMs = 90_000;

/** For the values of a network that nobody wrote a check for: its plugin says which one it does not take. */
export const cniRefused: Check = {
	id: 'cni-refused',
	title: 'what the network plugins refuse',
	follows: [
		'programs-damaged',
		'places',
		'read-only',
		'cni-config',
		'cni-values',
		'cni-plugins',
		'locks',
		'task-limits',
	],
	explains: ['cni-agent'],
	look(node) {
		const [first] = node.cni.files;
		if (!hasKubelet(node) || !usesCni(node) || first === undefined) return skipped('no network is configured');
		const words = lastRefusal(node);
		if (words === undefined) return ok('no plugin has failed in the last moments');
		const value = valuesIn(first.text).find(each => isQuoted(words, each));
		if (value === undefined) return overshadowed(node, words) ?? ok('no plugin names a value of its configuration');
		const line = first.text.split('\n').findIndex(text => text.includes(`"${value}"`)) + 1;
		return fatal(`a network plugin does not take ${value}, which ${first.path} has: no new pod gets a network`, {
			evidence: [
				{source: `${first.path}:${line}`, text: (first.text.split('\n')[line - 1] ?? '').trim()},
				{source: 'journal', text: words},
			],
			fix: [
				...rememberedNetwork(node, first.path),
				advice(`or correct ${value} in ${first.path}: it is read again by itself`),
			],
		});
	},
};

/** The plugin of an agent that is not there any more: its file sorts before that of the network which is in use. */
function overshadowed({cni}: NodeSnapshot, words: string): Outcome | undefined {
	const [first, second] = cni.files;
	if (first === undefined || second === undefined || second.broken || second.plugins.length === 0) return undefined;
	const isAgent = /\.sock\b|agent|daemon|[Uu]nauthorized|kubeconfig|connection refused/.test(words);
	if (!isAgent || !second.plugins.every(name => cni.binaries.includes(name))) return undefined;
	return fatal(
		`the plugin of ${first.path} asks an agent that does not answer, and ${second.path} stands behind it: the first file is what containerd takes, and it may be left of another network`,
		{
			evidence: [
				{source: first.path, text: first.plugins.join(', ')},
				{source: 'journal', text: words},
			],
			fix: [
				run('mv', first.path, `${first.path}.left`),
				advice(`where that agent is meant to run, put it back and start its pod: mv ${first.path}.left ${first.path}`),
			],
		},
	);
}

/** `plugin type="bridge" failed (add): invalid CIDR address: 10.244.0.0/33`, while a pod waits for its network. */
function lastRefusal(node: NodeSnapshot): string | undefined {
	const pods = known(node.pods);
	if (pods?.every(({settled}) => settled)) return undefined;
	const last = (known(node.journal) ?? []).findLast(line =>
		/failed \(add\): |NetworkPlugin cni failed to set up/.test(line),
	);
	if (last === undefined) return undefined;
	const {text, timeMs} = readLogLine(last, 0);
	if (timeMs !== undefined && node.takenAtMs - timeMs > recentMs) return undefined;
	// Names stand in quotes there, escaped once or twice.
	return /(?:failed \(add\): |network: )(.{3,300})/.exec(text.replaceAll('\\', ''))?.[1]?.trim();
}

function valuesIn(text: string): readonly string[] {
	return [...text.matchAll(/"([^"\\]{3,200})"/g)].map(([, value = '']) => value);
}
