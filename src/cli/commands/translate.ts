import {plainText} from '../../model/text.ts';
import {fidelity} from '../../translate/fidelity.ts';
import type {TargetTool} from '../../translate/grammar.ts';
import {loadTablesFor} from '../../translate/load.ts';
import {printCommand, printScript} from '../../translate/print.ts';
import {translate} from '../../translate/translate.ts';
import type {Finding, TranslateError, Translation} from '../../translate/types.ts';
import type {Versions} from '../../translate/version.ts';
import type {CliCommand, Context} from '../context.ts';
import {openNodeWithVersions} from '../node-versions.ts';

const exits = {exact: 0, close: 0, partial: 3, none: 4} as const;

const help = `rtconsole translate [--json] [--run] [--for crictl=1.26,containerd=1.6] [--target crictl|ctr] [--] docker …

What a docker command is in the terms of crictl and ctr: the lines to paste, then what differs, as comments.
The docker command may also be one quoted argument. No node is asked, unless with --run.

  --run       run it here: reads at once, what changes the node after a question (or with --yes, before docker)
  --for       for the tools of another node; without it crictl 1.30 and containerd 1.7
  --target    prefer this tool where both can answer
  --json      shape: data/schema/translate.json

Exit code: 0 the same or close to it, 3 part of it is lost, 4 nothing equivalent, 2 no such docker command;
with --run the code that docker would have given.`;

export const translateCommand: CliCommand = {
	name: 'translate',
	summary: 'a docker command in the terms of crictl and ctr; --run runs it',
	help,
	async run(args, context) {
		const read = readArguments(args);
		if ('error' in read) return refuse(read, context);
		const words = await wordsOf(read.words);
		if ('error' in words) return refuse(words, context);
		const tables = await loadTablesFor(words.words);
		const {runtime, versions} = read.run ? await openNodeWithVersions(context) : {runtime: undefined, versions: {}};
		const unique = read.run ? {unique: context.now().toString(36)} : {};
		const options = {...(read.target ? {target: read.target} : {}), ...unique};
		const answer = translate(words.words, tables, {...versions, ...read.versions}, options);
		if ('error' in answer) {
			const {withSuggestion} = await import('../../translate/suggest.ts');
			return refuse(withSuggestion(answer, tables), context);
		}
		const translation = {...answer, findings: [...words.findings, ...answer.findings]};
		if (runtime !== undefined) {
			const {runTranslation} = await import('../run-translation.ts');
			return runTranslation(translation, words.words, runtime, context);
		}
		context.print(context.globals.json ? `${JSON.stringify(toJson(translation), null, 2)}\n` : toText(translation));
		return exits[fidelity(translation)];
	},
};

type Arguments = {
	readonly words: readonly string[];
	readonly run: boolean;
	readonly versions: Versions;
	readonly target?: TargetTool;
};

/** Our own flags stand before `docker`; all that follows it is docker's. */
function readArguments(args: readonly string[]): Arguments | TranslateError {
	let run = false;
	let versions: Versions = {};
	let target: TargetTool | undefined;
	for (let at = 0; at < args.length; at++) {
		const [flag = '', inline] = (args[at] ?? '').split(/=(.*)/s);
		if (flag === '--') return {words: args.slice(at + 1), run, versions, ...(target ? {target} : {})};
		if (!flag.startsWith('-')) return {words: args.slice(at), run, versions, ...(target ? {target} : {})};
		if (flag === '--run') run = true;
		else if (flag === '--line') continue;
		else if (flag === '--for' || flag === '--target') {
			const value = inline ?? args[++at];
			if (value === undefined) return {error: `${flag} needs a value`};
			if (flag === '--target') {
				if (value !== 'crictl' && value !== 'ctr') return {error: `--target takes crictl or ctr, not '${value}'`};
				target = value;
			} else {
				const read = readVersions(value);
				if ('error' in read) return read;
				versions = read.versions;
			}
		} else return {error: `translate has no flag ${flag}`, suggestion: nearFlag(flag)};
	}
	return {error: 'translate needs a docker command', suggestion: 'rtconsole translate docker ps -a'};
}

function readVersions(list: string): {readonly versions: Versions} | TranslateError {
	const versions: Record<string, string> = {};
	for (const part of list.split(',')) {
		const [, tool, version] =
			part.trim().match(/^(crictl|ctr|containerd|docker|nerdctl)=v?(\d+(?:\.\d+){0,2}\S*)$/) ?? [];
		if (tool === undefined || version === undefined)
			return {error: `--for takes crictl=1.26,containerd=1.6, not '${part}'`};
		versions[tool] = version;
	}
	return {versions};
}

function nearFlag(flag: string): string {
	return ['--run', '--for', '--target', '--json'].find(known => known.startsWith(flag.slice(0, 3))) ?? '--run';
}

type Words = {readonly words: readonly string[]; readonly findings: readonly Finding[]};

/** A docker line in one argument is taken apart here, as a shell would; several arguments a shell has taken apart. */
async function wordsOf(words: readonly string[]): Promise<Words | TranslateError> {
	const [first = ''] = words;
	if (words.length !== 1 || !/\s/.test(first)) return {words, findings: []};
	const {lex} = await import('../../translate/lex.ts');
	return lex(first);
}

function refuse({error, suggestion}: TranslateError, context: Context): number {
	if (context.globals.json) context.print(`${JSON.stringify({error, ...(suggestion ? {suggestion} : {})})}\n`);
	else
		context.printError(
			`rtconsole: ${plainText(error)}${suggestion === undefined ? '' : `; did you mean ${suggestion}?`}\n`,
		);
	return 2;
}

function toJson(translation: Translation) {
	const {docker, commands, findings} = translation;
	return {
		docker,
		commands: commands.map(command => ({...command, text: printCommand(command)})),
		findings,
		fidelity: fidelity(translation),
		for: translation.for,
	};
}

/** Lines for a shell: what is not a command is a comment. */
function toText(translation: Translation): string {
	return printScript(translation) + translation.findings.map(comment).join('');
}

function comment({kind, flag, message, instead}: Finding): string {
	const head = `# ${kind}${flag === undefined ? '' : ` ${flag}`}: ${message}`;
	const lines = instead === undefined ? [head] : [head, `#   instead: ${instead}`];
	return lines.map(line => `${plainText(line.replaceAll(/[\r\n]+/g, ' '))}\n`).join('');
}
