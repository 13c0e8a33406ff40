import {prepared} from '../acting/docker-line.ts';
import {isRunning} from '../acting/fitting.ts';
import type {RowAction} from '../acting/row-action.ts';
import {nameOf} from '../acting/target.ts';
import {containerOf} from '../acting/things.ts';
import {planWithoutShell} from './without-shell.ts';

/** bash where the image has it, else sh; nothing in here comes from the node. */
export const shellProgram = ['sh', '-c', 'command -v bash >/dev/null 2>&1 && exec bash; exec sh'] as const;

export const shell: RowAction = {
	id: 'shell',
	key: 'e',
	label: 'shell',
	about: "a shell, as the image's own user",
	single: true,
	fits: isRunning,
	async plan(targets, answers, node) {
		const container = await containerOf(targets, node);
		const instead = await planWithoutShell(container.pid, targets, answers, node);
		if (instead !== undefined) return instead;
		const argv = node.runtime.shellCommand(container, shellProgram);
		return {
			title: `shell in ${nameOf({kind: 'container', container})}`,
			groups: [[prepared(argv, 'write', 'attach')]],
			radius: [],
			asks: false,
		};
	},
};
