import type {FirewallRule} from '../../model/firewall.ts';
import type {NftChain} from '../../model/nftables.ts';
import type {NodeSnapshot} from '../../model/node-snapshot.ts';
import {usesCni} from '../about.ts';
import {type Outcome, warning} from '../check.ts';
import {advice, run} from '../fixes.ts';
import {reached} from './nft-refusals.ts';

const consequence = 'pods reach nobody outside of this node, and with bridge-nf-call-iptables not even each other';

/** What is forwarded is dropped unless a rule lets it through, and none does for pods. */
export function dropsForwarded(
	node: NodeSnapshot,
	program: string,
	rules: readonly FirewallRule[],
): readonly Outcome[] {
	const isClosed = rules.some(({isPolicy, chain, target}) => isPolicy && chain === 'FORWARD' && target === 'DROP');
	if (!isClosed || !usesCni(node)) return [];
	const forwards = (chain: string, depth = 0): boolean =>
		rules.some(
			rule =>
				rule.chain === chain &&
				!rule.isPolicy &&
				((rule.target === 'ACCEPT' && isForPods(chain, rule.words.join(' '))) ||
					(depth < 8 && rule.target !== chain && forwards(rule.target, depth + 1))),
		);
	if (forwards('FORWARD')) return [];
	const subnets = subnetsOf(node);
	return [
		warning(`the policy of FORWARD is DROP, and no rule lets pods through: ${consequence}`, {
			evidence: [{source: `${program} -S`, text: '-P FORWARD DROP'}],
			fix: [
				...(subnets.length > 0
					? subnets.flatMap(subnet => [
							run(program, '-I', 'FORWARD', '-s', subnet, '-j', 'ACCEPT'),
							run(program, '-I', 'FORWARD', '-d', subnet, '-j', 'ACCEPT'),
						])
					: [run(program, '-P', 'FORWARD', 'ACCEPT')]),
				advice('docker sets that policy at its start: "ip-forward-no-drop": true in daemon.json (docker 28 and later)'),
			],
		}),
	];
}

export function nftDropsForwarded(node: NodeSnapshot, chains: readonly NftChain[]): readonly Outcome[] {
	if (!usesCni(node)) return [];
	return chains
		.filter(({hook}) => hook === 'forward')
		.flatMap(chain => {
			const way = reached(chain, chains);
			const last = way.find(
				({rule}) =>
					(rule.verdict === 'drop' || rule.verdict === 'reject') &&
					!rule.isNarrow &&
					!rule.isOther &&
					rule.ports.length === 0,
			);
			if (chain.policy !== 'drop' && last === undefined) return [];
			if (way.some(({rule, chain: at}) => rule.verdict === 'accept' && !rule.isOther && isForPods(at.name, rule.text)))
				return [];
			const {family, table, name} = chain;
			const subnets = subnetsOf(node);
			const insert = (...words: readonly string[]) =>
				run('nft', 'insert', 'rule', family, table, name, ...words, 'accept');
			return [
				warning(
					`nftables drops in ${family} ${table} ${name} what is forwarded, and no rule lets pods through: ${consequence}`,
					{
						evidence: [
							{source: `nft list chain ${family} ${table} ${name}`, text: last?.rule.text ?? `policy ${chain.policy}`},
						],
						fix: [
							...(subnets.length > 0
								? subnets.flatMap(subnet => [insert('ip', 'saddr', subnet), insert('ip', 'daddr', subnet)])
								: [run('nft', 'chain', family, table, name, '{', 'policy', 'accept', ';', '}')]),
							advice('and into /etc/nftables.conf, or what else makes that chain, for the next boot'),
						],
					},
				),
			];
		});
}

/** Answers, what kube-proxy marked, and what comes from or goes to docker's own bridges are not all that pods send. */
function isForPods(chain: string, words: string): boolean {
	if (/\b(?:docker0|br-[0-9a-f]+|lo)\b/.test(words)) return false;
	if (/(?:ctstate|--state|ct state)\b/.test(words) && !/\bnew\b/i.test(words)) return false;
	return !(/^KUBE-/.test(chain) && /mark/.test(words));
}

/** Of pods on this node, where the network's configuration says it. */
function subnetsOf({cni}: NodeSnapshot): readonly string[] {
	const found = [...(cni.files[0]?.text ?? '').matchAll(/"subnet"\s*:\s*"(\d+\.\d+\.\d+\.\d+\/\d+)"/g)];
	return [...new Set(found.map(([, subnet = '']) => subnet))];
}
