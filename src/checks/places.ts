import {quoteWord} from '../model/argv.ts';
import type {NodeSnapshot} from '../model/node-snapshot.ts';
import type {Misplaced} from '../model/node-state.ts';
import {type Check, type Fix, fatal, ok, skipped, warning} from './check.ts';
import {advice, restart, run} from './fixes.ts';
import {authorityAgain} from './parts/authority.ts';
import {rememberedNetwork} from './parts/remembered-network.ts';

/** Nothing of a node that runs without them. */
const harmless = ['/etc/hosts', '/etc/machine-id', '/etc/crictl.yaml'];

export const places: Check = {
	id: 'places',
	title: 'files and folders of the services',
	follows: ['hidden-places'],
	explains: [
		'kubelet-folder',
		'service-path-wrong',
		'kubelet-client-ca',
		'containerd-socket-taken',
		'static-path-missing',
		'socket-is-folder',
	],
	look(node) {
		const found = node.state?.misplaced;
		if (found === undefined) return skipped('not looked at');
		const [first] = found;
		if (first === undefined) return ok('each is what its service needs');
		const grave = found.every(({path}) => harmless.includes(path)) ? warning : fatal;
		return grave(`${found.map(sentence).join('; ')}`, {
			evidence: found.map(({path, is}) => ({source: `ls -ld ${path}`, text: is})),
			fix: [...found.flatMap(one => mended(one, node)), ...again(found)],
		});
	},
};

function sentence({path, wanted, is, beside, of}: Misplaced): string {
	if (wanted === 'socket')
		return `${path} is a folder, and must be a socket: most often a pod mounted that path while ${of} was down, and a folder was made for it; ${of} cannot listen there`;
	const what = {
		file: 'is a file, and must be a folder',
		directory: 'is a folder, and must be a file',
		'broken link': `is a link that leads nowhere, and must be a ${wanted === 'file' ? 'file' : 'folder'}`,
		'link to itself': 'is a link that leads to itself',
		empty: 'is empty',
		absent: 'is not there',
	}[is];
	const who = of === '' ? '' : `: ${of} cannot work with it`;
	return `${path} ${what}${beside === undefined ? '' : `, and ${beside} is`}${beside === undefined ? who : ''}`;
}

/** What is there is kept under another name; a copy takes its place, or what can be made anew. */
function mended({path, wanted, is, beside}: Misplaced, node: NodeSnapshot): readonly Fix[] {
	const away = is === 'absent' ? [] : [run('mv', path, `${path}.wrong`)];
	if (beside !== undefined) return [...away, is === 'absent' ? run('mv', beside, path) : run('cp', '-a', beside, path)];
	if (wanted === 'socket') return away;
	if (path === node.cni.confDir)
		return [...away, run('mkdir', '-p', path), ...rememberedNetwork(node, `${path}/10-restored.conflist`)];
	if (wanted === 'directory') return [...away, run('mkdir', '-p', path)];
	if (path.startsWith(`${node.cni.confDir}/`)) return [...away, ...rememberedNetwork(node, path)];
	return [...(authorityAgain(path, node) ?? [...away, ...newFile(path, node)])];
}

function newFile(path: string, node: NodeSnapshot): readonly Fix[] {
	if (path === node.containerd.configPath)
		return [
			run('sh', '-c', `containerd config default > ${quoteWord(path)}`),
			advice(`what stood in ${path} is lost: cgroup driver, pause image, CNI folders and mirrors are defaults now`),
		];
	if (path === '/etc/resolv.conf')
		return [
			run(
				'sh',
				'-c',
				'ls /run/systemd/resolve/resolv.conf && ln -s /run/systemd/resolve/resolv.conf /etc/resolv.conf || touch /etc/resolv.conf',
			),
			advice('nameserver ADDRESS belongs into /etc/resolv.conf'),
		];
	if (path === '/etc/docker/daemon.json') return [advice('without daemon.json dockerd takes its defaults')];
	return [advice(`put ${path} back, from a backup or from a node that is set up in the same way`)];
}

function again(found: readonly Misplaced[]): readonly Fix[] {
	const services = [...new Set(found.map(({of}) => of).filter(Boolean))].toSorted((one, other) =>
		one === 'kubelet' ? 1 : other === 'kubelet' ? -1 : 0,
	);
	const isOfSystemd = found.some(({path}) => path.includes('/systemd/'));
	return [
		...(isOfSystemd ? [run('systemctl', 'daemon-reload')] : []),
		...(services.length > 0 ? [run('systemctl', 'reset-failed', ...services), restart(...services)] : []),
	];
}
