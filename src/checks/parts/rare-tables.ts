import {coversPort, type FirewallRule, readFirewallRule} from '../../model/firewall.ts';
import {known, type NodeSnapshot} from '../../model/node-snapshot.ts';
import {fatal, type Outcome} from '../check.ts';
import {run} from '../fixes.ts';

const ways = ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'];

/** Rules that throw away what goes to the API server, in tables that `iptables -S` does not show. */
export function refusedInRareTables(port: number | undefined, node: NodeSnapshot): readonly Outcome[] {
	const tables = (node.otherTables && known(node.otherTables)) ?? [];
	if (port === undefined || 'value' in node.node) return [];
	const found = tables.flatMap(({program, table, lines}) => {
		const rules = lines.flatMap(line => readFirewallRule(line) ?? []);
		return rules.filter(rule => refuses(rule, rules, port)).map(rule => ({program, table, rule}));
	});
	if (found.length === 0) return [];
	const where = [...new Set(found.map(({program, table}) => `the table ${table} of ${program}`))];
	return [
		fatal(
			`a rule in ${where.join(' and ')} refuses port ${port}: kubelet and API server do not reach each other, and iptables -S does not show it`,
			{
				evidence: found.map(({program, table, rule}) => ({
					source: `${program} -t ${table} -S`,
					text: `-A ${rule.chain} ${rule.words.join(' ')}`,
				})),
				fix: found.map(({program, table, rule}) => run(program, '-t', table, '-D', rule.chain, ...rule.words)),
			},
		),
	];
}

function refuses(rule: FirewallRule, rules: readonly FirewallRule[], port: number): boolean {
	if (rule.isPolicy || !['DROP', 'REJECT'].includes(rule.target)) return false;
	if (rule.ports.length === 0 || !coversPort(rule, port)) return false;
	return ways.includes(rule.chain) || rules.some(one => one.target === rule.chain && ways.includes(one.chain));
}
