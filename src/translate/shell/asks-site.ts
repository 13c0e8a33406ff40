import type {Word} from 'unbash';
import {baseNameOf} from './interesting.ts';
import type {Known} from './known.ts';
import type {Done, Placed} from './rewritten.ts';
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

/** What the lines of a text run: crictl where any does, else ctr where all that runs is ctr's. */
export function toolOf(translations: readonly Placed[]): 'crictl' | 'ctr' {
	const words = translations.flatMap(({translation}) =>
		translation.commands.flatMap(({argv, unless = [], inputFrom = []}) => [...argv, ...unless, ...inputFrom]),
	);
	const runs = (tool: string) =>
		words.some(word => (typeof word === 'string' ? new RegExp(`(^|[ (/])${tool}($| )`).test(word) : tool === 'crictl'));
	return runs('ctr') && !runs('crictl') ? 'ctr' : 'crictl';
}

/** It asks for that tool then, if nothing that stays needs docker. */
export function asksAnswer(
	{pos, end, from, until, statement}: AsksSite,
	source: string,
	{stay, tool}: {readonly stay: boolean; readonly tool: string},
	known: Known,
): Done {
	const asked = source.slice(from, until);
	if (stay)
		return {
			edits: [],
			translations: [{translation: stays(asked, [{id: 'shell.asks-stays', kind: 'lost'}], known), statement}],
		};
	const commands = [{argv: ['command', '-v', tool], effect: 'read'}] as const;
	const translation = {...stays(asked, [{id: 'shell.asks', kind: 'close', values: {tool}}], known), commands};
	return {edits: [{pos, end, text: tool}], translations: [{translation, statement}]};
}
