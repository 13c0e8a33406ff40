import {basename, join} from 'node:path';
import type {Container} from '../../model/container.ts';
import {plainText} from '../../model/text.ts';
import {leadsOut} from '../../runtime/for-state.ts';
import {fromDocker, toolCommand} from '../acting/docker-line.ts';
import {isContainer} from '../acting/fitting.ts';
import {overwrites} from '../acting/overwrites.ts';
import type {ActionNode, RowAction} from '../acting/row-action.ts';
import {nameOf} from '../acting/target.ts';
import {containerOf} from '../acting/things.ts';

export const copyOut: RowAction = {
	id: 'copy-out',
	key: 'o',
	label: 'copy out',
	about: 'a file or folder of the container to this node',
	single: true,
	fits: isContainer,
	questions: [
		{
			id: 'from',
			label: 'path in the container',
			initial: () => '/',
			wrong: answer => (answer.startsWith('/') ? undefined : 'a path that begins with /'),
		},
		{
			id: 'to',
			label: 'path on this node',
			initial: () => '/tmp/',
			wrong: answer => (/^[^-]/.test(answer) ? undefined : 'a path'),
		},
	],
	async plan(targets, {from = '/', to = ''}, node) {
		const container = await containerOf(targets, node);
		const inside = container.pid === undefined ? undefined : `/proc/${container.pid}/root${from}`;
		const kind = inside === undefined ? undefined : await node.reader.kindOf(inside).catch(() => undefined);
		const into = (await node.reader.kindOf(to)) === 'directory';
		const file = into ? join(to, basename(from)) : to;
		const existed = await node.reader.kindOf(file);
		const {commands, said} = await commandsFor(container, from, to, node);
		return {
			title: plainText(`copy ${from} of ${nameOf({kind: 'container', container})} to ${file}`),
			groups: [commands],
			radius: [...(await overwrites(file, node)), ...said],
			asks: true,
			...(kind === 'file' && {
				progress: {of: 'file', path: file, expectedBytes: await node.reader.sizeOf(inside ?? '')},
			}),
			...(kind === 'file' && existed === undefined && {makes: file}),
		};
	},
};

async function commandsFor(container: Container, from: string, to: string, node: ActionNode) {
	const {id, pid, containerdNamespace} = container;
	const program = await node.runtime.programFor({kind: 'container', ...container});
	if (program === 'docker') return {commands: [toolCommand(['docker', 'cp', `${id}:${from}`, to], node)], said: []};
	const longer = pid !== undefined && (await leadsOut(node.reader, container, from));
	const {commands, said} = fromDocker(['cp', `${id}:${from}`, to], node, {
		containers: [container],
		containerdNamespace,
		longer,
	});
	const mounted = 'it does not run: its snapshot is mounted read-only for as long as the copy takes';
	return {commands, said: pid === undefined ? [mounted] : said};
}
