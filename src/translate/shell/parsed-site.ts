import {type Parsed, parse, withoutDocker} from '../parse.ts';
import type {Tables} from '../tables.ts';
import type {TranslateError} from '../types.ts';
import type {ShellWord} from './shell-words.ts';

type Known = {readonly docker: string; readonly tables: Tables; readonly parsed: Parsed | TranslateError};

/** By the words themselves: a site is looked at from several sides, and a script has thousands of them. */
const known = new WeakMap<readonly ShellWord[], Known>();

/** A docker command of a shell text, understood: `docker` or `docker-compose`, and the words behind it. */
export function parsedSite(docker: string, words: readonly ShellWord[], tables: Tables): Parsed | TranslateError {
	const last = known.get(words);
	if (last?.docker === docker && last.tables === tables) return last.parsed;
	const parsed = parse(withoutDocker([docker, ...words.map(({value}) => value)]), tables);
	known.set(words, {docker, tables, parsed});
	return parsed;
}
