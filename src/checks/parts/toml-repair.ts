import type {Fix} from '../check.ts';
import {advice, deleteLine, replaceInLine} from '../fixes.ts';
import {withoutTwice} from './toml-twice.ts';

/** What most often happened to such a line of TOML: what is meant is sure, or the line is only named. */
export function repairToml(path: string, text: string, line: number, otherwise: string): readonly Fix[] {
	const lines = text.split('\n');
	// A parser complains one line late where something was left open.
	const at = [line, line - 1].find(each => each > 0 && rightLine(lines[each - 1] ?? '') !== undefined);
	if (at === undefined) {
		const once = withoutTwice(path, text);
		return once.length > 0 ? once : [advice(otherwise)];
	}
	const broken = (lines[at - 1] ?? '').trim();
	const right = rightLine(broken) ?? broken;
	const isTwice = right.startsWith('[') && lines.some((other, index) => index !== at - 1 && other.trim() === right);
	return [isTwice ? deleteLine(path, at) : replaceInLine(path, at, broken, right)];
}

/** Undefined: nothing is known to be wrong with it. */
function rightLine(raw: string): string | undefined {
	const line = raw.trim();
	if (/^\[\[[^\]]*\]$/.test(line) || /^\[(?!\[)[^\]]*$/.test(line)) return `${line}]`;
	if (/^\[\[[^\]]*$/.test(line)) return `${line}]]`;
	// `[host."http://mirror:5000]`
	if (/^\[[^\]"]*"[^\]"]+\]$/.test(line)) return `${line.slice(0, -1)}"]`;
	const [, key, value] = /^([\w.-]+|"[^"]+")\s*[:=](?:\s*[:=])*\s*(.*)$/.exec(line) ?? [];
	if (key === undefined || value === undefined) return undefined;
	const right = `${key} = ${rightValue(value)}`;
	const isWell = /^([\w.-]+|"[^"]+")\s*=\s*[^=\s]/.test(line) && rightValue(value) === value;
	return isWell ? undefined : right;
}

function rightValue(value: string): string {
	if (/^(True|False)$/.test(value)) return value.toLowerCase();
	if (/^[“”][^“”"]*[“”]$/.test(value)) return `"${value.slice(1, -1)}"`;
	if (/^"[^"]*$/.test(value)) return `${value}"`;
	if (/^[^"'[{]*[^"\\]"$/.test(value)) return `"${value}`;
	// A path, an address, a word: no number, no list, no true or false.
	if (/^[A-Za-z/][\w./:@-]*$/.test(value) && !/^(true|false|inf|nan)$/.test(value)) return `"${value}"`;
	if (/^\[[^\]]+$/.test(value) && (value.match(/"/g) ?? []).length % 2 === 0 && !value.endsWith(','))
		return `${value}]`;
	return value;
}
