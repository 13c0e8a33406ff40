import {loadTables, loadTablesFor, type Tables} from '../translate/load.ts';
import {type TranslateOptions, translate} from '../translate/translate.ts';
import type {Finding, TranslateError, Translation} from '../translate/types.ts';
import type {Versions} from '../translate/version.ts';
import type {Context} from './context.ts';
import type {TranslateArguments} from './translate-arguments.ts';
import {daemonIfAsked, optionsFrom, tablesOfNode} from './translate-options.ts';
import {calledHere, versionsHere} from './versions-here.ts';

/** A line taken apart, and what was to be said of how it was typed. */
export type Words = {readonly words: readonly string[]; readonly findings: readonly Finding[]};

export type Answered = {readonly translation: Translation; readonly tables: Tables; readonly options: TranslateOptions};

/** The answer to one line, with what it was made of. */
export async function answerTo(
	{words, findings}: Words,
	read: TranslateArguments,
	versions: Versions,
	context: Context,
): Promise<Answered | TranslateError> {
	// What runs it may ask about other lines, too.
	const known = read.run ? await loadTables() : await loadTablesFor(words);
	const plain = await daemonIfAsked(known, words);
	const tables = await tablesOfNode(plain, versions, read.target);
	const unique = read.run ? {unique: context.now().toString(36), shaped: true} : {};
	const options = {...optionsFrom(read.target, context), ...unique, ...(await placeOf(read, versions, context))};
	const [first] = words;
	const answer =
		first === 'podman' || first === 'nerdctl'
			? await (await import('./translate-client.ts')).translateClientLine(first, words, tables, versions, options)
			: translate(words, tables, versions, options);
	if ('error' in answer) {
		const [{withSuggestion}, {withOwnFlag}] = await Promise.all([
			import('../translate/suggest.ts'),
			import('./own-flag.ts'),
		]);
		return withOwnFlag(withSuggestion(answer, tables), words);
	}
	return {translation: {...answer, findings: [...findings, ...answer.findings]}, tables, options};
}

/** Of the node that was named, else of the tools that are here. */
export async function versionsFor(read: TranslateArguments, context: Context): Promise<Versions> {
	return isHere(read) ? versionsHere(context) : read.versions;
}

/** What is true of the tools of this node, where they are meant. A machine without any is none. */
export async function placeOf(
	read: TranslateArguments,
	versions: Versions,
	context: Context,
): Promise<Pick<TranslateOptions, 'here' | 'called'>> {
	if (!isHere(read)) return {};
	if (read.run || Object.keys(versions).length === 0) return {here: true};
	return {here: true, called: await calledHere(context)};
}

/** No other node was named. */
function isHere({versions}: TranslateArguments): boolean {
	return Object.keys(versions).length === 0;
}
