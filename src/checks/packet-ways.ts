import {covers} from '../model/cidr.ts';
import type {NodeSnapshot} from '../model/node-snapshot.ts';
import {type Check, fatal, type Outcome, ok, skipped, worstOf} from './check.ts';
import {run} from './fixes.ts';

/** What no firewall shows: policy routing, routes that lead nowhere, queues that delay or lose. Source: man tc-netem, tc-tbf, ip-rule, ip-route. */
export const packetWays: Check = {
	id: 'packet-ways',
	title: 'rules, routes and queues of the kernel',
	look(node) {
		const ways = node.state?.ways;
		if (ways === undefined) return skipped('not looked at: the API server answers');
		return worstOf(
			[
				...ways.queues.flatMap(line => slowed(line)),
				...ways.rules.flatMap(line => ruledAway(line, node)),
				...ways.voids.flatMap(line => ledNowhere(line, node)),
			],
			ok('none of them holds up what goes to the API server'),
		);
	},
};

/** A link slower than that brings no node along. */
const leastBits = 1e6;
const mostDelayMs = 500;
const mostLoss = 5;

/** `qdisc netem 8001: dev lo root refcnt 2 limit 1000 delay 2s loss 30%`. */
function slowed(line: string): readonly Outcome[] {
	const [, kind = '', device] = /^qdisc (netem|tbf) \S+ dev (\S+) root\b/.exec(line) ?? [];
	if (device === undefined || !/^[\w.@-]+$/.test(device)) return [];
	const loss = Number(/\bloss (?:random )?([\d.]+)%/.exec(line)?.[1] ?? 0);
	const delayMs = timeMs(/\bdelay (\S+)/.exec(line)?.[1]);
	const bits = bitsOf(/\brate (\S+)/.exec(line)?.[1]);
	if (loss < mostLoss && delayMs < mostDelayMs && bits >= leastBits) return [];
	const what = [
		...(loss < mostLoss ? [] : [`loses ${loss} % of its packets`]),
		...(delayMs < mostDelayMs ? [] : [`delays each by ${delayMs} ms`]),
		...(bits >= leastBits ? [] : [`lets ${bits} bits through in a second`]),
	];
	return [
		fatal(`a queue (${kind}) of the link ${device} ${what.join(' and ')}: nothing over it answers in time`, {
			evidence: [{source: 'tc qdisc show', text: line.trim()}],
			fix: [run('tc', 'qdisc', 'del', 'dev', device, 'root')],
		}),
	];
}

function timeMs(text = ''): number {
	const [, digits = '0', unit = ''] = /^([\d.]+)(us|ms|s)$/.exec(text) ?? [];
	return Number(digits) * ({us: 0.001, ms: 1, s: 1000}[unit] ?? 0);
}

function bitsOf(text = ''): number {
	const [, digits, unit = ''] = /^([\d.]+)([KMGT]?)bit$/i.exec(text) ?? [];
	return digits === undefined
		? Number.POSITIVE_INFINITY
		: Number(digits) * 1000 ** ' KMGT'.indexOf(unit.toUpperCase() || ' ');
}

/** `50:	from all to 10.88.0.0/16 blackhole`. */
function ruledAway(line: string, node: NodeSnapshot): readonly Outcome[] {
	const [, priority, rest = '', action] = /^(\d+):\s+(.*)\b(blackhole|prohibit|unreachable)\b/.exec(line) ?? [];
	if (priority === undefined || /\b(fwmark|iif|uidrange|ipproto|sport|dport)\b/.test(rest)) return [];
	const to = /\bto (\S+)/.exec(rest)?.[1] ?? 'default';
	const from = /\bfrom (\S+)/.exec(rest)?.[1] ?? 'all';
	if (!reaches(to, node) || (from !== 'all' && !ownAddresses(node).some(address => covers(from, address)))) return [];
	return [
		fatal(
			`a rule of routing (${action}) throws away what goes to ${to === 'default' ? 'any address' : to}: the API server cannot be reached`,
			{
				evidence: [{source: 'ip rule show', text: line.trim()}],
				fix: [run('ip', 'rule', 'del', 'pref', priority)],
			},
		),
	];
}

/** `blackhole 10.88.0.5 proto static`. */
function ledNowhere(line: string, node: NodeSnapshot): readonly Outcome[] {
	const [, type = '', to = '', table] = /^(blackhole|prohibit|unreachable) (\S+)(?:.*?\btable (\w+))?/.exec(line) ?? [];
	// Of no other route this is what a kernel has by itself.
	if (to === '' || /\bdefault\b.*\b4294967295\b/.test(line) || to === 'default' || !reaches(to, node)) return [];
	return [
		fatal(`a route (${type}) throws away what goes to ${to}: the API server cannot be reached`, {
			evidence: [{source: 'ip route show', text: line.trim()}],
			fix: [run('ip', 'route', 'del', type, to, ...(table === undefined ? [] : ['table', table]))],
		}),
	];
}

/** The API server's address lies in there. */
function reaches(to: string, {kubeconfigs}: NodeSnapshot): boolean {
	if (to === 'default' || to === 'all') return true;
	const host = /^https?:\/\/\[?([^\]/]+?)\]?(?::\d+)?\/?$/.exec(kubeconfigs[0]?.server ?? '')?.[1] ?? '';
	return covers(to, host);
}

function ownAddresses({state}: NodeSnapshot): readonly string[] {
	return state?.addresses ?? [];
}
