import {quoteWord} from '../../model/argv.ts';
import {fidelity} from '../../translate/fidelity.ts';
import {loadTablesFor} from '../../translate/load.ts';
import {type TranslateOptions, translate} from '../../translate/translate.ts';
import type {Finding, TranslateError} from '../../translate/types.ts';
import type {Versions} from '../../translate/version.ts';
import type {CliCommand, Context} from '../context.ts';
import {openNodeWithVersions} from '../node-versions.ts';
import {withOwnFlag} from '../own-flag.ts';
import {fidelityExits, printJson, refuseTranslation, translationJson, translationText} from '../print-translation.ts';
import {readTranslateArguments, type TranslateArguments} from '../translate-arguments.ts';
import {daemonIfAsked, optionsFrom, tablesOfNode} from '../translate-options.ts';
import {calledHere, versionsHere} from '../versions-here.ts';

const help = `rtconsole translate [--json] [--run | --explain] [--for crictl=1.26,containerd=1.6] [--target crictl|ctr|nerdctl] [--] docker …
rtconsole translate [--json] --line 'sudo docker rm $(docker ps -aq)'
rtconsole translate [--json] --script FILE
rtconsole translate [--json] [--explain] crictl … | ctr …

What a docker command is in the terms of crictl and ctr: the lines to paste, then what differs, as comments.
The docker command may also be one quoted argument; with a pipe, $(…) or a variable in it, it is read as --line. No daemon is asked, unless with --run.
A line of crictl or ctr is explained backwards: the docker command that it corresponds to.
docker compose and swarm commands are answered with what Kubernetes has; systemctl, service, journalctl and dockerd lines
about docker with containerd's and the kubelet's.
Our own flags stand before the tool's name; behind it they are the tool's.

--line and --script translate every docker command of a shell text, and leave all else as it is, byte for byte; also in
sh -c '…', ssh NODE '…', eval, trap, xargs, find -exec and here-documents. What only the shell knows ("$NAME") is passed on,
and where that is not safe the command stays, with the reason. Above each line of a script that does not do quite the same
stands a comment, # rtconsole: …; a crontab and a systemd unit are known by their lines; - is standard input.

  --run       run it here: reads at once, what changes the node after a question (or with --yes, before docker)
  --explain   every word of the line and of its answer, and what it means: words with one mark come from each other,
              + stands under what nothing that was typed says
  --for       for the tools of another node; without it for those that are installed here, each asked for its version;
              where none is, for crictl 1.30 and containerd 1.7; crio=1.30: a node of CRI-O.
              With nerdctl=2.0 in it, nerdctl's line is shown where it does more
  --target    prefer this tool where several can answer; nerdctl answers in the kubelet's namespace k8s.io, or in that
              of --containerd-namespace
  --json      shape: data/schema/translate.json, backwards.json, translate-line.json

Exit code: 0 the same or close to it, 3 part of it is lost, 4 nothing equivalent, 2 no such docker command or no shell;
with --run the code that docker would have given.`;

export const translateCommand: CliCommand = {
	name: 'translate',
	summary: 'a docker command in the terms of crictl and ctr; --run runs it',
	help,
	async run(args, context) {
		const read = readTranslateArguments(args);
		if ('error' in read) return refuseTranslation(read, context);
		const {wanted} = read;
		if (wanted.kind !== 'command') {
			const {translateLine, translateScript} = await import('../translate-shell.ts');
			const options = await shellOptions(read, context);
			if (wanted.kind === 'line') return translateLine(wanted.line, options, context);
			return translateScript(wanted.path, options, context);
		}
		if (isTakenApart(wanted.words)) return translateOne({words: wanted.words, findings: []}, read, context);
		const tools = ofTools(wanted.words);
		if (tools !== undefined && !read.run && !read.explain && !context.globals.json) {
			const {translateBackwardsLine} = await import('../translate-backwards.ts');
			const code = await translateBackwardsLine(tools, read.versions, context);
			if (code !== undefined) return code;
		}
		const line = shellLine(wanted.words);
		if (line !== undefined && !read.run && !read.explain && !context.globals.json) {
			const {translateLine} = await import('../translate-shell.ts');
			const options = await shellOptions(read, context);
			return translateLine(line, options, context);
		}
		const words = await wordsOf(wanted.words);
		if ('error' in words) return refuseTranslation(words, context);
		const [tool] = words.words;
		if (tool !== 'crictl' && tool !== 'ctr') return translateOne(words, read, context);
		if (read.run) return refuseTranslation({error: `--run runs docker commands: type ${tool} itself`}, context);
		const {translateBackwards} = await import('../translate-backwards.ts');
		return translateBackwards(tool, words.words, {explain: read.explain, versions: read.versions}, context);
	},
};

async function translateOne(words: Words, read: TranslateArguments, context: Context): Promise<number> {
	const node = read.run ? await openNodeWithVersions(context) : undefined;
	const versions = node ? {...node.versions, ...read.versions} : await versionsFor(read, context);
	const plain = await daemonIfAsked(await loadTablesFor(words.words), words.words);
	const tables = await tablesOfNode(plain, versions, read.target);
	const unique = read.run ? {unique: context.now().toString(36), shaped: true} : {};
	const options = {...optionsFrom(read.target, context), ...unique, ...(await placeOf(read, versions, context))};
	const [first] = words.words;
	const answer =
		first === 'podman' || first === 'nerdctl'
			? await (await import('../translate-client.ts')).translateClientLine(
					first,
					words.words,
					tables,
					versions,
					options,
				)
			: translate(words.words, tables, versions, options);
	if ('error' in answer) {
		const {withSuggestion} = await import('../../translate/suggest.ts');
		return refuseTranslation(withOwnFlag(withSuggestion(answer, tables), words.words), context);
	}
	const translation = {...answer, findings: [...words.findings, ...answer.findings]};
	if (node !== undefined) {
		const {runTranslation} = await import('../run-translation.ts');
		return runTranslation(translation, words.words, node.runtime, context);
	}
	if (read.explain) await context.openHost();
	const explained = read.explain
		? await (await import('../explain-translation.ts')).explainDocker(words, tables, {...options, versions})
		: undefined;
	if (context.globals.json) printJson({...translationJson(translation), ...explained?.json}, context);
	else context.print(explained?.text(context.terminalWidth) ?? translationText(translation));
	return fidelityExits[fidelity(translation)];
}

async function shellOptions(read: TranslateArguments, context: Context) {
	const versions = await versionsFor(read, context);
	return {versions, options: {...optionsFrom(read.target, context), ...(await placeOf(read, versions, context))}};
}

/** Of the node that was named, else of the tools that are here. */
async function versionsFor(read: TranslateArguments, context: Context): Promise<Versions> {
	return isHere(read) ? versionsHere(context) : read.versions;
}

/** What is true of the tools of this node, where they are meant. A machine without any is none. */
async function placeOf(
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

/** A docker line that a shell took apart, as most are: asked first, for each look at the words takes its time at a start. */
function isTakenApart(words: readonly string[]): boolean {
	return words.length > 1 && words[0] === 'docker';
}

type Words = {readonly words: readonly string[]; readonly findings: readonly Finding[]};

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
async function wordsOf(words: readonly string[]): Promise<Words | TranslateError> {
	const [first = ''] = words;
	if (words.length !== 1 || !/\s/.test(first)) return {words, findings: []};
	const {lex} = await import('../../translate/lex.ts');
	return lex(first);
}
