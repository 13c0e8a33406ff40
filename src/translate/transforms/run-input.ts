/**
 * Input that ends before the program runs is missed by ctr, and the program waits for its end for ever: it comes a second
 * later. Source: lab plain and plain-26, ctr 1.6.20 and 1.7.24: `ctr run … cat </dev/null` hangs.
 */
export function inputOf(asked: {readonly detach: boolean; readonly tty: boolean; readonly interactive: boolean}) {
	if (asked.detach) return {};
	if (asked.tty) return {terminal: 'attach'} as const;
	if (asked.interactive) return {terminal: 'attach', inputFrom: ['sh', '-c', 'cat; sleep 1']} as const;
	return {inputFrom: ['sleep', '1']} as const;
}
