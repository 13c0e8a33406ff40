import {detailsText} from '../../app/details/lines.ts';
import type {DetailsFormat} from '../../app/details/screen.ts';
import {listNamed} from '../../app/lists/index.ts';
import type {List, ListName} from '../../app/lists/list.ts';
import {bareId, hasId, isLive} from '../../app/row-shape.ts';
import {messageOf} from '../../host/errors.ts';
import {quote} from '../../model/argv.ts';
import type {Container} from '../../model/container.ts';
import {latestAttempts} from '../../model/latest-attempts.ts';
import type {PodWithContainers} from '../../model/pod-sandbox.ts';
import {plainText} from '../../model/text.ts';
import {findLog} from '../../runtime/log-files.ts';
import {readLog} from '../../runtime/log-read.ts';
import type {PlainNode} from './plain-node.ts';

type Found = {readonly list: List<unknown>; readonly row: unknown};

/** Rows with that name or the beginning of that ID, the first list that has one; undefined, and said, where none or several are. */
async function find(node: PlainNode, name: string, places: readonly ListName[]): Promise<Found | undefined> {
	if (name === '') {
		node.say(`a name is needed; ${places.join(', ')} list them`);
		return undefined;
	}
	for (const place of places) {
		const list = listNamed(place);
		const rows = await node.rows(place);
		const named = rows.filter(row => list.label(row) === name);
		const found = named.length > 0 ? named : rows.filter(row => hasId(list, row, name));
		const live = found.filter(row => isLive(list, row));
		const [row, ...more] = live.length === 1 ? live : found;
		if (row === undefined) continue;
		if (more.length === 0) return {list, row};
		node.say(`several ${place} are named ${plainText(name)}; by ID:`);
		for (const each of found) {
			const pod = list.container?.(each)?.podName;
			node.say(
				plainText(
					`  ${bareId(list, each).slice(0, 24)}  ${list.label(each)}${pod === undefined ? '' : ` of the pod ${pod}`}`,
				),
			);
		}
		return undefined;
	}
	node.say(`nothing is named ${plainText(name)}; ${places.join(', ')} list what there is`);
	return undefined;
}

async function findContainer(node: PlainNode, name: string): Promise<Container | undefined> {
	const found = await find(node, name, ['containers', 'pods']);
	if (found?.list.name !== 'pods') return found?.list.container?.(found.row);
	const [only, ...others] = latestAttempts(found.row as PodWithContainers);
	const containers = (await node.rows('containers')) as readonly Container[];
	const own = others.length === 0 ? containers.find(({id}) => id === only?.id) : undefined;
	if (own === undefined)
		node.say(
			only === undefined
				? `the pod ${plainText(name)} has no container`
				: `which container of ${plainText(name)}: pod ${plainText(name)} lists them`,
		);
	return own;
}

type LogWish = {readonly lines?: string; readonly follow: boolean};

/** The end of a log out of its file; through the runtime where the file cannot be read. */
export async function logsOf(node: PlainNode, name: string, {lines, follow}: LogWish): Promise<void> {
	const container = await findContainer(node, name);
	if (!container) return;
	const {host} = node.context;
	const tail = /^\d+$/.test(lines ?? '') ? Number(lines) : Math.min(node.settings.logTail, 100);
	const place = await findLog(host, container, false);
	await node.interruptible(async signal => {
		if ('path' in place) {
			const sleep = (milliseconds: number) => node.sleep(milliseconds, signal);
			for await (const news of readLog(host, place, {from: 'tail', lines: tail, follow, signal, sleep})) {
				if (news.kind === 'note') node.say(plainText(`(${news.text})`));
				else if (news.kind === 'lines') for (const line of news.lines) node.say(plainText(line.text));
			}
			return;
		}
		const argv = node.runtime.logsCommand(container, {follow, tail});
		node.say(`# ${plainText(quote(argv))}`);
		for await (const batch of host.follow(argv, {signal})) for (const line of batch.lines) node.say(plainText(line));
	});
}

export async function describeNamed(node: PlainNode, name: string): Promise<void> {
	await printDetails(node, name, 'describe');
}

export async function inspectNamed(node: PlainNode, name: string): Promise<void> {
	await printDetails(node, name, 'json');
}

async function printDetails(node: PlainNode, name: string, format: DetailsFormat): Promise<void> {
	const found = await find(node, name, ['containers', 'pods', 'images', 'snapshots']);
	const subject = found?.list.subject(found.row);
	if (!found || !subject) return;
	node.say(`# ${plainText(quote(node.runtime.inspectCommand(subject)))}`);
	const document = await node.runtime.inspect(subject);
	const screen = {
		kind: 'details' as const,
		id: 0,
		title: '',
		subject,
		row: found.row,
		format,
		index: 0,
		top: 0,
		folded: [],
		filter: '',
		unmasked: !node.settings.maskSecrets,
		left: 0,
	};
	const {lines, masked} = detailsText(screen, {document}, node.context.now());
	for (const {text} of lines) node.say(plainText(text));
	if (masked > 0) node.say(`(${masked} values look like secrets and are masked; mask-secrets: false shows them)`);
}

/** bash where the image has it, else sh; nothing in here comes from the node. */
const shell = ['sh', '-c', 'command -v bash >/dev/null 2>&1 && exec bash; exec sh'];

export async function shellIn(node: PlainNode, name: string): Promise<void> {
	const container = await findContainer(node, name);
	if (!container) return;
	if (node.recorded !== undefined) return node.say('demo: there is no container behind this name');
	if (container.state !== 'running')
		return node.say(`${plainText(container.name)} is ${container.state}: a shell needs a running container`);
	const argv = node.runtime.shellCommand(container, shell);
	node.say(`# ${plainText(quote(argv))}`);
	try {
		node.say(`(the shell ended with exit code ${node.context.host.attach(argv)})`);
	} catch (error) {
		node.say(plainText(messageOf(error)));
	}
}
