/** One rule as `nft -a list ruleset` prints it. */
export type NftRule = {
	/** Without its handle and what it counts. */
	readonly text: string;
	readonly handle: string;
	readonly verdict?: 'accept' | 'drop' | 'reject' | 'return';
	/** The chain that it jumps to. */
	readonly jump?: string;
	/** Of TCP, from and to; none: whatever the port. */
	readonly ports: readonly string[];
	/** It is not for everybody: an address, an interface, a state, a set, an exception. */
	readonly isNarrow: boolean;
	/** It is for another protocol than TCP. */
	readonly isOther: boolean;
};

export type NftChain = {
	/** `inet`, `ip`, `ip6`. */
	readonly family: string;
	readonly table: string;
	readonly name: string;
	/** Where the kernel calls it: `input`, `forward`, `output`; absent where only others jump to it. */
	readonly hook?: string;
	readonly policy: 'accept' | 'drop';
	readonly rules: readonly NftRule[];
};

/** Read the chains of every table, also those that iptables-nft keeps there. */
export function readNftables(text: string): readonly NftChain[] {
	let table = {family: '', name: ''};
	let chain: (Omit<NftChain, 'rules'> & {readonly rules: NftRule[]}) | undefined;
	const chains: NftChain[] = [];
	for (const line of text.split('\n')) {
		const opened = /^table (\w+) ("[^"]*"|\S+) \{/.exec(line);
		if (opened) table = {family: opened[1] ?? '', name: opened[2] ?? ''};
		const named = /^\tchain (\S+) \{/.exec(line)?.[1];
		if (named !== undefined) {
			chain = {family: table.family, table: table.name, name: named, policy: 'accept', rules: []};
			chains.push(chain);
		} else if (/^\t?\}/.test(line)) chain = undefined;
		if (chain === undefined || named !== undefined) continue;
		const base = /^\t\ttype filter hook (\w+) .*?(?:policy (accept|drop);)?$/.exec(line);
		if (base) {
			chain = {...chain, hook: base[1] ?? '', policy: base[2] === 'drop' ? 'drop' : 'accept'};
			chains[chains.length - 1] = chain;
		}
		const rule = readRule(line);
		if (rule !== undefined) chain.rules.push(rule);
	}
	return chains;
}

const narrowing = /\b(?:saddr|daddr|iif|iifname|oif|oifname|ct|mark|limit|fib|ether|socket|skuid|flags|xt)\b|!=|@/;
const otherProtocol = /\b(?:udp|icmp|icmpv6|ipv6-icmp|igmp|sctp|dccp|esp|ah|vrrp|arp)\b/;

function readRule(line: string): NftRule | undefined {
	const [, body = '', handle] = /^\t\t(.*) # handle (\d+)$/.exec(line) ?? [];
	if (handle === undefined || body.startsWith('type ')) return undefined;
	const text = body
		.replaceAll(/ ?counter packets \d+ bytes \d+/g, '')
		.replaceAll(/ ?comment "[^"]*"/g, '')
		.trim();
	const verdict = /(?:^| )(accept|drop|reject|return)(?: with .*)?$/.exec(text)?.[1] as NftRule['verdict'];
	const jump = /(?:^| )(?:jump|goto) (\S+)$/.exec(text)?.[1];
	const said = text.replaceAll(/"[^"]*"/g, '').replace(/ with .*$/, '');
	const port = /\b(?:tcp|th) [ds]port (\{[^}]*\}|[\d-]+)/.exec(said);
	return {
		text,
		handle,
		...(verdict === undefined ? {} : {verdict}),
		...(jump === undefined ? {} : {jump}),
		ports: (port?.[1] ?? '')
			.replaceAll(/[{}\s]/g, '')
			.split(',')
			.filter(Boolean),
		isNarrow: narrowing.test(said),
		isOther: port === null && otherProtocol.test(said),
	};
}

/** `6443`, `10250-10260`. */
export function nftCovers({ports, isOther}: NftRule, port: number): boolean {
	if (isOther) return false;
	return ports.length === 0 || ports.some(range => isWithin(range, port));
}

function isWithin(range: string, port: number): boolean {
	const [from = Number.NaN, to = from] = range.split('-').map(Number);
	return from <= port && port <= to;
}
