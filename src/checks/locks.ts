import type {LockHolder} from '../model/node-state.ts';
import {type Check, fatal, ok, skipped, worstOf} from './check.ts';
import {run} from './fixes.ts';

/** Whoever makes or removes a pod waits for them, and says at most that its time was over. */
export const locks: Check = {
	id: 'locks',
	title: 'locks of the network',
	explains: ['xtables-lock'],
	look({state}) {
		if (state?.locks === undefined) return skipped('not looked at');
		return worstOf(state.locks.map(outcome), ok('nobody holds one for long'));
	},
};

function outcome({path, pid, name, ageS, unit}: LockHolder) {
	const what = path.endsWith('xtables.lock')
		? 'no rule of iptables can be changed'
		: 'no pod gets or gives back an address';
	return fatal(
		`${name} (process ${pid}${unit === undefined ? '' : ` of ${unit}`}) holds ${path} for up to ${ageS} s: ${what}, new pods wait until their time is over`,
		{
			evidence: [{source: '/proc/locks', text: `${path}: held by process ${pid} (${name})`}],
			fix: [unit === undefined ? run('kill', String(pid)) : run('systemctl', 'stop', unit)],
		},
	);
}
