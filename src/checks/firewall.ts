import {coversPort, type FirewallRule, readFirewallRule} from '../model/firewall.ts';
import {type NftChain, readNftables} from '../model/nftables.ts';
import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {hasKubelet} from './about.ts';
import {type Check, fatal, type Outcome, ok, skipped, warning, worstOf} from './check.ts';
import {run} from './fixes.ts';
import {dropsForwarded, nftDropsForwarded} from './parts/forward-policy.ts';
import {divertedFrom} from './parts/nat-diversion.ts';
import {nftRefusals} from './parts/nft-refusals.ts';
import {refusedInRareTables} from './parts/rare-tables.ts';

/** Who listens at each, and what comes of it when nobody gets through. */
const kubeletPort = 10250;
const refusing = ['DROP', 'REJECT'];

export const firewall: Check = {
	id: 'firewall',
	title: 'rules of the firewall',
	look(node) {
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		const answer = told(node);
		const chains = ownChains(node, answer !== undefined);
		if (answer === undefined && chains === undefined) return skipped('the rules could not be read');
		const [program = 'iptables', ...lines] = answer ?? [];
		const rules = lines.flatMap(line => readFirewallRule(line) ?? []);
		const server = node.kubeconfigs[0]?.server;
		const apiPort = portOf(server);
		const wanted = [apiPort, kubeletPort].filter(port => port !== undefined);
		return worstOf(
			[
				...wanted.flatMap(port => {
					const isDown = port === apiPort && !('value' in node.node);
					const isElsewhere = port === apiPort && !isHere(server, node);
					return [
						...refusedAt(port, rules, program, isDown),
						...nftRefusals(chains ?? [], {port, what: consequenceAt(port), isDown, isElsewhere}),
					];
				}),
				...refusedInRareTables(apiPort, node),
				...divertedFrom(server, node),
				...dropsForwarded(node, program, rules),
				...nftDropsForwarded(node, chains ?? []),
			],
			ok(`${rules.length} rules, none refuses ${wanted.join(' and ')} to everybody`),
		);
	},
};

function told({firewall}: NodeSnapshot): readonly string[] | undefined {
	return firewall && known(firewall);
}

/** Chains of nftables without those that iptables-nft keeps there, which are read by it. */
function ownChains({nftables}: NodeSnapshot, withoutIptables: boolean): readonly NftChain[] | undefined {
	const text = nftables && known(nftables);
	const ofIptables = ({family, table}: NftChain) =>
		/^ip6?$/.test(family) && /^(?:filter|nat|mangle|raw|security)$/.test(table);
	return text === undefined ? undefined : readNftables(text).filter(one => !withoutIptables || !ofIptables(one));
}

function isHere(server: string | undefined, {state}: NodeSnapshot): boolean {
	const host = /^https?:\/\/\[?([^\]/]+?)\]?(?::\d+)?\/?$/.exec(server ?? '')?.[1] ?? '';
	return host === 'localhost' || host.startsWith('127.') || (state?.addresses ?? []).includes(host);
}

function consequenceAt(port: number): string {
	return port === kubeletPort
		? 'logs, exec and metrics of this node do not work'
		: 'kubelet and API server do not reach each other';
}

function portOf(server: string | undefined): number | undefined {
	const port = /:(\d{1,5})\/?$/.exec(server ?? '')?.[1];
	return server === undefined ? undefined : Number(port ?? 443);
}

/** @param isDown Nobody answers there: then a rule for some also counts, and what lets only others in. */
function refusedAt(port: number, rules: readonly FirewallRule[], program: string, isDown: boolean): readonly Outcome[] {
	const ways = ['INPUT', 'OUTPUT'].flatMap(chain => reached(chain, rules));
	const rule = ways.find(
		(one, index) =>
			refuses(one, port) &&
			(isDown || (!one.isNarrow && !ways.slice(0, index).some(before => letsIn(before, one.chain, port)))),
	);
	const what = consequenceAt(port);
	if (rule !== undefined) {
		// The same port in both directions is one mistake: all such rules go.
		const all = ways.filter(one => refuses(one, port) && one.isNarrow === rule.isNarrow);
		return [
			(isDown ? fatal : warning)(`a rule of the firewall refuses port ${port}: ${what}`, {
				evidence: all.map(one => ({source: `${program} -S`, text: `-A ${one.chain} ${one.words.join(' ')}`})),
				fix: all.map(one => run(program, '-D', one.chain, ...one.words)),
			}),
		];
	}
	const closed = rules.find(({isPolicy, chain, target}) => isPolicy && chain !== 'FORWARD' && target === 'DROP');
	const isOpen = closed && ways.some(one => letsIn(one, closed.chain, port));
	if (!isDown || closed === undefined || isOpen) return [];
	return [
		fatal(
			`the firewall drops in ${closed.chain} what no rule lets through, and none lets port ${port} through: ${what}`,
			{
				evidence: [{source: `${program} -S`, text: `-P ${closed.chain} DROP`}],
				fix: [
					run(program, '-I', closed.chain, '-p', 'tcp', '--dport', String(port), '-j', 'ACCEPT'),
					run(program, '-I', closed.chain, '-p', 'tcp', '--sport', String(port), '-j', 'ACCEPT'),
				],
			},
		),
	];
}

function refuses(rule: FirewallRule, port: number): boolean {
	return refusing.includes(rule.target) && !rule.isPolicy && rule.ports.length > 0 && coversPort(rule, port);
}

function letsIn(rule: FirewallRule, chain: string, port: number): boolean {
	return rule.target === 'ACCEPT' && !rule.isPolicy && rule.chain === chain && coversPort(rule, port);
}

/** Rules of a chain and of those that it jumps to, in their order. */
function reached(
	chain: string,
	rules: readonly FirewallRule[],
	above: readonly string[] = [],
): readonly FirewallRule[] {
	if (above.includes(chain) || above.length > 8) return [];
	return rules
		.filter(rule => rule.chain === chain && !rule.isPolicy)
		.flatMap(rule => [rule, ...reached(rule.target, rules, [...above, chain])]);
}
