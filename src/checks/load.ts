import type {NodeSnapshot} from '../model/node-snapshot.ts';
import {type Check, info, ok, skipped} from './check.ts';
import {run} from './fixes.ts';

const much = 8;

/** So busy that what does not answer in some seconds may only be late. */
export function isOverloaded({system}: NodeSnapshot): boolean {
	return (system.load ?? 0) > much;
}

export const load: Check = {
	id: 'load',
	title: 'load',
	look(node) {
		const {load: now} = node.system;
		if (now === undefined) return skipped('/proc/loadavg could not be read');
		const text = `${now.toFixed(1)} processes want to run for each processor`;
		return isOverloaded(node)
			? info(`${text}: whatever does not answer here may only be late`, {
					evidence: [{source: '/proc/loadavg', text}],
					fix: [run('ps', '-eo', 'pcpu,stat,pid,comm', '--sort=-pcpu')],
				})
			: ok(text);
	},
};
