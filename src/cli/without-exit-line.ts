/**
 * Standard error of `crictl exec` without the last line, which is crictl's own: the program's exit code, already told as
 * ours. docker says nothing there. Source: lab plain, crictl 1.30; on a terminal the line begins with FATA[0000].
 */
export function withoutExitLine(argv: readonly string[], bytes: Uint8Array): Uint8Array {
	const isExec = argv[0]?.endsWith('crictl') ? argv.includes('exec') : argv.some(word => /\bcrictl exec /.test(word));
	if (!isExec) return bytes;
	const text = Buffer.from(bytes).toString('latin1');
	const kept = text.replace(exitLine, '$1');
	return kept === text ? bytes : Buffer.from(kept, 'latin1');
}

const exitLine =
	/(^|\n)(?:time="[^"\n]*" level=fatal msg="|FATA\[\d+\] )execing command in container: command terminated with exit code \d+[^\n]*\n$/;

/** Standard error of `crictl rm` without its last line, which says again that something was not removed. Source: crictl 1.30. */
export function withoutSummary(argv: readonly string[], text: string): string {
	return argv[0]?.endsWith('crictl') && argv.includes('rm') ? text.replace(summary, '$1') : text;
}

const summary = /(level=error [^\n]*\n|ERRO\[[^\n]*\n)[^\n]*unable to remove container\(s\)[^\n]*\n$/;
