import type {DockerGrammar, PreferredTool, TargetTool} from './grammar.ts';
import type {Parsed} from './parse.ts';
import type {Rule} from './rule.ts';
import type {Arg, Command, Finding, TranslateError} from './types.ts';

/** A sentence to be said, by its id in data/findings, with what fills its `{…}`. */
export type Found = {
	readonly id: string;
	readonly kind: Finding['kind'];
	readonly flag?: string;
	readonly values?: Readonly<Record<string, string>>;
};

/** What a transform may ask. It reads nothing else: the same line, tables and answers give the same translation. */
export type Ask = {
	readonly parsed: Parsed;
	/** The command's. */
	readonly grammar: DockerGrammar;
	readonly versions: {readonly crictl: string; readonly ctr: string; readonly containerd: string};
	/** The tool that the user prefers, where there is a choice. */
	readonly target: PreferredTool | undefined;
	/** False where the node has no ctr, or nothing that ctr could speak to. */
	readonly ctr: boolean;
	/** False where the runtime is another one. */
	readonly containerd: boolean;
	/** The answer is run, and a program may read it: JSON has docker's shape. */
	readonly shaped: boolean;
	/** What it prints is read by a program. */
	readonly piped: boolean;
	/** Part of an ID that must not be in use yet. */
	readonly unique: string;
	/** Does this version of the tool have the command, or its flag? */
	has(tool: TargetTool, command: string, flag?: string): boolean;
	/** Last value of a docker flag, undefined where it is not given. */
	value(flag: string): string | undefined;
	/** All values of a docker flag. */
	values(flag: string): readonly string[];
	/** True where a bool flag is given and true. */
	on(flag: string): boolean;
};

/** What a flag becomes: arguments that stand before the positional ones, and what must be said. */
export type Emitted = {
	readonly args?: readonly Arg[];
	readonly findings?: readonly Found[];
	/** True where nothing may be translated, because without the flag more would be done than was asked. */
	readonly refused?: boolean;
};

export type FlagTransform = (values: readonly string[], ask: Ask) => Emitted | TranslateError;

/** What the flag rules have made so far. */
export type Draft = {readonly rule: Rule; readonly args: readonly Arg[]};

export type Built = {
	readonly commands: readonly Command[];
	readonly findings?: readonly Found[];
	/** True where the builder read all flags itself, so that what the flag rules found does not hold. */
	readonly instead?: boolean;
};

export type Build = (draft: Draft, ask: Ask) => Built | TranslateError;

/** What a rule's `build`, and a flag rule's `use`, may name. */
export type Transforms = {
	readonly builders: Readonly<Record<string, Build>>;
	readonly flagTransforms: Readonly<Record<string, FlagTransform>>;
};

export function note(id: string, values?: Found['values']): Found {
	return {id, kind: 'note', ...(values === undefined ? {} : {values})};
}

export function close(id: string, values?: Found['values']): Found {
	return {id, kind: 'close', ...(values === undefined ? {} : {values})};
}

export function lost(id: string, values?: Found['values']): Found {
	return {id, kind: 'lost', ...(values === undefined ? {} : {values})};
}
