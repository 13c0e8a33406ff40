import type {DockerFlags, DockerGrammar} from './grammar.ts';
import {readFlags} from './read-flags.ts';
import type {Effect, TranslateError} from './types.ts';

/** `docker compose -f x.yaml up -d web`, understood. */
export type ComposeLine = {
	/** `up`; undefined for `docker compose` alone, and for a question for help. */
	readonly command: string | undefined;
	readonly globals: ReadonlyMap<string, readonly string[]>;
	readonly flags: ReadonlyMap<string, readonly string[]>;
	/** Services, and what follows them. */
	readonly args: readonly string[];
	readonly known: DockerFlags;
	readonly stopsAtFirstArgument: boolean;
};

/** Read what follows `docker compose`, as its reference has it. */
export function readCompose(words: readonly string[], grammar: DockerGrammar): ComposeLine | TranslateError {
	const {compose} = grammar;
	if (compose === undefined) throw new Error('no grammar for docker compose');
	const before = readFlags(words, compose.globals, true, 'compose');
	if ('error' in before) return {...before, about: 'flag'};
	const nothing = {
		command: undefined,
		globals: before.flags,
		flags: new Map(),
		args: [],
		known: {},
		stopsAtFirstArgument: false,
	};
	if (before.help || before.rest.length === 0 || before.rest[0] === 'help') return nothing;
	const count = [3, 2, 1].find(count => Object.hasOwn(compose.commands, before.rest.slice(0, count).join(' '))) ?? 0;
	const command = before.rest.slice(0, count).join(' ');
	const known = compose.commands[command];
	if (known === undefined) return {error: `docker compose has no command ${before.rest[0]}`};
	const stopsAtFirstArgument = known.stopsAtFirstArgument === true;
	const after = readFlags(before.rest.slice(count), known.flags, stopsAtFirstArgument, `compose ${command}`);
	if ('error' in after) return {...after, about: 'flag'};
	if (after.help) return nothing;
	return {
		command,
		globals: before.flags,
		flags: after.flags,
		args: after.rest,
		known: known.flags,
		stopsAtFirstArgument,
	};
}

/** What a command of compose does to the node. */
export function effectOfCompose(command: string): Effect {
	if (/^(down|rm|kill)$/.test(command)) return 'destroy';
	return /^(ps|logs|images|top|port|config|convert|ls|version|events|stats|volumes)$/.test(command) ? 'read' : 'write';
}
