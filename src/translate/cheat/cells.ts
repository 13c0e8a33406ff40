import {quoteWord} from '../../model/argv.ts';
import {readTool} from '../backwards/read-tool.ts';
import type {ReadableTool} from '../explain/meanings.ts';
import {toolHas} from '../fit-versions.ts';
import {lex} from '../lex.ts';
import type {Tables} from '../tables.ts';
import {translate} from '../translate.ts';
import type {Arg, Command, Lookup} from '../types.ts';
import {compareVersions, settleVersions, type Versions} from '../version.ts';
import type {CommandRow} from './data.ts';

/** A row of a table docker | crictl | ctr; a cell is absent where there is nothing. */
export type CommandCells = {readonly docker?: string; readonly crictl?: string; readonly ctr?: string};

/** The cells of a row: those written by hand, and for the others what the translator makes of the docker line. */
export function cellsOf(row: CommandRow, tables: Tables, versions: Versions): CommandCells {
	const {docker, ctr} = row;
	const {containerd} = settleVersions(versions);
	const isOld = row.since !== undefined && compareVersions(containerd, row.since.containerd) < 0;
	const crictl = isOld ? `(not with containerd ${containerd})` : row.crictl;
	const made = docker === undefined ? {} : translated(docker, tables, versions);
	const own = (tool: ReadableTool, line: string | undefined) =>
		line === undefined ? {} : {[tool]: ofVersion(tool, line, tables, versions)};
	return {docker, ...made, ...own('crictl', crictl), ...own('ctr', ctr)};
}

/** A line written by hand, or, where this version of the tool does not have it, that it does not. */
function ofVersion(tool: ReadableTool, line: string, {tools}: Tables, versions: Versions): string {
	const lexed = lex(line);
	const read = 'error' in lexed ? lexed : readTool(tool, lexed.words.slice(1), tools[tool]);
	if ('error' in read) return line;
	const version = settleVersions(versions)[tool];
	const has = (flag?: string) => toolHas(tools[tool], version, read.command, flag);
	return has() && read.flags.every(({name}) => has(name)) ? line : `(not in ${tool} ${version})`;
}

/** A docker line through crictl and through ctr, as far as each can; what needs neither stands with crictl. */
export function translated(docker: string, tables: Tables, versions: Versions): Pick<CommandCells, 'crictl' | 'ctr'> {
	const lexed = lex(docker);
	if ('error' in lexed) return {};
	const cells: {crictl?: string; ctr?: string} = {};
	for (const target of ['crictl', 'ctr'] as const) {
		const answer = translate(lexed.words, tables, versions, {target, unique: 'NAME'});
		if ('error' in answer || answer.commands.length === 0) continue;
		const isCtr = answer.commands.some(({argv, inputFrom = []}) => [...argv, ...inputFrom].includes('ctr'));
		cells[isCtr ? 'ctr' : 'crictl'] ??= answer.commands.map(shortCommand).join('; ');
	}
	return cells;
}

/** A command to read, not to paste: what is asked of the node stands as `ID`, what is only done in need is left out. */
export function shortCommand({argv, inputFrom}: Command): string {
	const line = shortArgv(argv);
	return inputFrom === undefined ? line : `${shortArgv(inputFrom)} | ${line}`;
}

function shortArgv(argv: readonly Arg[]): string {
	return argv.map(arg => (typeof arg === 'string' ? quoteWord(arg) : shortLookup(arg))).join(' ');
}

function shortLookup({lookup, field, before = '', after = ''}: Lookup): string {
	const names = {container: 'ID', 'pod-sandbox': 'POD-ID', image: 'IMAGE-ID'};
	const fields = {pid: 'PID', sandbox: 'POD-ID'};
	return `${before}${field === undefined ? names[lookup] : fields[field]}${after}`;
}
