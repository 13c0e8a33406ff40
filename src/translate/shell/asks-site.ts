import type {Word} from 'unbash';
import {baseNameOf} from './interesting.ts';
import type {Known} from './known.ts';
import type {Done} from './rewrite.ts';
import type {AsksSite} from './site.ts';
import {stays} from './site-done.ts';

type Place = {readonly statement: number; readonly backquoted: boolean};

/** `command -v docker`, `which docker`, `type docker`, `hash docker`: whether there is a docker, and where. */
export function asksFor(words: readonly Word[], {statement, backquoted}: Place): readonly AsksSite[] {
	const [program, ...rest] = words;
	const asked = askedFor(program?.value ?? '', rest);
	if (program === undefined || asked === undefined) return [];
	return [{kind: 'asks', pos: asked.pos, end: asked.end, from: program.pos, until: asked.end, statement, backquoted}];
}

/** The word docker, where a command asks for that program alone. */
export function askedFor(program: string, words: readonly Word[]): Word | undefined {
	const flags = words.filter(({value}) => value.startsWith('-'));
	const names = words.filter(({value}) => !value.startsWith('-'));
	const [name, ...more] = names;
	const looks =
		program === 'command' ? flags.some(({value}) => /^-p?[vV]$/.test(value)) : /^(which|type|hash)$/.test(program);
	if (!looks || name === undefined || more.length > 0 || /[$`]/.test(name.text)) return undefined;
	return baseNameOf(name.value) === 'docker' ? name : undefined;
}

/** It asks for crictl then, if nothing that stays needs docker. */
export function asksAnswer(
	{pos, end, from, until, statement}: AsksSite,
	source: string,
	stay: boolean,
	known: Known,
): Done {
	const asked = source.slice(from, until);
	if (stay)
		return {
			edits: [],
			translations: [{translation: stays(asked, [{id: 'shell.asks-stays', kind: 'lost'}], known), statement}],
		};
	const commands = [{argv: ['command', '-v', 'crictl'], effect: 'read'}] as const;
	const translation = {...stays(asked, [{id: 'shell.asks', kind: 'close'}], known), commands};
	return {edits: [{pos, end, text: 'crictl'}], translations: [{translation, statement}]};
}
