import type {NodeSnapshot, Setting} from '../model/node-snapshot.ts';
import type {Link} from '../model/node-state.ts';
import {usesCni} from './about.ts';
import {type Check, info, ok, skipped, warning} from './check.ts';
import {advice, at, replaceInLine, run} from './fixes.ts';

/** Nothing logs it: small packets go through, large ones (an image, a certificate) get lost, or are cut in pieces. */
export const mtu: Check = {
	id: 'mtu',
	title: 'size of packets',
	follows: ['cni-config'],
	look(node) {
		const links = node.state?.links;
		if (links === undefined || !usesCni(node)) return skipped('the links of this node are not known');
		const way = links.find(({isWayOut}) => isWayOut);
		if (way === undefined) return skipped('there is no default route');
		const told = toldMtu(node);
		const bridge = links.find(({name, isWayOut}) => !isWayOut && name === bridgeOf(node));
		if (told !== undefined && Number(told.value) > way.mtu) {
			return warning(
				`pods send packets of up to ${told.value} bytes, and ${way.name} takes ${way.mtu}: what is larger gets lost between nodes (pulls and TLS inside pods hang, pings go through)`,
				{
					evidence: [at(told), seen(way)],
					fix: [
						replaceInLine(told.path, told.line, told.value, String(way.mtu)),
						...(bridge ? [run('ip', 'link', 'set', bridge.name, 'mtu', String(way.mtu))] : []),
						advice('it counts for new pods: kubectl rollout restart what runs here; with an overlay (VXLAN) 50 less'),
					],
				},
			);
		}
		if (bridge !== undefined && bridge.mtu > way.mtu) {
			return info(
				`${bridge.name} of the pods takes packets of ${bridge.mtu} bytes, and ${way.name} ${way.mtu}: where a firewall keeps ICMP back, large ones get lost`,
				{
					evidence: [seen(bridge), seen(way)],
					fix: [advice(`"mtu": ${way.mtu} beside "bridge" in the CNI configuration, and new pods`)],
				},
			);
		}
		return ok(`${way.name} takes ${way.mtu} bytes, and pods send no more`);
	},
};

function seen({name, mtu: size}: Link) {
	return {source: `/sys/class/net/${name}/mtu`, text: String(size)};
}

/** `"mtu": 9000` of the network that counts. */
function toldMtu({cni}: NodeSnapshot): Setting | undefined {
	const [file] = cni.files;
	const lines = file?.text.split('\n') ?? [];
	const index = lines.findIndex(line => /"mtu"\s*:\s*"?\d+/i.test(line));
	const value = /"mtu"\s*:\s*"?(\d+)/i.exec(lines[index] ?? '')?.[1];
	return file === undefined || value === undefined || value === '0'
		? undefined
		: {name: 'mtu', value, path: file.path, line: index + 1};
}

function bridgeOf({cni}: NodeSnapshot): string | undefined {
	return /"bridge"\s*:\s*"([\w.-]{1,15})"/.exec(cni.files[0]?.text ?? '')?.[1];
}
