import {needsDocker, unit} from './about.ts';
import {type Check, fatal, info, ok, warning} from './check.ts';
import {run} from './fixes.ts';

export const dockerSocket: Check = {
	id: 'docker-socket',
	title: 'docker.sock',
	// A kubelet that uses docker for want of a flag is not made well by a docker that runs.
	follows: ['kubelet-flags'],
	explains: ['docker-sock-folder'],
	look(node) {
		const kind = node.kinds['/run/docker.sock'] ?? node.kinds['/var/run/docker.sock'];
		if (kind !== 'directory') return ok(kind === undefined ? 'it is not there' : 'it is one');
		const socket = unit(node, 'docker.socket');
		const wanted = socket?.fileState === 'enabled' ? warning : info;
		const grave = needsDocker(node) || socket?.activeState === 'failed' ? fatal : wanted;
		return grave(
			'/run/docker.sock is a directory: a pod that mounts it was started while docker was not running, and the kubelet made a folder of that name; docker.socket cannot start any more',
			{
				evidence: [
					{source: '/run/docker.sock', text: 'a directory'},
					...(socket
						? [{source: 'systemctl show docker.socket', text: `${socket.activeState} (${socket.result})`}]
						: []),
				],
				fix: [
					run('rmdir', '/run/docker.sock'),
					...(socket?.activeState === 'failed' ? [run('systemctl', 'reset-failed', 'docker.socket')] : []),
					...(needsDocker(node) ? [run('systemctl', 'start', 'docker.socket', 'docker')] : []),
					{
						text: 'take the mount of docker.sock out of the pod, or it comes back: its workload needs a builder without docker',
					},
				],
			},
		);
	},
};
