import type {NodeSnapshot} from '../model/node-snapshot.ts';
import {hasKubelet, networkMakers, usesCni} from './about.ts';
import {type Check, type Fix, fatal, info, ok, skipped, warning} from './check.ts';
import {advice, at, lineAt, replaceInLine, restart, run} from './fixes.ts';
import {otherFolder, settingOfFolder} from './parts/cni-folders.ts';
import {rememberedNetwork} from './parts/remembered-network.ts';

/** Plugins that make no interface with an address: they stand behind one that does. */
const givesNone = new Set('loopback portmap bandwidth tuning firewall sbr vrf'.split(' '));

/** Source: github.com/containernetworking/cni, CONVENTIONS.md and SPEC.md of each. */
const versions = ['', '0.1.0', '0.2.0', '0.3.0', '0.3.1', '0.4.0', '1.0.0', '1.1.0'];
/** The newest that the plugins of all distributions take, since 0.7. */
const commonVersion = '0.4.0';

export const cniConfig: Check = {
	id: 'cni-config',
	title: 'CNI configuration',
	follows: ['hidden-places'],
	explains: ['cni-conf-missing', 'cni-conf-invalid', 'cni-cni0', 'cni-no-address', 'cni-incompat'],
	look(node) {
		const {cni} = node;
		const [first] = cni.files;
		const grave = !hasKubelet(node) ? info : usesCni(node) ? fatal : warning;
		if (first === undefined && cni.closed) return skipped(`this user may not read ${cni.confDir}`);
		if (first === undefined) {
			const evidence = [
				{source: `ls ${cni.confDir}`, text: cni.ignored.length === 0 ? 'empty' : `only ${cni.ignored.join(', ')}`},
			];
			if (!hasKubelet(node))
				return info(
					`there is no network configuration in ${cni.confDir}: without a kubelet only ctr run --cni wants one`,
					{
						evidence,
					},
				);
			const set = settingOfFolder(node, cni.confDir);
			const [other] = cni.elsewhere?.confDirs ?? [];
			const led = set !== undefined && other !== undefined ? otherFolder(node, cni.confDir, other) : [];
			return grave(
				`there is no network configuration in ${cni.confDir}${led.length > 0 ? `, and there is one in ${other}` : ''}: NetworkReady is false, so the node is NotReady and pods wait`,
				{
					evidence: [...(led.length > 0 && set ? [at(set)] : []), ...evidence],
					fix: led.length > 0 ? led : restored(node, `${cni.confDir}/10-restored.conflist`),
				},
			);
		}
		if (first.broken) {
			return grave(
				`${first.path} is not JSON (${first.broken.message}), and it is the first file, so it counts: no pod gets a network`,
				{
					evidence: [lineAt(first.path, first.text, first.broken.line ?? 1)],
					// What stands behind it is whole, and served until somebody put this one before it.
					fix: cni.files.slice(1).some(({broken, plugins}) => !broken && plugins.length > 0)
						? [run('mv', first.path, `${first.path}.wrong`), restart(...networkMakers(node))]
						: restored(node, first.path),
				},
			);
		}
		if (first.version !== undefined && !versions.includes(first.version)) {
			const line = lineOf(first.text, first.version);
			return grave(`${first.path} is of cniVersion ${first.version}, which no plugin has: no pod gets a network`, {
				evidence: [lineAt(first.path, first.text, line)],
				fix: [replaceInLine(first.path, line, first.version, commonVersion), restart(...networkMakers(node))],
			});
		}
		if (first.plugins.length === 0 || first.name === undefined) {
			return grave(`${first.path} names no ${first.name === undefined ? 'network' : 'plugin'}`, {
				evidence: [lineAt(first.path, first.text, 1)],
				fix: restored(node, first.path),
			});
		}
		if (first.plugins.every(name => givesNone.has(name)) && cni.files.length > 1) {
			return grave(
				`${first.path} is the first file, so it counts, and has ${first.plugins.join(', ')} alone: no pod gets an address`,
				{
					evidence: cni.files.map(({path, plugins}) => ({source: path, text: plugins.join(', ')})),
					fix: [run('mv', first.path, `${first.path}.wrong`), restart(...networkMakers(node))],
				},
			);
		}
		if (cni.files.length > 1) {
			return info(`${first.path} counts, for it is first; the others wait behind it`, {
				evidence: cni.files.map(({path, name = ''}) => ({source: path, text: name})),
			});
		}
		return ok(`${first.path}: ${first.name} (${first.plugins.join(', ')})`);
	},
};

function lineOf(text: string, version: string): number {
	return text.split('\n').findIndex(line => line.includes('cniVersion') && line.includes(version)) + 1 || 1;
}

/** From what the plugins remember; what a network agent wrote it can write again. */
function restored(node: NodeSnapshot, path: string): readonly Fix[] {
	const operator = advice(
		'let the network plugin write it again (its DaemonSet in kube-system: calico-node, cilium, kube-flannel-ds): kubectl -n kube-system rollout restart daemonset NAME',
	);
	const remembered = rememberedNetwork(node, path);
	return remembered.length === 0 ? [operator] : [...remembered, operator, restart(...networkMakers(node))];
}
