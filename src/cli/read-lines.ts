import {createReadStream} from 'node:fs';

const longest = 1 << 20;

/** Lines of a file, or of standard input for `-`; one of more than 1 MiB comes in pieces. Throws as node:fs does. */
export async function* readLines(path: string): AsyncIterable<string> {
	const decoder = new TextDecoder();
	let rest = '';
	for await (const chunk of createReadStream(path === '-' ? '/dev/stdin' : path)) {
		rest += decoder.decode(chunk as Uint8Array, {stream: true});
		const lines = rest.split('\n');
		rest = lines.pop() ?? '';
		for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
		if (rest.length > longest) {
			yield rest;
			rest = '';
		}
	}
	rest += decoder.decode();
	if (rest !== '') yield rest;
}
