import {hasShell} from '../acting/inside.ts';
import type {Plan, RowAction} from '../acting/row-action.ts';
import {hostShell} from './host-shell.ts';

/** The way into a container whose image has no shell, said as such; undefined where it has one. */
export async function planWithoutShell(
	pid: number | undefined,
	...[targets, answers, node]: Parameters<RowAction['plan']>
): Promise<Plan | undefined> {
	if (await hasShell(node.reader, pid)) return undefined;
	const plan = await hostShell.plan(targets, answers, node);
	return {...plan, radius: ['this image has no shell, so one of the node is taken', ...plan.radius]};
}
