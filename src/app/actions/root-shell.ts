import {fromDocker, toolCommand} from '../acting/docker-line.ts';
import {isRunning} from '../acting/fitting.ts';
import type {RowAction} from '../acting/row-action.ts';
import {nameOf} from '../acting/target.ts';
import {containerOf} from '../acting/things.ts';
import {hostShell} from './host-shell.ts';
import {shellProgram} from './shell.ts';
import {planWithoutShell} from './without-shell.ts';

/** crictl exec takes no user: ctr starts the program beside the container's own. */
export const rootShell: RowAction = {
	id: 'root-shell',
	key: 'r',
	label: 'root shell',
	about: 'a shell as user 0, whatever user the image has',
	single: true,
	fits: isRunning,
	async plan(targets, answers, node) {
		const container = await containerOf(targets, node);
		const instead = await planWithoutShell(container.pid, targets, answers, node);
		if (instead !== undefined) return instead;
		const program = await node.runtime.programFor({kind: 'container', ...container});
		if (program !== 'docker' && node.runtime.facts.tools.ctr === undefined)
			return hostShell.plan(targets, answers, node);
		const words = ['exec', '--interactive', '--tty', '--user', '0', container.id, ...shellProgram];
		const commands =
			program === 'docker'
				? [{...toolCommand(['docker', ...words] as [string, ...string[]], node), manner: 'attach' as const}]
				: fromDocker(words, node, {containers: [container], target: 'ctr'}).commands;
		return {
			title: `root shell in ${nameOf({kind: 'container', container})}`,
			groups: [commands.map(command => ({...command, effect: 'write' as const, manner: 'attach' as const}))],
			radius: [],
			asks: false,
		};
	},
};
