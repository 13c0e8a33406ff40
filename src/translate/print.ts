import {quote, quoteWord} from '../model/argv.ts';
import {readContainerName} from '../model/container-name.ts';
import type {Arg, Command, Lookup, Translation} from './types.ts';

/**
 * A command as one line for a POSIX shell: what the user typed is quoted, what the node must be asked for stands as
 * `"$(…)"`.
 */
export function printCommand(command: Command): string {
	const {unless, input, inputFrom, output} = command;
	const line = [
		...(unless === undefined ? [] : [`[ -n "$(${printArgv(unless)})" ] ||`]),
		...(inputFrom === undefined ? [] : [`${printArgv(inputFrom)} |`]),
		printArgv(command.argv),
		...(input === 'none' ? ['</dev/null'] : []),
		...(output === 'aside' ? ['>&2'] : output === 'none' ? ['>/dev/null'] : []),
	];
	return line.join(' ');
}

/** Commands one after the other in one line, each where the one before it went well: one that is left out at times stays together. */
export function printChain(lines: readonly unknown[]): string {
	return lines
		.map((line, index) => (index > 0 && /^\[ -n "\$\(.*\)" \] \|\| /s.test(`${line}`) ? `{ ${line}; }` : `${line}`))
		.join(' && ');
}

/** All of a translation to paste: the files it needs, then its commands, one a line. */
export function printScript({commands}: Pick<Translation, 'commands'>): string {
	let script = '';
	for (const command of commands) {
		for (const file of command.files ?? []) script += `${printFile(file)}\n`;
		script += `${printCommand(command)}\n`;
	}
	return script;
}

function printFile({path, text}: {readonly path: string; readonly text: string}): string {
	const end = text.split('\n').includes('EOF') ? 'END_OF_FILE' : 'EOF';
	return `cat > ${quoteWord(path)} <<'${end}'\n${text.endsWith('\n') ? text : `${text}\n`}${end}`;
}

function printArgv(argv: readonly [string, ...Arg[]]): string {
	const tool = argv[0];
	let line = '';
	for (const arg of argv) line += line === '' ? printArg(arg, tool) : ` ${printArg(arg, tool)}`;
	return line;
}

/** One argument as it stands in the line of `tool`. */
export function printArg(arg: Arg, tool: string): string {
	return typeof arg === 'string' ? quoteWord(arg) : printLookup(arg, tool);
}

function printLookup(lookup: Lookup, tool: string): string {
	const [before, after] = [lookup.before ?? '', lookup.after ?? ''].map(text => (text === '' ? '' : quoteWord(text)));
	return `${before}${printValue(lookup, tool)}${after}`;
}

function printValue({lookup, name, field}: Lookup, tool: string): string {
	const id = printId(lookup, name, tool);
	if (field === undefined) return id;
	const inspect = lookup === 'pod-sandbox' ? 'inspectp' : 'inspect';
	return `"$(crictl ${inspect} --output go-template --template '{{.info.${field === 'pid' ? 'pid' : 'sandboxID'}}}' ${id})"`;
}

function printId(lookup: Lookup['lookup'], name: string, tool: string): string {
	if (lookup === 'image') {
		return `"$(${quote(['crictl', 'inspecti', '--output', 'go-template', '--template', '{{.status.id}}', name])})"`;
	}
	const asked = lookup === 'container' ? containerQuery(name, tool) : sandboxQuery(name);
	return typeof asked === 'string' ? quoteWord(asked) : `"$(${asked.map(printWord).join(' ')})"`;
}

type Query = ReadonlyArray<string | {readonly inner: readonly string[]}>;

function printWord(word: Query[number]): string {
	return typeof word === 'string' ? quoteWord(word) : `"$(${quote(word.inner)})"`;
}

/** How the shell asks for a container: crictl takes the beginning of an ID as it is, ctr (which `sh` may call) wants it whole. */
function containerQuery(name: string, tool: string): string | Query {
	const read = readContainerName(name);
	const ask = ['crictl', 'ps', '--all', '--latest', '--quiet'];
	switch (read.kind) {
		case 'id':
			return (tool === 'ctr' || tool === 'sh') && read.id.length < 64 ? [...ask, '--id', read.id] : read.id;
		case 'plain':
			return [...ask, '--name', exactly(read.name)];
		case 'dockershim':
			return [...ask, '--name', exactly(read.of.container), '--label', `io.kubernetes.pod.uid=${read.of.uid}`];
		case 'in-pod': {
			const pods = ['crictl', 'pods', '--latest', '--quiet', '--name', exactly(read.pod)];
			const inner = read.namespace === undefined ? pods : [...pods, '--namespace', read.namespace];
			return [...ask, '--name', exactly(read.name), '--pod', {inner}];
		}
	}
}

function sandboxQuery(name: string): string | Query {
	const read = readContainerName(name);
	const ask = ['crictl', 'pods', '--latest', '--quiet'];
	if (read.kind === 'id') return read.id;
	if (read.kind === 'dockershim') return [...ask, '--label', `io.kubernetes.pod.uid=${read.of.uid}`];
	return [...ask, '--name', exactly(read.name)];
}

/** A Go regular expression that matches `name` and nothing else. Source: Go regexp.QuoteMeta. */
function exactly(name: string): string {
	return `^${name.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')}$`;
}
