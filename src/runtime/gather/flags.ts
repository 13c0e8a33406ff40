import type {Setting, TextFile} from '../../model/node-snapshot.ts';

type Assigned = {readonly value: string; readonly path: string; readonly line: number};

/**
 * The flags of a service in the order in which it gets them: those of its last ExecStart, with the variables of
 * Environment= and EnvironmentFile= in their places. `files` are the unit, then its drop-ins; `read` gives the text of a
 * file of variables. Source: systemd.exec(5): a file of variables wins over Environment=.
 */
export function flagsOfUnit(files: readonly TextFile[], variables: readonly TextFile[]): readonly Setting[] {
	const known = variablesOf(files, variables);
	let start: Assigned | undefined;
	for (const {path, text} of files) {
		for (const {line, name, value} of assignments(text))
			if (name === 'ExecStart') start = value === '' ? undefined : {value, path, line};
	}
	if (start === undefined) return [...known.values()].flatMap(flagsIn);
	const {path, line} = start;
	const pieces = commandWords(start.value)
		.slice(1)
		.flatMap((word): readonly Assigned[] => {
			const [, variable] = /^\$\{?(\w+)\}?$/.exec(word) ?? [];
			if (variable === undefined) return [{value: word, path, line}];
			const said = known.get(variable);
			return said ? [said] : [];
		});
	return joined(pieces).flatMap(flagsIn);
}

/** Of a shell that is given the command line, what it is given: `/bin/sh -c "exec /usr/bin/kubelet $ARGS"`. */
export function commandWords(value: string): readonly string[] {
	const words = wordsOf(value);
	const at = words.findIndex(word => /^-[a-z]*c$/.test(word));
	if (at < 1 || !isShell.test(words[0] ?? '')) return words;
	const inner = wordsOf(words[at + 1] ?? '');
	return inner[0] === 'exec' ? inner.slice(1) : inner;
}

const isShell = /(^|[/@:+!-])(ba|da|k|z)?sh$/;

/** What the environment of a service is made of, each at the place that counts. */
export function environmentOf(files: readonly TextFile[], variables: readonly TextFile[]): readonly Setting[] {
	return [...variablesOf(files, variables)].map(([name, {value, path, line}]) => ({name, value, path, line}));
}

function variablesOf(files: readonly TextFile[], variables: readonly TextFile[]): ReadonlyMap<string, Assigned> {
	const known = new Map<string, Assigned>();
	for (const {path, text} of files) {
		for (const {line, name, value} of assignments(text)) {
			// systemd reads `%%` as one.
			if (name === 'Environment')
				for (const [variable, said] of pairs(value))
					known.set(variable, {value: said.replaceAll('%%', '%'), path, line});
		}
	}
	for (const {path, text} of variables) {
		for (const {line, name, value} of assignments(text)) known.set(name, {value: unquoted(value), path, line});
	}
	return known;
}

/** A value may stand in the next word of the same line. */
function joined(pieces: readonly Assigned[]): readonly Assigned[] {
	const all: Assigned[] = [];
	for (const each of pieces) {
		const last = all.at(-1);
		if (last && last.path === each.path && last.line === each.line && !each.value.startsWith('-'))
			all[all.length - 1] = {...last, value: `${last.value} ${each.value}`};
		else all.push(each);
	}
	return all;
}

/** Paths of EnvironmentFile=, in their order; a leading `-` is gone. */
export function variableFiles(files: readonly TextFile[]): readonly string[] {
	return files.flatMap(({text}) =>
		assignments(text).flatMap(({name, value}) =>
			name === 'EnvironmentFile' && value !== '' ? [value.replace(/^-/, '')] : [],
		),
	);
}

/** Flags of a command line that runs. */
export function flagsOfArgv(argv: readonly string[], path: string): readonly Setting[] {
	return flagsOf(argv, path, 1);
}

function flagsIn({value, path, line}: Assigned): readonly Setting[] {
	return flagsOf(wordsOf(value), path, line);
}

function flagsOf(words: readonly string[], path: string, line: number): readonly Setting[] {
	return words.flatMap((word, at) => {
		const [, name, said] = /^-{1,2}([A-Za-z][\w.-]*)(?:=(.*))?$/s.exec(word) ?? [];
		if (name === undefined) return [];
		const next = words[at + 1];
		const value = said ?? (next !== undefined && !next.startsWith('-') ? next : 'true');
		return [{name: `--${name}`, value: unquoted(value), path, line}];
	});
}

/** `Name=value` lines; a backslash at the end goes on with the next line, which counts as the first. */
export function assignments(text: string): ReadonlyArray<{line: number; name: string; value: string}> {
	const lines = text.split(/\r?\n/);
	const found: Array<{line: number; name: string; value: string}> = [];
	for (let at = 0; at < lines.length; at++) {
		const line = at + 1;
		let whole = lines[at] ?? '';
		if (/^\s*[#;]/.test(whole)) continue;
		while (whole.endsWith('\\') && at + 1 < lines.length) whole = `${whole.slice(0, -1)} ${lines[++at]?.trim()}`;
		const [, name, value] = /^\s*(?:export\s+)?(\w+)\s*=\s*(.*?)\s*$/.exec(whole) ?? [];
		if (name !== undefined && value !== undefined) found.push({line, name, value});
	}
	return found;
}

/** `"A=b c" D=e` of Environment=. */
export function pairs(value: string): ReadonlyArray<readonly [string, string]> {
	return wordsOf(value).flatMap(word => {
		const [, name, said] = /^(\w+)=(.*)$/s.exec(word) ?? [];
		return name === undefined || said === undefined ? [] : [[name, said] as const];
	});
}

/** Words at spaces, quotes undone. */
export function wordsOf(text: string): readonly string[] {
	return [...text.matchAll(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'])+/g)].map(([word]) =>
		word.replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ''),
	);
}

function unquoted(value: string): string {
	return /^(["']).*\1$/s.test(value) ? value.slice(1, -1) : value;
}
