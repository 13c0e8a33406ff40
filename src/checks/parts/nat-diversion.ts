import {coversPort, readFirewallRule} from '../../model/firewall.ts';
import {known, type NodeSnapshot} from '../../model/node-snapshot.ts';
import {fatal, type Outcome} from '../check.ts';
import {run} from '../fixes.ts';

/** A rule that is left of an agent or of a load balancer leads away what goes to the API server, which does not answer. */
export function divertedFrom(server: string | undefined, node: NodeSnapshot): readonly Outcome[] {
	const [, host = '', port = '443'] = /^https?:\/\/\[?([^\]/]+?)\]?(?::(\d+))?\/?$/.exec(server ?? '') ?? [];
	const [program = 'iptables', ...lines] = (node.diversions && known(node.diversions)) ?? [];
	if (host === '' || 'value' in node.node) return [];
	return lines.flatMap(line => {
		const rule = readFirewallRule(line);
		if (rule === undefined || !/^(DNAT|REDIRECT)$/.test(rule.target) || !coversPort(rule, Number(port))) return [];
		const to = rule.words[rule.words.indexOf('-d') + 1] ?? '';
		if (rule.words.includes('-d') && !to.startsWith(`${host}/`) && to !== host) return [];
		const where =
			rule.words[rule.words.findIndex(word => /^--to-(destination|ports)$/.test(word)) + 1] ?? 'another place';
		return [
			fatal(
				`a rule of the table nat leads what goes to the API server (${host}:${port}) to ${where}, where it does not answer`,
				{
					evidence: [{source: `${program} -t nat -S OUTPUT`, text: line}],
					fix: [run(program, '-t', 'nat', '-D', rule.chain, ...rule.words)],
				},
			),
		];
	});
}
