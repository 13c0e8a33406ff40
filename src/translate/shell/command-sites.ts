import type {Assignment, Command, CommandNode, Word} from 'unbash';
import {isDaemonLine} from '../daemon/line.ts';
import {asksFor} from './asks-site.ts';
import {fileAssigned, filesNamed} from './docker-files.ts';
import {listRead, withoutNamesFormat} from './id-lists.ts';
import {baseNameOf, type Interesting} from './interesting.ts';
import {shellTextOf} from './shell-texts.ts';
import type {DaemonSite, DockerSite, SaidSite, Site, TextSite} from './site.ts';
import {pastWrappers} from './wrappers.ts';
import {lineAssigned, writtenTexts} from './written-texts.ts';

/** What stands around a command. */
export type Around = {
	readonly statement: number;
	readonly closed: boolean;
	readonly backquoted: boolean;
	readonly readBy: readonly CommandNode[];
	readonly before: readonly CommandNode[];
	/** It is all of a `$(…)` among the words of a docker command. */
	readonly toDocker: boolean;
};

/** What a simple command has for us: docker, a text for a shell, or something to be told. */
export function sitesOf(
	command: Command,
	around: Around,
	source: string,
	{isVariable, clients, errexit, pipefail}: Interesting,
): readonly Site[] {
	const {name, prefix, suffix} = command;
	if (name === undefined || name.value === 'export' || name.value === 'alias') {
		const parts = name === undefined ? prefix : suffix;
		const assignments = parts.filter(part => part.type === 'Assignment');
		return assignments.flatMap(part => assignmentSites(part, name?.value === 'alias', around));
	}
	const words: Word[] = [name];
	for (const arg of command.args) {
		if (arg.type !== 'Word') return [];
		words.push(arg);
	}
	const asks = asksFor(words, around);
	if (asks.length > 0) return asks;
	const found =
		dockerSites(command, words, around, source, {isVariable, clients, errexit, pipefail}) ??
		daemonSite(words, around) ??
		textSites(command, words, around);
	if (found.length > 0) return found;
	const written = writtenTexts(command, words, around);
	return written.length > 0 ? written : filesNamed(command, words, around);
}

/** Whether it is about docker is for the rules of the daemon to say: a word of it at least has the name. */
function daemonSite(words: readonly Word[], {statement, backquoted}: Around): readonly DaemonSite[] | undefined {
	const {at, end} = pastWrappers(words) ?? {at: 0, end: 0};
	const own = words.slice(at, end);
	if (own[0] === undefined || !isDaemonLine(own.map(({value}) => value))) return undefined;
	if (!own.some(({value}) => value.includes('docker'))) return undefined;
	return [{kind: 'daemon', pos: own[0].pos, end: own.at(-1)?.end ?? own[0].end, statement, backquoted, words: own}];
}

function assignmentSites(part: Assignment, isAlias: boolean, {statement, backquoted}: Around): readonly Site[] {
	const {name, value} = part;
	const place = {statement, backquoted};
	const say = (id: string): SaidSite => ({...place, ...rangeOf(part), kind: 'said', id});
	if (value.type !== 'Word' || value.text === '') return [];
	if (/^DOCKER_(HOST|CONTEXT)$/.test(name)) return [say('shell.daemon')];
	if (!isAlias) return [...lineAssigned(part, place), ...fileAssigned(part, place)];
	if (baseNameOf(value.value) === 'docker') return [say('shell.alias')];
	return [{...place, ...rangeOf(value), kind: 'text', from: {words: [value]}}];
}

function dockerSites(
	command: Command,
	words: readonly Word[],
	{statement, backquoted, readBy, before, toDocker}: Around,
	source: string,
	{isVariable, clients, errexit, pipefail}: Pick<Interesting, 'isVariable' | 'clients' | 'errexit' | 'pipefail'>,
): readonly DockerSite[] | undefined {
	const wrapped = pastWrappers(words);
	if (wrapped === undefined) return [];
	const docker = words[wrapped.at];
	if (docker === undefined || wrapped.at >= wrapped.end) return undefined;
	const program = baseNameOf(docker.value);
	const client = clients.find(name => name === program);
	const isDocker = /^docker(-compose)?([\u00a0\u2007\u202f].*)?$/s.test(program) && !isInitScript(docker.value);
	if (!isDocker && client === undefined && !isVariable(docker.text)) return undefined;
	const end = words[wrapped.end - 1]?.end ?? docker.end;
	return [
		{
			kind: 'docker',
			pos: docker.pos,
			end,
			statement,
			backquoted,
			words: words.slice(wrapped.at + 1, wrapped.end),
			docker,
			...(client === undefined ? {} : {client}),
			redirections: command.redirects.filter(each => each.pos > docker.pos && each.end < end),
			wrapped,
			bare: wrapped.at === 0 && command.prefix.length === 0,
			errexit,
			pipefail,
			daemon: /\bDOCKER_(HOST|CONTEXT)=/.test(source.slice(command.pos, docker.pos)),
			readBy: readBy.flatMap(each => (each.type === 'Command' ? [each] : [])),
			...(wrapped.xargs?.by === 'xargs' && before[0] !== undefined
				? {before: {pos: before[0].pos, end: before.at(-1)?.end ?? 0}}
				: {}),
			fedIds: wrapped.xargs?.by === 'xargs' && listRead(before) === 'ids',
			fedNames: wrapped.xargs?.by === 'xargs' && listRead(before) === 'names',
			asIds: toDocker && withoutNamesFormat(words.slice(wrapped.at + 1).map(({value}) => value)) !== undefined,
		},
	];
}

/** `/etc/init.d/docker restart`: the daemon's, not the client's. */
function isInitScript(path: string): boolean {
	return path.endsWith('/init.d/docker');
}

function textSites(
	{redirects}: Command,
	words: readonly Word[],
	{statement, backquoted, before, readBy}: Around,
): readonly TextSite[] {
	const {at, end, xargs} = pastWrappers(words) ?? {at: 0, end: 0};
	const isCat = words.length === 1 && words[0]?.value === 'cat' && redirects.length === 1;
	const read = isCat && readBy.length > 0 && feedsShell(readBy[0]) ? 'here-document' : shellTextOf(words, at, end);
	if (read === undefined) return [];
	const place = {statement, backquoted, kind: 'text'} as const;
	if (read === 'here-document') {
		const hereDoc = redirects.findLast(each => each.type === 'HereDoc');
		return hereDoc === undefined ? [] : [{...place, ...rangeOf(hereDoc.body), from: {hereDoc}}];
	}
	const range = {pos: read.words[0]?.pos ?? 0, end: read.words.at(-1)?.end ?? 0};
	const mark = xargs?.replaces ?? '';
	if (mark === '') return [{...place, ...range, from: read}];
	return [{...place, ...range, from: read, replaces: {mark, ids: xargs?.by === 'xargs' && listRead(before) === 'ids'}}];
}

/** `cat <<EOF | ssh NODE bash` */
function feedsShell(reader: CommandNode | undefined): boolean {
	if (reader?.type !== 'Command' || reader.name === undefined) return false;
	const words = [reader.name, ...reader.args.filter(arg => arg.type === 'Word')];
	const wrapped = pastWrappers(words);
	return wrapped !== undefined && shellTextOf(words, wrapped.at, wrapped.end) === 'here-document';
}

function rangeOf({pos, end}: {readonly pos: number; readonly end: number}) {
	return {pos, end};
}
