import {basename, dirname, resolve} from 'node:path';
import type {Container} from '../../model/container.ts';
import {plainText} from '../../model/text.ts';
import {unpack} from '../../translate/transforms/copy.ts';
import {fromDocker, prepared, toolCommand} from '../acting/docker-line.ts';
import {isRunning} from '../acting/fitting.ts';
import {hasShell, insideScript, staticBusybox} from '../acting/inside.ts';
import {overwrites} from '../acting/overwrites.ts';
import type {ActionNode, RowAction} from '../acting/row-action.ts';
import {nameOf} from '../acting/target.ts';
import {containerOf} from '../acting/things.ts';

export const copyIn: RowAction = {
	id: 'copy-in',
	key: 'i',
	label: 'copy in',
	about: 'a file or folder of this node into the container',
	single: true,
	fits: isRunning,
	questions: [
		{
			id: 'from',
			label: 'path on this node',
			initial: () => '/tmp/',
			wrong: answer => (/^[^-]/.test(answer) ? undefined : 'a path'),
		},
		{
			id: 'to',
			label: 'path in the container: a folder to put it into, or its new name',
			initial: () => '/tmp/',
			wrong: answer => (answer.startsWith('/') ? undefined : 'a path that begins with /'),
		},
	],
	async plan(targets, {from = '', to = '/'}, node) {
		const container = await containerOf(targets, node);
		const source = resolve(from);
		if ((await node.reader.kindOf(source)) === undefined)
			throw new Error(plainText(`there is no ${source} on this node`));
		const {commands, said} = await commandsFor(container, source, to, node);
		return {
			title: plainText(`copy ${source} to ${to} in ${nameOf({kind: 'container', container})}`),
			groups: [commands],
			radius: [
				...(await whatIsThere(container, source, to, node)),
				'it is gone when the container is made anew',
				...said,
			],
			asks: true,
		};
	},
};

async function whatIsThere({pid}: Container, source: string, to: string, node: ActionNode): Promise<readonly string[]> {
	if (pid === undefined) return [];
	const inside = (path: string) => `/proc/${pid}/root${path}`;
	const into = (await node.reader.kindOf(inside(to)).catch(() => undefined)) === 'directory';
	const path = into ? `${to.replace(/\/+$/, '')}/${basename(source)}` : to;
	return overwrites(inside(path), node, `${path} in the container`).catch(() => []);
}

async function commandsFor(container: Container, source: string, to: string, node: ActionNode) {
	const {id, pid} = container;
	const program = await node.runtime.programFor({kind: 'container', ...container});
	if (program === 'docker') return {commands: [toolCommand(['docker', 'cp', source, `${id}:${to}`], node)], said: []};
	if (pid === undefined || (await hasShell(node.reader, pid)))
		return fromDocker(['cp', source, `${id}:${to}`], node, {containers: [container]});
	const busybox = await staticBusybox(node.reader);
	if (busybox === undefined)
		throw new Error('this image has no sh and no tar, and the node has no statically linked busybox to bring along');
	const {folder, name} = busybox;
	const packed = ['sh', '-c', packScript, 'sh', dirname(source), basename(source)];
	const argv = [
		...packed,
		insideScript,
		String(pid),
		folder,
		name,
		'sh',
		'-c',
		unpack,
		'sh',
		to,
		basename(source),
	] as unknown as [string];
	return {
		commands: [prepared(argv)],
		said: [`this image has no shell: ${folder}/${name} of the node unpacks it, inside the container's own file system`],
	};
}

/** $1: folder, $2: name in it, $3: script of the other side, then its words. */
const packScript = 'cd "$1" || exit; name=$2 inside=$3; shift 3; tar -cf - -- "$name" | sh -c "$inside" sh "$@"';
