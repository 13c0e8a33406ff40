import {withDaemon} from '../translate/daemon/load.ts';
import {fidelity} from '../translate/fidelity.ts';
import {wholeTable} from '../translate/lazy-table.ts';
import {loadTables, type Tables} from '../translate/load.ts';
import type {Known} from '../translate/shell/known.ts';
import type {TranslateError, Translation} from '../translate/types.ts';
import type {Context} from './context.ts';
import {findingComment, printJson, refuseTranslation, translationJson} from './print-translation.ts';
import {tablesOfNode} from './translate-options.ts';

export type ShellOptions = Pick<Known, 'versions' | 'options'>;

async function knownFor({versions, options}: ShellOptions, isClients: boolean): Promise<Known> {
	const all = await tablesOfNode(await withDaemon(await loadTables()), versions ?? {}, options?.target);
	const tables = isClients ? await (await import('../translate/clients/load.ts')).withClients(all) : all;
	const {withSuggestion} = await import('../translate/suggest.ts');
	return {versions, options, tables, suggest: error => withSuggestion(error, tables)};
}

function namesClient(text: string): boolean {
	return text.includes('podman') || text.includes('nerdctl');
}

/** One line of shell: the line to paste, then what differs, as comments. */
export async function translateLine(line: string, options: ShellOptions, context: Context): Promise<number> {
	const {rewrite} = await import('../translate/shell/rewrite.ts');
	const answer = rewrite(line, await knownFor(options, namesClient(line)));
	if ('error' in answer) return refuseTranslation(answer, context);
	const {text} = answer;
	const translations = answer.translations.map(({translation}) => translation);
	if (context.globals.json) {
		printJson({line, text, translations: translations.map(translationJson)}, context);
	} else {
		const comments = translations.flatMap(({findings}) => findings.map(findingComment));
		context.print(`${text.replace(/\n$/, '')}\n${[...new Set(comments)].join('')}`);
	}
	return exitOf(translations);
}

/** Bytes from which on it pays to parse all tables at once: some milliseconds. */
const longScript = 20_000;

function wholeTables(tables: Tables): Tables {
	const {index, grammars, rules, sentences} = tables;
	return {
		...tables,
		index: {...index, names: wholeTable(index.names)},
		grammars: wholeTable(grammars),
		rules: wholeTable(rules),
		sentences: wholeTable(sentences),
	};
}

/** A whole script or crontab, rewritten to stdout. */
export async function translateScript(path: string, options: ShellOptions, context: Context): Promise<number> {
	const read = await readBytes(path);
	if ('error' in read) return refuseTranslation(read, context);
	const {rewriteScript} = await import('../translate/shell/rewrite-script.ts');
	const {decodeScript, encodeScript} = await import('../translate/shell/script-bytes.ts');
	const script = decodeScript(read.bytes);
	const known = await knownFor(options, namesClient(script));
	const answer = rewriteScript(
		script,
		read.bytes.length < longScript ? known : {...known, tables: wholeTables(known.tables)},
	);
	if ('error' in answer) return refuseTranslation({error: `${path}: ${answer.error}`}, context);
	const {text, translations} = answer;
	if (context.globals.json) printJson({script: path, text, translations: translations.map(translationJson)}, context);
	else context.print(encodeScript(text));
	return exitOf(translations);
}

/** The user's own file, not one of the node's: no node is opened for it. */
async function readBytes(path: string): Promise<{readonly bytes: Uint8Array} | TranslateError> {
	const {readFileSync} = await import('node:fs');
	try {
		return {bytes: readFileSync(path === '-' ? 0 : path)};
	} catch (error) {
		const {code, message} = error as NodeJS.ErrnoException;
		return {error: code === 'ENOENT' ? `there is no file ${path}` : `cannot read ${path}: ${message}`};
	}
}

/** 0 nothing is lost, 3 something is, 4 nothing of docker could be translated. */
function exitOf(translations: readonly Translation[]): number {
	const grades = translations.map(fidelity);
	if (grades.length > 0 && grades.every(grade => grade === 'none')) return 4;
	return grades.some(grade => grade === 'none' || grade === 'partial') ? 3 : 0;
}
