/** Flags without their dashes. */
export type FlagEdit = {readonly remove: readonly string[]; readonly set: Readonly<Record<string, string>>};

/** The variables that kubeadm's drop-in and the distributions hand to the kubelet, the first that a file has is extended. */
const variables = ['KUBELET_KUBEADM_ARGS', 'KUBELET_EXTRA_ARGS', 'KUBELET_ARGS', 'KUBELET_OPTS', 'DAEMON_ARGS'];

/**
 * Flags of the kubelet in a file of variables (kubeadm-flags.env, /etc/default/kubelet, /etc/sysconfig/kubelet): what is to
 * go goes wherever it stands, what is to be set replaces its value where it stands, else joins the first variable. All else
 * stays byte for byte.
 */
export function editKubeletFlags(text: string, {remove, set}: FlagEdit): string {
	const missing = new Map(Object.entries(set));
	const lines = text.split('\n').map(line => {
		const assignment = readAssignment(line);
		if (assignment === undefined) return line;
		const words = splitWords(assignment.value);
		const edited = editWords(words, remove, set, name => missing.delete(name));
		if (edited === undefined) return line;
		return `${assignment.head}${assignment.quote}${edited.join(' ')}${assignment.quote}${assignment.tail}`;
	});
	if (missing.size === 0) return lines.join('\n');
	return addFlags(
		lines,
		[...missing].map(([name, value]) => `--${name}=${value}`),
	);
}

type Assignment = {readonly head: string; readonly quote: string; readonly value: string; readonly tail: string};

function readAssignment(line: string): Assignment | undefined {
	const [, head = '', name = '', rest = ''] = /^(\s*(?:export\s+)?([A-Z_]+)=)(.*)$/.exec(line) ?? [];
	if (!variables.includes(name)) return undefined;
	const quote = rest.startsWith('"') ? '"' : rest.startsWith("'") ? "'" : '';
	const end = quote === '' ? rest.trimEnd().length : rest.lastIndexOf(quote);
	if (quote !== '' && end <= 0) return undefined;
	return {head, quote, value: rest.slice(quote.length, end), tail: rest.slice(quote === '' ? end : end + 1)};
}

/** Words of a value as systemd splits it: white space, but not within quotes. */
function splitWords(value: string): readonly string[] {
	return value.match(/(?:[^\s"']|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/g) ?? [];
}

/** The words afterwards; undefined where nothing changes. */
function editWords(
	words: readonly string[],
	remove: readonly string[],
	set: Readonly<Record<string, string>>,
	found: (name: string) => void,
): readonly string[] | undefined {
	const kept: string[] = [];
	let changed = false;
	for (let at = 0; at < words.length; at++) {
		const word = words[at] ?? '';
		const [, name, inline] = /^--?([a-z][a-z0-9-]*)(=.*)?$/s.exec(word) ?? [];
		const value = set[name ?? ''];
		if (name === undefined || (value === undefined && !remove.includes(name))) {
			kept.push(word);
			continue;
		}
		// `--flag value` in two words: the value goes with it.
		const next = words[at + 1];
		if (inline === undefined && next !== undefined && !next.startsWith('-')) at++;
		if (value === undefined) {
			changed = true;
			continue;
		}
		found(name);
		kept.push(`--${name}=${value}`);
		changed ||= kept.at(-1) !== word;
	}
	return changed ? kept : undefined;
}

function addFlags(lines: readonly string[], flags: readonly string[]): string {
	const at = lines.findIndex(line => readAssignment(line) !== undefined);
	const assignment = at < 0 ? undefined : readAssignment(lines[at] ?? '');
	if (assignment === undefined) {
		const body = lines.join('\n');
		return `${body}${body === '' || body.endsWith('\n') ? '' : '\n'}KUBELET_EXTRA_ARGS="${flags.join(' ')}"\n`;
	}
	const {head, quote, value, tail} = assignment;
	const joined = [...(value.trim() === '' ? [] : [value.trimEnd()]), ...flags].join(' ');
	const mark = quote === '' ? '"' : quote;
	return lines.map((line, index) => (index === at ? `${head}${mark}${joined}${mark}${tail}` : line)).join('\n');
}
