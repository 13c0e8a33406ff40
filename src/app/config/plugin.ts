import type {Argv} from '../../model/argv.ts';
import type {ListName} from '../lists/list.ts';

/** A command of the person's own, from the configuration. */
export type Plugin = {
	readonly key: string;
	readonly name: string;
	/** Lists in which the key works. */
	readonly where: readonly ListName[];
	/** Argument by argument; `$ID` and the like stand for what the row under the cursor has. */
	readonly command: Argv;
	/** `pane`: its output on a screen of its own. `attach`: it gets the terminal. `background`: only its end is said. */
	readonly run: 'pane' | 'attach' | 'background';
	readonly confirm: boolean;
	/** It only looks: read-only mode runs it too. */
	readonly readOnly: boolean;
};

export const placeholders = ['ID', 'NAME', 'POD', 'PODNS', 'NS', 'PID', 'IMAGE', 'LOG'] as const;

export type Placeholder = (typeof placeholders)[number];

/** What a row has for each placeholder; absent where it has none. */
export type PlaceholderValues = Readonly<Partial<Record<Placeholder, string>>>;

const anyPlaceholder = new RegExp(`\\$(?:\\$|(${placeholders.join('|')})(?![A-Z_a-z0-9]))`, 'g');

/**
 * The command with what the row has in place of the placeholders. An argument stays one argument, whatever is put in;
 * `$$` is a dollar. Refused: a value that the row does not have, and one that would be read as a flag.
 */
export function fillCommand(
	command: Argv,
	values: PlaceholderValues,
): {readonly argv: Argv} | {readonly error: string} {
	let error: string | undefined;
	const filled = command.map(part =>
		part.replace(anyPlaceholder, (whole, name: Placeholder | undefined, at: number) => {
			if (name === undefined) return '$';
			const value = values[name];
			if (value === undefined) error ??= `this row has no ${whole}`;
			else if (at === 0 && value.startsWith('-')) error ??= `${whole} begins with a dash: it would be read as a flag`;
			else if (value.includes('\0')) error ??= `${whole} cannot be an argument`;
			return value ?? '';
		}),
	);
	return error === undefined ? {argv: filled as unknown as Argv} : {error};
}

/** Programs that read an argument as code: after `-c`, or after `-e`. */
const interpreters = /^((ba|da|a|z|k|fi)?sh|busybox|python[\d.]*|perl|ruby|node)$/;

/** A placeholder in the text of a script, where what the node says would be read as code. */
export function isUnsafe(command: readonly string[]): boolean {
	const shellAt = command.findIndex(part => interpreters.test(part.split('/').at(-1) ?? ''));
	return command.some(
		(part, index) =>
			shellAt >= 0 &&
			index > shellAt &&
			/^-[a-zA-Z]*[ce]$/.test(command[index - 1] ?? '') &&
			new RegExp(anyPlaceholder.source).test(part.replaceAll('$$', '')),
	);
}
