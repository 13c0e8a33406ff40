import {quote} from '../model/argv.ts';
import type {Setting} from '../model/node-snapshot.ts';
import type {Evidence, Fix} from './check.ts';

/** A command that runs as it stands. */
export function run(...argv: readonly [string, ...string[]]): Fix {
	return {text: quote(argv), argv};
}

/** A sentence: something that no single command does. */
export function advice(text: string): Fix {
	return {text};
}

export const restart = (...units: readonly string[]): Fix => run('systemctl', 'restart', ...units);

/** What one line of a file becomes, by a command. `from` and `to` are taken literally. */
export function replaceInLine(path: string, line: number, from: string, to: string): Fix {
	return run('sed', '-i', `${line}s|${forPattern(from)}|${forReplacement(to)}|`, path);
}

/** With its value, in either form. */
export function removeFlag({name, value, path, line}: Setting): Fix {
	const after = value === 'true' ? '(=true)?' : '([= ][^" ]*)?';
	return run('sed', '-i', '-E', `${line}s# ?${name}${after}([" ]|$)#\\2#`, path);
}

export function deleteLine(path: string, line: number): Fix {
	return run('sed', '-i', `${line}d`, path);
}

export function insertAtTop(path: string, text: string): Fix {
	return run('sed', '-i', `1i ${text}`, path);
}

function forPattern(text: string): string {
	return text.replace(/[\\.*^$[\]|]/g, '\\$&');
}

function forReplacement(text: string): string {
	return text.replace(/[\\&|]/g, '\\$&');
}

/** A setting at its place, as evidence. */
export function at({path, line, name, value}: Setting): Evidence {
	return {source: `${path}:${line}`, text: value === '' ? name : `${name} = ${value}`};
}

/** A line of a file as evidence. */
export function lineAt(path: string, text: string, line: number): Evidence {
	const all = text.split('\n');
	// A parser complains behind the end where something was left open: the last line that says anything is meant.
	let at = Math.min(line, all.length);
	while (at > 1 && (all[at - 1] ?? '').trim() === '') at--;
	return {source: `${path}:${at}`, text: (all[at - 1] ?? '').trim()};
}

/** What a command said when it failed, without the command, which stands beside it. */
export function saidBy(missing: string): string {
	return /: (?:exit \d+: (.*)|(no answer within.*))$/s.exec(missing)?.slice(1).find(Boolean) ?? missing;
}
