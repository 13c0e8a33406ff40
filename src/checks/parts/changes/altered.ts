import type {NodeSnapshot} from '../../../model/node-snapshot.ts';
import {run} from '../../fixes.ts';
import {reinstall} from '../reinstall.ts';
import {nodeServices} from '../unit-lines.ts';
import type {Suspect} from './suspect.ts';

/**
 * What is not as its package brought it, however long ago that was: a program or a unit that somebody wrote over. Many a
 * node has one on purpose, so that it counts less than what was changed a moment before it began.
 */
export function alteredIn({state, system}: NodeSnapshot): readonly Suspect[] {
	return (state?.altered ?? []).map(({path, owner, changedMs}): Suspect => {
		const unit = path.slice(path.lastIndexOf('/') + 1);
		const isUnit = path.includes('/systemd/');
		return {
			path,
			seen: [
				{
					source: `md5sum ${path}`,
					text: `another than ${owner} brought, since ${new Date(changedMs).toISOString().slice(0, 19)}Z`,
				},
			],
			...(isUnit && nodeServices.includes(unit) ? {units: [unit]} : {}),
			counts: isUnit ? 'start' : 'use',
			what: `is not what its package ${owner} brought`,
			weight: 2,
			back: [...reinstall(path, system), ...(isUnit ? [run('systemctl', 'daemon-reload')] : [])],
		};
	});
}
