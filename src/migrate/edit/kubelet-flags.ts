/** Flags without their dashes. */
export type FlagEdit = {readonly remove: readonly string[]; readonly set: Readonly<Record<string, string>>};

/** The variables that kubeadm's drop-in and the distributions hand to the kubelet. */
const usualVariables = ['KUBELET_KUBEADM_ARGS', 'KUBELET_EXTRA_ARGS', 'KUBELET_ARGS', 'KUBELET_OPTS', 'DAEMON_ARGS'];

/**
 * Flags of the kubelet in a file of variables (kubeadm-flags.env, /etc/default/kubelet, /etc/sysconfig/kubelet): what is to
 * go goes wherever it stands, what is to be set replaces its value where it stands, else joins the first variable. All else
 * stays byte for byte.
 *
 * @param read Variables that the unit hands to the kubelet; flags that are new join the first of them that the file has.
 */
export function editKubeletFlags(
	text: string,
	{remove, set}: FlagEdit,
	read: readonly string[] = usualVariables,
): string {
	const missing = new Map(Object.entries(set));
	const lines = statementsOf(text).map(line => {
		const assignment = readAssignment(line);
		if (assignment === undefined || ![...usualVariables, ...read].includes(assignment.name)) return line;
		const edited = editWords(splitWords(assignment.value), remove, set, name => missing.delete(name));
		if (edited === undefined) return line;
		return `${assignment.head}${assignment.quote}${edited}${assignment.quote}${assignment.tail}`;
	});
	if (missing.size === 0) return lines.join('\n');
	return addFlags(
		lines,
		[...missing].map(([name, value]) => `--${name}=${value}`),
		read,
	);
}

/** Lines, but one whose quote is open or that ends in a backslash goes on in the next. Source: systemd.exec(5), EnvironmentFile=. */
function statementsOf(text: string): readonly string[] {
	const statements: string[] = [];
	let open = '';
	for (const line of text.split('\n')) {
		const whole = open === '' ? line : `${open}\n${line}`;
		const goesOn = !/^\s*[#;]/.test(whole) && (/\\\r?$/.test(line) || hasOpenQuote(whole));
		if (!goesOn) statements.push(whole);
		open = goesOn ? whole : '';
	}
	// A quote that nobody closes is left as it is, line by line.
	return open === '' ? statements : [...statements, ...open.split('\n')];
}

function hasOpenQuote(text: string): boolean {
	const [, value = ''] = /^\s*(?:export\s+)?[A-Za-z_]\w*=(.*)$/s.exec(text) ?? [];
	return /["']/.test(value.replace(/\\.|"(?:[^"\\]|\\.)*"|'[^']*'/gs, ''));
}

/** Variables that a file sets. */
export function variablesIn(text: string): readonly string[] {
	return statementsOf(text).flatMap(line => readAssignment(line)?.name ?? []);
}

type Assignment = {
	readonly name: string;
	readonly head: string;
	readonly quote: string;
	readonly value: string;
	readonly tail: string;
};

function readAssignment(line: string): Assignment | undefined {
	const [, head = '', name = '', rest = ''] = /^(\s*(?:export\s+)?([A-Za-z_]\w*)=)(.*)$/s.exec(line) ?? [];
	if (name === '') return undefined;
	const quote = rest.startsWith('"') ? '"' : rest.startsWith("'") ? "'" : '';
	const end = quote === '' ? rest.trimEnd().length : rest.lastIndexOf(quote);
	if (quote !== '' && end <= 0) return undefined;
	return {name, head, quote, value: rest.slice(quote.length, end), tail: rest.slice(quote === '' ? end : end + 1)};
}

type Word = {readonly before: string; readonly text: string};

/** Words of a value as systemd splits it, each with what parts it from the one before: white space, ends of lines that go on. */
function splitWords(value: string): readonly Word[] {
	const parts = value.matchAll(/((?:\s|\\\r?\n)*)((?:\\[^\r\n]|[^\s"'\\]|"(?:[^"\\]|\\.)*"|'[^']*')+)/gs);
	return [...parts].map(([, before = '', text = '']) => ({before, text}));
}

/** The value afterwards; undefined where nothing changes. */
function editWords(
	words: readonly Word[],
	remove: readonly string[],
	set: Readonly<Record<string, string>>,
	found: (name: string) => void,
): string | undefined {
	const kept: Word[] = [];
	let changed = false;
	for (let at = 0; at < words.length; at++) {
		const word = words[at] ?? {before: '', text: ''};
		const [, name, inline] = /^--?([a-z][a-z0-9-]*)(=.*)?$/s.exec(word.text) ?? [];
		const value = set[name ?? ''];
		if (name === undefined || (value === undefined && !remove.includes(name))) {
			kept.push(word);
			continue;
		}
		// `--flag value` in two words: the value goes with it.
		const next = words[at + 1]?.text;
		if (inline === undefined && next !== undefined && !next.startsWith('-')) at++;
		if (value === undefined) {
			changed = true;
			continue;
		}
		found(name);
		kept.push({before: word.before, text: `--${name}=${value}`});
		changed ||= kept.at(-1)?.text !== word.text;
	}
	return changed ? kept.map(({before, text}, index) => (index === 0 ? text : before + text)).join('') : undefined;
}

function addFlags(lines: readonly string[], flags: readonly string[], read: readonly string[]): string {
	const at = lines.findIndex(line => read.includes(readAssignment(line)?.name ?? ''));
	const assignment = at < 0 ? undefined : readAssignment(lines[at] ?? '');
	if (assignment === undefined) {
		const body = lines.join('\n');
		return `${body}${body === '' || body.endsWith('\n') ? '' : '\n'}${newVariable(read)}="${flags.join(' ')}"\n`;
	}
	const {head, quote, value, tail} = assignment;
	const joined = [...(value.trim() === '' ? [] : [value.trimEnd()]), ...flags].join(' ');
	// Within a value without quotes those of its words are words of their own: a pair around it all would end at the first of them.
	const mark = quote === '' && !/["'\\]/.test(value) ? '"' : quote;
	return lines.map((line, index) => (index === at ? `${head}${mark}${joined}${mark}${tail}` : line)).join('\n');
}

const newVariable = (read: readonly string[]) =>
	read.includes('KUBELET_EXTRA_ARGS') ? 'KUBELET_EXTRA_ARGS' : (read[0] ?? 'KUBELET_EXTRA_ARGS');
