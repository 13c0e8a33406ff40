const signals: Readonly<Record<number, string>> = {
	1: 'SIGHUP',
	2: 'SIGINT',
	3: 'SIGQUIT',
	4: 'SIGILL, an illegal instruction: built for another CPU?',
	6: 'SIGABRT: it aborted itself',
	7: 'SIGBUS',
	8: 'SIGFPE, an arithmetic error',
	9: 'SIGKILL',
	11: 'SIGSEGV: it touched memory that is not its own',
	13: 'SIGPIPE: its reader went away',
	14: 'SIGALRM',
	15: 'SIGTERM: it was asked to end, and did',
};

/** An exit code for a person. `reason` is the runtime's word: `OOMKilled`, `Error`. */
export function exitInWords(code: number, reason?: string): string {
	if (reason === 'OOMKilled') return `${code}: killed by the kernel, for its memory limit was reached (OOMKilled)`;
	const meant = meaningOf(code);
	return meant === undefined ? String(code) : `${code}: ${meant}`;
}

function meaningOf(code: number): string | undefined {
	if (code === 0) return 'it ended by itself, without an error';
	if (code === 1) return 'an error of the program itself; its log says which';
	if (code === 2) return 'wrong use: arguments or shell syntax';
	if (code === 125) return 'the container could not be started';
	if (code === 126) return 'its command is there, but cannot be run';
	if (code === 127) return 'its command was not found in the image';
	if (code === 128) return 'it could not be started: the runtime tells why under message';
	if (code === 137) return 'SIGKILL: out of memory, a stop whose grace period ran out, or kill -9';
	if (code === 255) return 'the program says -1, or the node went down under it';
	return code > 128 && code < 160 ? (signals[code - 128] ?? `signal ${code - 128}`) : undefined;
}
