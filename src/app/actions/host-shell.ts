import {prepared} from '../acting/docker-line.ts';
import {isRunning} from '../acting/fitting.ts';
import {besideScript, insideScript, staticBusybox} from '../acting/inside.ts';
import type {RowAction} from '../acting/row-action.ts';
import {nameOf} from '../acting/target.ts';
import {containerOf} from '../acting/things.ts';

/** For images without a shell: one of the node, in the namespaces of the container. */
export const hostShell: RowAction = {
	id: 'host-shell',
	key: 'n',
	label: "node's shell",
	about: 'a shell of the node in the container, for images without one',
	single: true,
	fits: isRunning,
	async plan(targets, _answers, node) {
		const container = await containerOf(targets, node);
		const {pid} = container;
		if (pid === undefined) throw new Error('it has no process that could be entered');
		const title = `shell of the node in ${nameOf({kind: 'container', container})}`;
		const busybox = await staticBusybox(node.reader);
		if (busybox) {
			const {folder, name} = busybox;
			const argv = ['sh', '-c', insideScript, 'sh', String(pid), folder, name, 'sh'] as const;
			return {
				title,
				groups: [[prepared(argv, 'write', 'attach')]],
				radius: [
					`nsenter runs ${folder}/${name} of the node in the container's namespaces: its files, network and processes; nothing is written into the image`,
					'it runs as root with all rights on the node, more than the container has',
				],
				asks: true,
			};
		}
		return {
			title,
			groups: [[prepared(['sh', '-c', besideScript, 'sh', String(pid)], 'write', 'attach')]],
			radius: [
				"the node's sh and tools, in the container's network, standing in its files under /proc/PID/root: a path that begins with / is the node's",
				'it runs as root on the node; a statically linked busybox on the node would give a shell inside',
			],
			asks: true,
		};
	},
};
