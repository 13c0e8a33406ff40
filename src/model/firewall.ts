/** A table of one of the two kinds of iptables, as `-S` prints it. */
export type IptablesTable = {readonly program: string; readonly table: string; readonly lines: readonly string[]};

/** One line of `iptables -S`: a rule of a chain, or the policy of one. */
export type FirewallRule = {
	readonly chain: string;
	/** `DROP`, `REJECT`, `ACCEPT`, or the name of a chain. */
	readonly target: string;
	/** What stands behind the chain, word by word. */
	readonly words: readonly string[];
	readonly isPolicy: boolean;
	/** Of TCP, from and to; none: whatever the port. */
	readonly ports: readonly string[];
	/** It is not for everybody: a source, an interface, a state, an exception. */
	readonly isNarrow: boolean;
};

/** Read `-A INPUT -p tcp -m tcp --dport 6443 -j DROP` and `-P FORWARD DROP`; quotes hold comments together. */
export function readFirewallRule(line: string): FirewallRule | undefined {
	const all = (line.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? []).map(word =>
		word.startsWith('"') ? word.slice(1, -1).replaceAll(/\\(.)/g, '$1') : word,
	);
	const [action, chain, ...words] = all;
	if (chain === undefined) return undefined;
	if (action === '-P') return {chain, target: words[0] ?? '', words, isPolicy: true, ports: [], isNarrow: false};
	if (action !== '-A') return undefined;
	const after = (...names: readonly string[]) => words.filter((_, index) => names.includes(words[index - 1] ?? ''));
	return {
		chain,
		target: after('-j', '-g')[0] ?? '',
		words,
		isPolicy: false,
		ports: after('--dport', '--dports', '--sport', '--sports', '--ports').flatMap(list => list.split(',')),
		isNarrow: words.some(word =>
			['!', '-s', '-d', '-i', '-o', '--ctstate', '--state', '--limit', '--mark'].includes(word),
		),
	};
}

/** `6443`, `10250:10260`. */
export function coversPort({ports, words}: FirewallRule, port: number): boolean {
	if (ports.length === 0) return !words.includes('-p') || words[words.indexOf('-p') + 1] === 'tcp';
	return ports.some(range => {
		const [from = Number.NaN, to = from] = range.split(':').map(Number);
		return from <= port && port <= to;
	});
}
