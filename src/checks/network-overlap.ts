import {quoteWord} from '../model/argv.ts';
import {overlap} from '../model/cidr.ts';
import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import type {Network} from '../model/node-state.ts';
import {needsDocker, usesCni} from './about.ts';
import {type Check, type Fix, fatal, type Outcome, ok, skipped, warning, worstOf} from './check.ts';
import {advice, lineAt, replaceInLine, run} from './fixes.ts';
import {writeJson} from './parts/json-repair.ts';

/** Bridges that a network plugin or docker makes. */
const bridges = /^(cni|cbr|docker|weave|kube-bridge)\d*$|^br-[0-9a-f]{12}$/;
/** Links that lead into pods, or are no network of the node. */
const others = /^(veth|cali|lxc|lo$|tunl|flannel|vxlan|cilium|kube-ipvs|nodelocaldns|azv|eni)/;

/**
 * Containers have addresses out of the network that the node itself is in: the kernel has two ways to the same addresses,
 * a pod may get the address of the node or its gateway. Nothing logs it.
 */
export const networkOverlap: Check = {
	id: 'network-overlap',
	title: 'networks of node and containers',
	follows: ['cni-config', 'docker-config'],
	look(node) {
		const all = node.state?.networks;
		if (all === undefined || all.length === 0) return skipped('the networks of this node are not known');
		const own = all.filter(({link}) => !bridges.test(link) && !others.test(link));
		const found = all
			.filter(({link}) => bridges.test(link))
			.flatMap(bridge => {
				const other = own.find(({range}) => overlap(range, bridge.range));
				return other === undefined ? [] : [outcome(bridge, other, node)];
			});
		return worstOf(found, ok('no address belongs to both'));
	},
};

function outcome(bridge: Network, other: Network, node: NodeSnapshot): Outcome {
	const isDockers = /^(docker|br-)/.test(bridge.link);
	const because = `${bridge.link} of the containers is in ${bridge.range}, and ${other.link} of the node in ${other.range}: there are two ways to the same addresses, and a container may get the address of this node, of its gateway or of another node`;
	const evidence = [bridge, other].map(({link, range}) => ({source: 'ip route', text: `${range} dev ${link}`}));
	if (isDockers) {
		const grave = needsDocker(node) && !usesCni(node) ? fatal : warning;
		return grave(because, {evidence, fix: ofDocker(bridge, node)});
	}
	const set = subnetIn(node, bridge);
	return fatal(because, {
		evidence: [...(set === undefined ? [] : [lineAt(set.path, set.text, set.line)]), ...evidence],
		fix: ofPlugins(bridge, set, node),
	});
}

type Subnet = {readonly path: string; readonly text: string; readonly line: number; readonly value: string};

/** `"subnet": "10.88.0.0/24"` of the file that counts. */
function subnetIn({cni}: NodeSnapshot, {range}: Network): Subnet | undefined {
	const [file] = cni.files;
	if (file === undefined) return undefined;
	const lines = file.text.split('\n');
	const values = lines.map(line => /"subnet"\s*:\s*"([\d./]+)"/.exec(line)?.[1]);
	const index = values.findIndex(value => value !== undefined && overlap(value, range));
	const value = values[index];
	return value === undefined ? undefined : {path: file.path, text: file.text, line: index + 1, value};
}

/** Its pods are stopped while the plugin still knows their addresses; the kubelet makes them anew. */
function ofPlugins({link}: Network, set: Subnet | undefined, node: NodeSnapshot): readonly Fix[] {
	const meant = known(node.node)?.podCidr;
	const name = node.cni.files[0]?.name;
	if (set === undefined)
		return [advice(`another range for ${link} in ${node.cni.confDir}, that of the cluster's pods`)];
	if (meant === undefined || name === undefined || overlap(meant, set.value))
		return [
			advice(`"subnet" in ${set.path}: the podCIDR of this node (kubectl get node -o yaml), then: ip link del ${link}`),
		];
	const prefix = set.value.split('/')[0]?.split('.')[0] ?? '';
	const folder = quoteWord(`/var/lib/cni/networks/${name}`);
	const stop = `for f in ${folder}/${prefix}.*; do crictl stopp "$(head -n 1 "$f" | tr -d "\\r")"; done`;
	return [
		replaceInLine(set.path, set.line, set.value, meant),
		run('sh', '-c', stop),
		run('ip', 'link', 'del', link),
		advice(`${meant} is the podCIDR that the cluster gave this node`),
	];
}

function ofDocker({link}: Network, {docker}: NodeSnapshot): readonly Fix[] {
	const config = known(docker.config);
	const told = config?.data;
	if (link !== 'docker0' || config === undefined || told === undefined || told.bip === undefined)
		return [advice(`docker network rm and create it with another --subnet, or default-address-pools in daemon.json`)];
	const {bip, ...rest} = told;
	return [
		writeJson(config.path, rest),
		// Its socket would start it again at the next call of anybody.
		run('systemctl', 'stop', 'docker.socket', 'docker'),
		run('ip', 'link', 'del', link),
		run('systemctl', 'reset-failed', 'docker.socket', 'docker'),
		run('systemctl', 'start', 'docker.socket', 'docker'),
		advice(`bip was ${String(bip)}: docker takes a range of its own now`),
	];
}
