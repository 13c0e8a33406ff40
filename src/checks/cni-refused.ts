import {readLogLine} from '../explain/read-line.ts';
import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {hasKubelet, usesCni} from './about.ts';
import {type Check, fatal, ok, skipped} from './check.ts';
import {advice} from './fixes.ts';
import {isQuoted} from './parts/named-setting.ts';
import {rememberedNetwork} from './parts/remembered-network.ts';

const recentMs = 90_000;

/** For the values of a network that nobody wrote a check for: its plugin says which one it does not take. */
export const cniRefused: Check = {
	id: 'cni-refused',
	title: 'what the network plugins refuse',
	follows: ['programs-damaged', 'places', 'read-only', 'cni-config', 'cni-plugins'],
	look(node) {
		const [first] = node.cni.files;
		if (!hasKubelet(node) || !usesCni(node) || first === undefined) return skipped('no network is configured');
		const words = lastRefusal(node);
		if (words === undefined) return ok('no plugin has failed in the last moments');
		const value = valuesIn(first.text).find(each => isQuoted(words, each));
		if (value === undefined) return ok('no plugin names a value of its configuration as the reason');
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
	return /(?:failed \(add\): |network: )([^"\\]{3,300})/.exec(text)?.[1]?.trim();
}

function valuesIn(text: string): readonly string[] {
	return [...text.matchAll(/"([^"\\]{3,200})"/g)].map(([, value = '']) => value);
}
