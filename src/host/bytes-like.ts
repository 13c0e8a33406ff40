import {isUtf8} from 'node:buffer';

/**
 * The bytes of a text that was made from a file: a line that stands in it unchanged keeps its bytes, also where they are no
 * UTF-8 (a comment in Latin-1, which reading replaced).
 */
export function bytesLike(text: string, file: Buffer): Buffer {
	if (file.toString('utf8') === text) return file;
	if (isUtf8(file)) return Buffer.from(text, 'utf8');
	const asRead = new Map(splitLines(file).map(line => [line.toString('utf8'), line]));
	const lines = splitLines(Buffer.from(text, 'utf8')).map(line => asRead.get(line.toString('utf8')) ?? line);
	return Buffer.concat(lines.flatMap((line, index) => (index === 0 ? [line] : [lineFeed, line])));
}

const lineFeed = Buffer.from('\n');

function splitLines(bytes: Buffer): readonly Buffer[] {
	const lines: Buffer[] = [];
	for (let at = 0; ; ) {
		const end = bytes.indexOf(lineFeed, at);
		lines.push(bytes.subarray(at, end < 0 ? bytes.length : end));
		if (end < 0) return lines;
		at = end + 1;
	}
}
