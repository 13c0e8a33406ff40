import {known} from '../model/node-snapshot.ts';
import {type Check, ok, skipped, warning} from './check.ts';
import {advice, at, run} from './fixes.ts';

const usualState = '/run/containerd';
const shown = 8;

/** Containers that run on beside those that the kubelet made in their place: they hold ports, locks, memory and volumes. */
export const orphanShims: Check = {
	id: 'orphan-shims',
	title: 'containers that containerd has lost',
	follows: ['halted', 'one-containerd', 'containerd-running'],
	look({state, containerd}) {
		const found = state?.orphanShims;
		if (found === undefined) return skipped('not looked at');
		const [first] = found;
		if (first === undefined) return ok('it knows every shim that runs');
		const set = known(containerd.config)?.settings.find(({name}) => name === 'state');
		const isMoved = set !== undefined && set.value !== '' && set.value !== usualState;
		return warning(
			`${found.length} ${found.length === 1 ? 'shim runs' : 'shims run'} containers of which containerd knows nothing: ${isMoved ? `they were made before ${set.path} had state = ${set.value}` : `their folders below ${first.state} are gone`}; crictl does not show them, nobody stops them, and the kubelet makes others beside them`,
			{
				evidence: [
					...(isMoved ? [at(set)] : []),
					...found.slice(0, shown).map(({pid, id, namespace, children}) => ({
						source: `/proc/${pid}/cmdline`,
						text: `containerd-shim of ${namespace}/${id.slice(0, 13)}, ${children} processes below it`,
					})),
				],
				fix: [
					...found.flatMap(({pid}) => [run('pkill', '-KILL', '-P', String(pid)), run('kill', '-KILL', String(pid))]),
					...(isMoved
						? [advice(`state = "${usualState}" again, or keep ${set.value}: change it only on a node that was drained`)]
						: [advice('whoever cleans up below /run (systemd-tmpfiles, a script) is to leave it out')]),
				],
			},
		);
	},
};
