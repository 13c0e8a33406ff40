import {createReadStream} from 'node:fs';

const longest = 1 << 20;

/** Lines of a file, or of standard input for `-`; one of more than 1 MiB comes in pieces. Throws as node:fs does. */
export async function* readLines(path: string): AsyncIterable<string> {
	const decoder = new TextDecoder();
	let rest = '';
	for await (const chunk of path === '-' ? openInput() : createReadStream(path)) {
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

/** By its descriptor: /dev/stdin cannot be opened where it is a socket, as it is behind ssh without a terminal. */
function openInput(): AsyncIterable<unknown> {
	return createReadStream('', {fd: 0, autoClose: false});
}
