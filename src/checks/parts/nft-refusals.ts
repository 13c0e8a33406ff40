import {type NftChain, type NftRule, nftCovers} from '../../model/nftables.ts';
import {type Fix, fatal, type Outcome, warning} from '../check.ts';
import {advice, run} from '../fixes.ts';

export type Asked = {
	readonly port: number;
	/** What comes of it when nobody gets through. */
	readonly what: string;
	/** Nobody answers there: then a rule for some also counts, and what lets only others in. */
	readonly isDown: boolean;
	/** Who is asked is another machine: of the packets that come in only answers matter. */
	readonly isElsewhere: boolean;
};

type Placed = {readonly chain: NftChain; readonly rule: NftRule};

/** Rules of nftables that refuse a port, and chains that let nothing in but what they name. */
export function nftRefusals(chains: readonly NftChain[], asked: Asked): readonly Outcome[] {
	const ways = ['input', 'output'].map(hook => ({hook, bases: chains.filter(one => one.hook === hook)}));
	const named = ways.flatMap(({bases}) => bases.flatMap(base => refusingRules(reached(base, chains), asked)));
	const grave = asked.isDown ? fatal : warning;
	if (named.length > 0) {
		return [
			grave(`a rule of nftables refuses port ${asked.port}: ${asked.what}`, {
				evidence: named.map(({chain, rule}) => ({source: `nft list chain ${pathOf(chain)}`, text: rule.text})),
				fix: [
					...named.map(({chain, rule}) =>
						run('nft', 'delete', 'rule', chain.family, chain.table, chain.name, 'handle', rule.handle),
					),
					advice('and out of /etc/nftables.conf, or of what else made it, or it comes back with the next boot'),
				],
			}),
		];
	}
	const closed = ways.flatMap(({hook, bases}) =>
		bases.flatMap(base => closedBy(base, reached(base, chains), hook, asked)),
	);
	const [first] = closed;
	if (first === undefined) return [];
	return [
		grave(
			`nftables drops in ${pathOf(first.chain)} what no rule lets through, and none lets port ${asked.port} through: ${asked.what}`,
			{
				evidence: [{source: `nft list chain ${pathOf(first.chain)}`, text: first.text}],
				fix: opened(first.chain, asked),
			},
		),
	];
}

function pathOf({family, table, name}: NftChain): string {
	return `${family} ${table} ${name}`;
}

function refusingRules(way: readonly Placed[], {port, isDown}: Asked): readonly Placed[] {
	return way.filter(
		({rule}, index) =>
			refuses(rule) &&
			rule.ports.length > 0 &&
			nftCovers(rule, port) &&
			(isDown || (!rule.isNarrow && !way.slice(0, index).some(before => letsIn(before.rule, port)))),
	);
}

function refuses({verdict}: NftRule): boolean {
	return verdict === 'drop' || verdict === 'reject';
}

const answersOnly = /\bct state\b(?!.*\bnew\b)|\bct status\b/;
const ownMachine = /\b(?:iif|iifname|oif|oifname) "?lo"?(?: |$)/;

/** New connections from elsewhere, that is: neither answers nor this machine talking to itself. */
function letsIn(rule: NftRule, port: number): boolean {
	return (
		rule.verdict === 'accept' && nftCovers(rule, port) && !answersOnly.test(rule.text) && !ownMachine.test(rule.text)
	);
}

function closedBy(
	base: NftChain,
	way: readonly Placed[],
	hook: string,
	{port, isDown, isElsewhere}: Asked,
): ReadonlyArray<{readonly chain: NftChain; readonly text: string}> {
	const last = way.find(({rule}) => refuses(rule) && rule.ports.length === 0 && !rule.isNarrow && !rule.isOther);
	if (base.policy !== 'drop' && last === undefined) return [];
	if (hook === 'output' && !isDown) return [];
	const answers = way.some(({rule}) => rule.verdict === 'accept' && answersOnly.test(rule.text));
	const isOpen =
		hook === 'input' && isElsewhere
			? answers || way.some(({rule}) => letsIn(rule, port))
			: way.some(({rule}) => letsIn(rule, port));
	if (isOpen) return [];
	return [{chain: base, text: last?.rule.text ?? `policy ${base.policy}`}];
}

function opened(chain: NftChain, {port, isElsewhere}: Asked): readonly Fix[] {
	if (chain.table === 'firewalld') {
		return [run('firewall-cmd', '--permanent', `--add-port=${port}/tcp`), run('firewall-cmd', '--reload')];
	}
	const into = (...words: readonly string[]) =>
		run('nft', 'insert', 'rule', chain.family, chain.table, chain.name, ...words, 'accept');
	const own = chain.hook === 'output' ? 'oifname' : 'iifname';
	return [
		...(isElsewhere && chain.hook === 'input' ? [] : [into('tcp', 'dport', String(port))]),
		into(own, 'lo'),
		into('ct', 'state', 'established,related'),
		advice('and into /etc/nftables.conf, or what else makes that chain, for the next boot'),
	];
}

/** Rules of a chain and of those that it jumps to, in their order. */
export function reached(
	chain: NftChain,
	chains: readonly NftChain[],
	above: readonly string[] = [],
): readonly Placed[] {
	const path = pathOf(chain);
	if (above.includes(path) || above.length > 8) return [];
	return chain.rules.flatMap(rule => {
		const next = chains.find(one => one.name === rule.jump && one.table === chain.table && one.family === chain.family);
		return [{chain, rule}, ...(next === undefined ? [] : reached(next, chains, [...above, path]))];
	});
}
