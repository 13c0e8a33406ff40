import {quoteWord} from '../../model/argv.ts';
import {textOf} from '../transforms/awk-template.ts';
import {volumeFolder} from '../transforms/run-volumes.ts';

/**
 * For sh: `mounts` prints what was put in from the host: source, place, whether it may be written and the name of a volume, parted by tabs. The rest of the list
 * is what every container of ctr has, and `bind` without an r the files for names (run-names.ts). Source: `containers info` of ctr 1.6.20 and 1.7.24, which indents by four blanks for each level.
 */
export const mounts = `mounts() { printf "%s\\n" "$info" | awk '${[
	'function value(text) { sub(/^ *"[a-z]*": "/, "", text); sub(/",?$/, "", text); return text }',
	'/^        "mounts": \\[/ { on = 1; next }',
	'on && /^        \\]/ { exit }',
	'on && /^            [{]/ { at = kind = from = ""; rw = "true" }',
	'on && /^                "destination": / { at = value($0) }',
	'on && /^                "type": / { kind = value($0) }',
	'on && /^                "source": / { from = value($0) }',
	'on && /^                    "ro",?$/ { rw = "false" }',
	'on && /^                    "bind",?$/ { kind = "names" }',
	`on && /^            [}]/ { name = index(from, "${volumeFolder('')}") == 1 ? substr(from, ${volumeFolder('').length + 1}) : "" }`,
	'on && /^            [}]/ { if (kind == "bind") print from "\\t" at "\\t" rw "\\t" name }',
].join(' ')}'; }`;

/** docker's objects of them, as JSON. */
export const mountsJson = `mounts | awk -F '\\t' 'BEGIN {printf "["} {type = $4 == "" ? "\\"Type\\":\\"bind\\"" : "\\"Type\\":\\"volume\\",\\"Name\\":\\"" $4 "\\""; printf "%s{%s,\\"Source\\":\\"%s\\",\\"Destination\\":\\"%s\\",\\"RW\\":%s}", (NR > 1 ? "," : ""), type, $1, $2, $3} END {printf "]"}'`;

export const mountsRange = /^\{\{\s*range\s+\.Mounts\s*\}\}([\s\S]*)\{\{\s*end\s*\}\}$/;

const columns: Readonly<Record<string, string>> = {
	'.Type': '($4 == "" ? "bind" : "volume")',
	'.Name': '$4',
	'.Driver': '($4 == "" ? "" : "local")',
	'.Source': '$1',
	'.Destination': '$2',
	'.RW': '$3',
	'.Mode': '($3 == "true" ? "" : "ro")',
};

/** What stands within `{{range .Mounts}}` for each of them; undefined where it is more than fields. */
export function mountsText(within: string): {readonly text: string; readonly endsLine: boolean} | undefined {
	const pieces: string[] = [];
	for (const piece of within.split(/(\{\{[\s\S]*?\}\})/)) {
		const action = /^\{\{\s*([\s\S]*?)\s*\}\}$/.exec(piece)?.[1];
		if (action === undefined) {
			if (piece !== '') pieces.push(textOf(piece));
		} else if (action === '"\\n"' || action === 'println') pieces.push('"\\n"');
		else if (Object.hasOwn(columns, action)) pieces.push(columns[action] ?? '');
		else return undefined;
	}
	if (pieces.length === 0) return undefined;
	return {
		text: `mounts | awk -F '\\t' ${quoteWord(`{printf "%s", ${pieces.join(' ')}}`)}`,
		endsLine: /\\n"$/.test(pieces.at(-1) ?? ''),
	};
}
