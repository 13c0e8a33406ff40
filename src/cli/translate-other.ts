import {quoteWord} from '../model/argv.ts';
import {fidelity} from '../translate/fidelity.ts';
import {lex} from '../translate/lex.ts';
import type {TranslateError} from '../translate/types.ts';
import type {Context} from './context.ts';
import {openNodeWithVersions} from './node-versions.ts';
import {fidelityExits, printJson, refuseTranslation, translationJson, translationText} from './print-translation.ts';
import type {TranslateArguments, Wanted} from './translate-arguments.ts';
import {optionsFrom} from './translate-options.ts';
import {answerTo, placeOf, versionsFor, type Words} from './translate-words.ts';

/** What is asked of the translator beside the answer to a docker line: shell, scripts, other tools, to run it or to explain it. */
export async function translateOther(read: TranslateArguments, wanted: Wanted, context: Context): Promise<number> {
	if (wanted.kind !== 'command') {
		const {translateLine, translateScript} = await import('./translate-shell.ts');
		const options = await shellOptions(read, context);
		if (wanted.kind === 'line') return translateLine(wanted.line, options, context);
		return translateScript(wanted.path, options, context);
	}
	const asText = !read.run && !read.explain && !context.globals.json;
	const tools = asText ? ofTools(wanted.words) : undefined;
	if (tools !== undefined) {
		const {translateBackwardsLine} = await import('./translate-backwards.ts');
		const code = await translateBackwardsLine(tools, read.versions, context);
		if (code !== undefined) return code;
	}
	const line = asText ? shellLine(wanted.words) : undefined;
	if (line !== undefined) {
		const {translateLine} = await import('./translate-shell.ts');
		return translateLine(line, await shellOptions(read, context), context);
	}
	const words = wordsOf(wanted.words);
	if ('error' in words) return refuseTranslation(words, context);
	const [tool] = words.words;
	if (tool !== 'crictl' && tool !== 'ctr') return translateOne(words, read, context);
	if (read.run) return refuseTranslation({error: `--run runs docker commands: type ${tool} itself`}, context);
	const {translateBackwards} = await import('./translate-backwards.ts');
	return translateBackwards(tool, words.words, {explain: read.explain, versions: read.versions}, context);
}

async function translateOne(words: Words, read: TranslateArguments, context: Context): Promise<number> {
	const node = read.run ? await openNodeWithVersions(context) : undefined;
	const versions = node ? {...node.versions, ...read.versions} : await versionsFor(read, context);
	const answer = await answerTo(words, read, versions, context);
	if ('error' in answer) {
		if (answer.error !== `docker has no command ${words.words[0]}`) return refuseTranslation(answer, context);
		const {translateOtherProgram} = await import('./translate-other-program.ts');
		return translateOtherProgram(answer, words.words, read, await shellOptions(read, context), context);
	}
	const {translation, tables, options} = answer;
	if (node !== undefined) {
		const {runTranslation} = await import('./run-translation.ts');
		return runTranslation(translation, words.words, node.runtime, context);
	}
	if (read.explain) await context.openHost();
	const explained = read.explain
		? await (await import('./explain-translation.ts')).explainDocker(words, tables, {...options, versions})
		: undefined;
	if (context.globals.json) printJson({...translationJson(translation), ...explained?.json}, context);
	else context.print(explained?.text(context.terminalWidth) ?? translationText(translation));
	return fidelityExits[fidelity(translation)];
}

async function shellOptions(read: TranslateArguments, context: Context) {
	const versions = await versionsFor(read, context);
	return {versions, options: {...optionsFrom(read.target, context), ...(await placeOf(read, versions, context))}};
}

/** One argument that only a shell understands: a pipe, `$(…)`, `$HOME`. */
function shellLine(words: readonly string[]): string | undefined {
	const [line = ''] = words;
	return words.length === 1 && /\s/.test(line) && /[$`|&;<>()]/.test(line.replaceAll(/'[^']*'/g, ''))
		? line
		: undefined;
}

/** A line of crictl and ctr with more than one command in it, or with something before them; docker is not among it. */
function ofTools(words: readonly string[]): string | undefined {
	const [first = ''] = words;
	const line = words.length === 1 ? shellLine(words) : undefined;
	if (line !== undefined) return /\b(crictl|ctr)\b/.test(line) && !/\bdocker\b/.test(line) ? line : undefined;
	const bare = words.length === 1 ? first : words.map(quoteWord).join(' ');
	return /^(sudo|k3s|microk8s|rke2|[A-Z_]+=\S*)\s+(\S+\s+)?(crictl|ctr)\b/.test(bare) ? bare : undefined;
}

/** A docker line in one argument is taken apart here, as a shell would; several arguments a shell has taken apart. */
function wordsOf(words: readonly string[]): Words | TranslateError {
	const [first = ''] = words;
	return words.length !== 1 || !/\s/.test(first) ? {words, findings: []} : lex(first);
}
