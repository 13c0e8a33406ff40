import {quoteWord} from '../../model/argv.ts';
import type {TargetTool} from '../grammar.ts';
import type {TranslateError} from '../types.ts';
import type {Backwards} from './backwards.ts';

export type Explain = (tool: TargetTool, words: readonly string[]) => Backwards | TranslateError;

export type BackwardsLine = {
	/** The line with docker in the place of crictl and ctr; what docker has nothing for stays. */
	readonly text: string;
	readonly parts: readonly (Backwards | TranslateError)[];
};

/** What may stand before the tool. */
const before =
	/^\s*(?:(?:sudo|time|exec|command|k3s|microk8s|rke2)\s+|[A-Z_]+=\S*\s+|(?:xargs)(?:\s+-\S+(?:\s+\d+)?)*\s+)*/;

/** Private characters stand for what is in quotes or in `$(…)`, and for what xargs will put in. */
const kept = /\uE000(\d+)\uE001/g;
const toCome = '\uE002';

/**
 * A shell line of crictl and ctr in docker's terms, command by command: pipes, lists, `xargs`, `$(…)`. Undefined where
 * there is none of them in it.
 */
export function backwardsLine(line: string, explain: Explain): BackwardsLine | undefined {
	if (/[\uE000-\uE002]/.test(line)) return undefined;
	const store: string[] = [];
	const parts: (Backwards | TranslateError)[] = [];
	const keep = (text: string) => `\uE000${store.push(text) - 1}\uE001`;
	let rest = line.replace(/'[^']*'/g, keep);
	for (let inner = innermost(rest); inner !== undefined; inner = innermost(rest)) {
		const [whole = '', open = '', list = '', close = ''] = inner;
		rest = rest.replace(whole, () => keep(`${open}${list_(list)}${close}`));
	}
	const text = restored(list_(rest.replace(/"[^"]*"/g, keep)), store);
	return parts.length === 0 ? undefined : {text, parts};

	function list_(list: string): string {
		return list
			.replace(/"[^"]*"/g, keep)
			.split(/(\|\||&&|[|;&\n]|\b(?:do|then|else|if|while|until)\b)/)
			.map((piece, index) => (index % 2 === 1 ? piece : command(piece)))
			.join('');
	}

	function command(piece: string): string {
		const [prefix = ''] = before.exec(piece) ?? [];
		const typed = /^(crictl|ctr)\b((?:\s+(?!\d*[<>])\S+)*)(.*)$/s.exec(piece.slice(prefix.length));
		if (typed === null) return piece;
		const [, name = '', given = '', after = ''] = typed;
		const words = given
			.split(/\s+/)
			.filter(Boolean)
			.map(word => unquoted(word, store));
		const more = /\bxargs\b/.test(prefix) ? [toCome] : [];
		const answer = explain(name as TargetTool, [name, ...words, ...more]);
		parts.push('error' in answer ? answer : shown(answer));
		if ('error' in answer || answer.docker === undefined) return piece;
		const docker = answer.docker
			.filter(word => word !== toCome)
			.map(word => (/[\uE000$]/.test(word) ? word : quoteWord(word)));
		return `${prefix.replace(/\b(k3s|microk8s|rke2)\s+/g, '')}${docker.join(' ')}${after}`;
	}

	function shown(answer: Backwards): Backwards {
		return {...answer, line: restored(answer.line, store).replaceAll(toCome, '').trim()};
	}
}

function innermost(text: string): RegExpExecArray | undefined {
	return /(\$\()([^()]*)(\))/.exec(text) ?? /(`)([^`]*)(`)/.exec(text) ?? undefined;
}

/** A word in quotes as the tool gets it; one with something to be put in stays as it is. */
function unquoted(word: string, store: readonly string[]): string {
	const text = /^\uE000(\d+)\uE001$/.exec(word)?.[1];
	const stored = text === undefined ? undefined : store[Number(text)];
	return stored === undefined || /[$`\uE000]/.test(stored.replace(/^'.*'$/s, '')) || !/^['"]/.test(stored)
		? word
		: stored.slice(1, -1);
}

function restored(text: string, store: readonly string[]): string {
	let whole = text;
	while (/\uE000/.test(whole)) whole = whole.replace(kept, (_all, index: string) => store[Number(index)] ?? '');
	return whole;
}
