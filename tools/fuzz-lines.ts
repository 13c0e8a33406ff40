/** Pieces that shells and the translator take notice of. */
const pieces = [
	...[
		'docker ',
		'docker ps',
		' -a',
		'docker rm ',
		'$(docker ps -q)',
		'`docker ps`',
		'sh -c ',
		'ssh h ',
		'xargs ',
		'sudo ',
		'eval ',
	],
	...[
		'$(',
		')',
		'`',
		'\\`',
		'"',
		"'",
		"'\\''",
		'\\',
		'$X',
		'"$X"',
		'${X:-',
		'}',
		'{',
		'$((',
		'((',
		'))',
		'[[ ',
		' ]]',
		'<<E\n',
		'\nE\n',
	],
	...[
		'X=$(docker ps -q)',
		'for x in ',
		'; do ',
		'; done',
		'if ',
		'; then ',
		'; fi',
		'case x in ',
		';; esac',
		'f() ',
		'while read x',
		' | ',
		' && ',
		' || ',
		' &',
		';',
		'\n',
	],
	...[
		'\\\n',
		'#',
		'>',
		'2>&1',
		'<(',
		'*',
		'?',
		'~',
		'!',
		'=',
		'-',
		'–',
		'—',
		'“',
		'”',
		'‘',
		'\u00a0',
		'\r\n',
		'\0',
		'\u0007',
		'é',
		'\ud800',
		'\ufeff',
		'%',
		'{}',
		'\\;',
		'0 3 * * * ',
	],
];

/** The same lines for the same seed: made of pieces, or of real lines that were cut, spliced, repeated and nested. */
export function* mutatedLines(seeds: readonly string[], count: number, seed: number): Generator<string> {
	const random = mulberry32(seed);
	const below = (limit: number): number => Math.floor(random() * limit);
	const pick = (from: readonly string[]): string => from[below(from.length)] ?? '';
	const cut = (text: string): string => text.slice(below(text.length + 1));
	for (let made = 0; made < count; made++) {
		let line = below(3) === 0 ? '' : pick(seeds);
		for (let change = below(6); change >= 0; change--) {
			const at = below(line.length + 1);
			const kind = below(10);
			if (kind < 4) line = line.slice(0, at) + pick(pieces) + line.slice(at);
			else if (kind < 5) line = line.slice(0, at) + cut(line);
			else if (kind < 6) line = line.slice(0, at) + cut(pick(seeds));
			else if (kind < 7)
				line = line.slice(0, at) + String.fromCharCode(below(below(20) === 0 ? 65_536 : 128)) + line.slice(at);
			else if (kind < 8) line = `sh -c '${below(2) === 0 ? line.replaceAll("'", "'\\''") : line}'`;
			else if (kind < 9) line = `bash -c "${below(2) === 0 ? line.replace(/["\\$`]/g, '\\$&') : line}"`;
			else line = `echo $(${line})`;
			if (line.length > 4000) line = line.slice(0, 4000);
		}
		yield line;
	}
}

/** Numbers from 0 to 1. Source: Tommy Ettinger's mulberry32, public domain. */
function mulberry32(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
