import type {Sentences} from './rule.ts';
import type {Found} from './transform.ts';
import type {Finding} from './types.ts';

const weight = {lost: 0, close: 1, note: 2} as const;

/** The sentences of what was found: what is lost first, nothing said twice. */
export function sayAll(found: readonly Found[], sentences: Sentences): readonly Finding[] {
	const said: Finding[] = [];
	for (const one of found) {
		const finding = say(one, sentences);
		if (!saysAgain(finding, said)) said.push(finding);
	}
	return said.length < 2 ? said : said.sort((left, right) => weight[left.kind] - weight[right.kind]);
}

function saysAgain({id, flag, message}: Finding, said: readonly Finding[]): boolean {
	for (const one of said) if (one.id === id && one.flag === flag && one.message === message) return true;
	return false;
}

function say({id, kind, flag, values}: Found, sentences: Sentences): Finding {
	const sentence = sentences[id];
	if (sentence === undefined) throw new Error(`no sentence ${id} in data/findings`);
	return {
		id,
		kind,
		...(flag === undefined ? {} : {flag}),
		message: fill(sentence.message, values),
		...(sentence.instead === undefined ? {} : {instead: fill(sentence.instead, values)}),
	};
}

function fill(text: string, values: Readonly<Record<string, string>> = {}): string {
	if (!text.includes('{')) return text;
	return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
		Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
	);
}
