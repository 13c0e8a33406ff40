import type {Command} from 'unbash';
import {fullReference, hasTag, repositoryOf} from '../../model/image-ref.ts';
import type {Found} from '../transform.ts';

/** What is to be said where an image is looked for by docker's short name: what is printed here is in full. */
export function shortName(command: Command): readonly Found[] {
	const words = command.args.map(arg => (arg.type === 'Word' ? arg.value : ''));
	const tool = command.name?.value ?? '';
	const name = /grep$/.test(tool) ? byGrep(words) : /^[gm]?awk$/.test(tool) ? byAwk(words) : undefined;
	if (name === undefined) return [];
	const full = hasTag(name) ? fullReference(name) : repositoryOf(name);
	return full === name ? [] : [{id: 'columns.short-name', kind: 'lost', values: {name, full}}];
}

/** The same behind a template, where its line begins with the name. */
export function namesRead([reader]: readonly Command[], format = ''): readonly Found[] {
	return reader !== undefined && /^\{\{-?\s*\.Repository\b/.test(format) ? shortName(reader) : [];
}

/** Only where the line has to begin with it: elsewhere the short name is found in the full one. */
function byGrep(words: readonly string[]): string | undefined {
	const pattern = words.find(word => !word.startsWith('-')) ?? '';
	const isWholeLine = words.some(word => /^(-[a-zA-Z]*x[a-zA-Z]*|--line-regexp)$/.test(word));
	return nameAt(pattern.startsWith('^') ? pattern.slice(1) : isWholeLine ? pattern : '');
}

function byAwk(words: readonly string[]): string | undefined {
	const program = words.find(word => word.includes('$')) ?? '';
	const [, equal, match] = /\$1\s*(?:==\s*"([^"]*)"|~\s*[/"]\^((?:[^/"\\]|\\.)*))/.exec(program) ?? [];
	return nameAt(equal ?? match ?? '');
}

/** The name that a pattern begins with. */
function nameAt(pattern: string): string | undefined {
	const [name] = /^[a-z0-9][a-z0-9._/:-]*/.exec(pattern.replaceAll('\\', '')) ?? [];
	const bare = name?.replace(/[:/.-]+$/, '');
	return bare === undefined || bare === '' || /^(docker|index)\.io/.test(bare) ? undefined : bare;
}
