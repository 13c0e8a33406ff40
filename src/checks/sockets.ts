import {criDockerdName} from '../model/cri-dockerd.ts';
import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {needsDocker, socketPath, unit} from './about.ts';
import {type Check, ok, skipped, warning} from './check.ts';
import {restart} from './fixes.ts';

const holdersOf: ReadonlyArray<readonly [path: string, daemon: string]> = [
	['/run/containerd/containerd.sock', 'containerd'],
	['/run/cri-dockerd.sock', 'cri-dockerd'],
];

export const sockets: Check = {
	id: 'sockets',
	title: 'who holds the sockets',
	follows: ['containerd-running', 'cri-dockerd-running', 'crio-running'],
	look(node) {
		const all = known(node.sockets);
		if (all === undefined) return skipped('ss does not tell');
		for (const [path, daemon] of holdersOf) {
			if (node.kinds[path] !== 'socket') continue;
			const listening = all.find(({kind, address}) => kind === 'unix' && socketPath(address) === path);
			if (listening === undefined) {
				if (daemon === 'cri-dockerd' && isRetired(node)) continue;
				return warning(
					`${path} is there, and nobody listens on it: a dead one, left by a process that was killed; whoever dials it gets “connection refused”`,
					{
						evidence: [{source: 'ss -xlp', text: `no listener on ${path}`}],
						fix: [restart(daemon === 'cri-dockerd' ? criDockerdName(node.units) : daemon)],
					},
				);
			}
			const stranger =
				listening.holders.length > 0 &&
				!listening.holders.some(({name}) => name.startsWith(daemon) || name === 'systemd');
			if (stranger)
				return warning(`${path} is held by ${listening.holders.map(({name, pid}) => `${name} (${pid})`).join(', ')}`, {
					evidence: [{source: 'ss -xlp', text: path}],
					fix: [restart(daemon)],
				});
		}
		return ok('they are');
	},
};

/** Nothing is to run it any more: systemd leaves the file of a socket that it stopped, which is docker's leftover then. */
function isRetired(node: NodeSnapshot): boolean {
	const name = criDockerdName(node.units);
	const units = [`${name}.service`, `${name}.socket`].map(each => unit(node, each));
	return !needsDocker(node) && units.every(each => each === undefined || each.activeState === 'inactive');
}
