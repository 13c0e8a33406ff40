import type {Command} from 'unbash';

/** Behind several steps, whose programs write one after the other: what they print comes at once, as docker's list does. */
const atOnce = `awk '{all = all $0 "\\n"} END {printf "%s", all}'`;

/** With `set -o pipefail` a `grep -q` that has found its line would be a failure of what still writes. */
export function readToEnd(lines: string, readBy: readonly Command[], pipefail: boolean): string {
	return pipefail && readBy.some(endsEarly) ? `${lines} | ${atOnce}` : lines;
}

function endsEarly({name, args}: Command): boolean {
	const words = args.map(arg => (arg.type === 'Word' ? arg.value : ''));
	switch (name?.value ?? '') {
		case 'head':
			return true;
		case 'grep':
		case 'egrep':
		case 'fgrep':
			return words.some(word => /^(-[a-zA-Z]*q|-[a-zA-Z]*m|--quiet|--silent|--max-count)/.test(word));
		case 'awk':
		case 'gawk':
		case 'mawk':
			return words.some(word => /\bexit\b/.test(word));
		case 'sed':
			return words.some(word => /(^|[^\w\\])\d*q\b/.test(word));
		default:
			return false;
	}
}
