import {isDockerWord} from '../../app/docker-words.ts';
import {findList, listNamed, lists} from '../../app/lists/index.ts';
import type {ListName} from '../../app/lists/list.ts';
import {nearest} from '../../app/nearest.ts';
import {meantBy} from '../../app/own-aliases.ts';
import {logLine} from '../../app/panes.ts';
import {matcherOf} from '../../app/rows.ts';
import {plainText} from '../../model/text.ts';
import {lex} from '../../translate/lex.ts';
import {commands} from '../commands/index.ts';
import {tableText, twoColumns} from '../print-table.ts';
import {describeNamed, inspectNamed, logsOf, shellIn} from './named.ts';
import type {PlainNode} from './plain-node.ts';

type Answer = (node: PlainNode, args: readonly string[]) => Promise<unknown>;

type Verb = {readonly names: readonly string[]; readonly takes: string; readonly about: string; readonly run: Answer};

// biome-ignore format: a table
const verbs: readonly Verb[] = [
	{names: ['pod'],               takes: 'NAME',         about: 'the containers of a pod',                       run: (node, [name = '']) => containersOf(node, name)},
	{names: ['logs', 'log'],       takes: 'NAME [LINES]', about: 'the end of the log of a container',             run: (node, [name = '', lines]) => logsOf(node, name, {lines, follow: false})},
	{names: ['follow'],            takes: 'NAME',         about: 'the same, and what comes, until ctrl-c',        run: (node, [name = '', lines]) => logsOf(node, name, {lines, follow: true})},
	{names: ['describe', 'desc'],  takes: 'NAME',         about: 'a container, pod or image for people',          run: (node, [name = '']) => describeNamed(node, name)},
	{names: ['inspect', 'i'],      takes: 'NAME',         about: "the runtime's own answer as JSON",              run: (node, [name = '']) => inspectNamed(node, name)},
	{names: ['shell', 'sh', 'e'],  takes: 'NAME',         about: 'a shell in a container',                        run: (node, [name = '']) => shellIn(node, name)},
	{names: ['ns'],                takes: 'NAME|all',     about: 'only this containerd namespace; all of them again', run: useNamespace},
	{names: ['commands', '!'],     takes: '',             about: 'every command that was run',                    run: async node => { for (const entry of node.context.log.entries()) node.say(logLine(entry).text); }},
	{names: ['help', 'h', '?'],    takes: '',             about: 'this',                                          run: async node => node.say(help())},
];

const leaving = ['quit', 'q', 'q!', 'exit', 'bye'];

/** One line: a list, a word of this session, or any command of rtconsole. `:pods` is `pods`. */
export async function answerLine(node: PlainNode, line: string): Promise<'quit' | 'go on'> {
	const lexed = lex(meantBy(line.trim().replace(/^:/, ''), node.settings.aliases));
	if ('error' in lexed) {
		node.say(lexed.error);
		return 'go on';
	}
	const [word, ...args] = lexed.words;
	if (word === undefined) return 'go on';
	if (leaving.includes(word)) return 'quit';
	const verb = verbs.find(({names}) => names.includes(word));
	const list = findList(word);
	const command = commands.find(({name}) => name === word);
	if (verb && !(word === 'ns' && args.length === 0)) await verb.run(node, args);
	else if (list) await printList(node, list.name, args.join(' '));
	else if (command) await (await command.load()).run(args, node.context);
	else if (word === 'crictl' || word === 'ctr') await runCommand(node, 'translate', [word, ...args]);
	else node.say(unknown(word));
	return 'go on';
}

async function runCommand(node: PlainNode, name: string, args: readonly string[]): Promise<void> {
	const command = await commands.find(each => each.name === name)?.load();
	await command?.run(args, node.context);
}

/** A list, of what matches where something follows its name: `pods web`, `containers !running`. */
async function printList(
	node: PlainNode,
	name: ListName,
	filter: string,
	keep: (row: unknown) => boolean = () => true,
) {
	const list = listNamed(name);
	const nowMs = node.context.now();
	const matches = matcherOf(filter);
	const text = (row: unknown) => plainText(list.columns.map(column => column.text(row, nowMs)).join(' '));
	const all = (await node.rows(name)).filter(keep);
	const rows = all.filter(row => filter === '' || matches(`${text(row)} ${list.id(row)}`));
	if (rows.length > 0) node.context.print(tableText(list, rows, {nowMs, width: node.context.terminalWidth}));
	const of = rows.length === all.length ? '' : ` of ${all.length}`;
	node.say(`${rows.length}${of} ${name}`);
}

async function containersOf(node: PlainNode, name: string): Promise<void> {
	const pods = (await node.rows('pods')) as ReadonlyArray<{readonly id: string; readonly name: string}>;
	const ids = pods.filter(pod => pod.name === name || pod.id.startsWith(name)).map(({id}) => id);
	if (name === '' || ids.length === 0) return node.say(`no pod is named ${plainText(name)}; pods lists them`);
	const list = listNamed('containers');
	await printList(node, 'containers', '', row => ids.includes(list.podOf?.(row) ?? ''));
}

async function useNamespace(node: PlainNode, [name]: readonly string[]): Promise<void> {
	node.setContainerdNamespace(name === 'all' ? undefined : name);
	node.say(
		name === 'all'
			? 'all containerd namespaces'
			: `only the containerd namespace ${plainText(name ?? '')}; ns all: all of them`,
	);
}

function help(): string {
	const rows = [
		...lists.map(({name, about}) => [`${name} [FILTER]`, about] as const),
		...verbs.map(({names, takes, about}) => [`${names[0]} ${takes}`.trim(), about] as const),
		...commands
			.filter(({name}) => findList(name) === undefined)
			.map(each => [`${each.name} ${each.arguments}`, each.summary] as const),
		['crictl … or ctr …', "what it is in docker's terms"] as const,
		['quit', 'leave'] as const,
	];
	return twoColumns(rows).trimEnd();
}

function unknown(word: string): string {
	const names = [
		...lists.flatMap(({name, aliases}) => [name, ...aliases]),
		...verbs.flatMap(each => each.names),
		...commands.map(({name}) => name),
		'quit',
	];
	const near = isDockerWord(word) ? `docker ${word}` : nearest(word, names);
	return `unknown command ${plainText(word)}${near === undefined ? '' : `; did you mean ${near}?`} help lists them`;
}
