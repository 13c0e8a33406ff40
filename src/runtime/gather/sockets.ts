import type {FileKind, Reader} from '../../host/host.ts';
import type {ListeningSocket} from '../../model/node-system.ts';
import {criSockets} from '../cri-sockets.ts';
import {answerOf, part, textIfAny} from './part.ts';
import {serviceIn} from './service-in.ts';

/** Who listens where. Throws where `ss` cannot be asked. */
export async function gatherSockets(reader: Reader): Promise<readonly ListeningSocket[]> {
	const [unix, tcp] = await Promise.all([
		part(() => answerOf(reader, ['ss', '-xlpnH'])),
		part(() => answerOf(reader, ['ss', '-tlpnH'])),
	]);
	if ('missing' in unix) throw new Error(unix.missing);
	const ofTcp = 'value' in tcp ? parse(tcp.value, 'tcp', 3) : [];
	return [...parse(unix.value, 'unix', 4), ...(await Promise.all(ofTcp.map(one => withUnits(reader, one))))];
}

/** Ports that a node needs for itself: there it matters which service to stop. */
const own = /:(10248|10250|10257|10259|2379|2380|6443)$/;

async function withUnits(reader: Reader, socket: ListeningSocket): Promise<ListeningSocket> {
	if (!own.test(socket.address)) return socket;
	const holders = await Promise.all(
		socket.holders.map(async holder => {
			const unit = serviceIn((await textIfAny(reader, `/proc/${holder.pid}/cgroup`)) ?? '');
			return unit === undefined ? holder : {...holder, unit};
		}),
	);
	return {...socket, holders};
}

/** Columns: (netid) state recv-q send-q address …; holders as `users:(("containerd",pid=270,fd=14))`. */
export function parse(text: string, kind: ListeningSocket['kind'], column: number): readonly ListeningSocket[] {
	return text
		.split('\n')
		.filter(line => /\bLISTEN\b/.test(line))
		.map(line => ({
			kind,
			address: line.trim().split(/\s+/)[column] ?? '',
			holders: [...line.matchAll(/\("([^"]*)",pid=(\d+),/g)].map(([, name = '', pid]) => ({name, pid: Number(pid)})),
		}));
}

const places = [
	...criSockets.map(({path}) => path),
	'/run/docker.sock',
	'/var/run/docker.sock',
	'/usr/lib/cni',
	'/usr/sbin/runc',
	'/usr/bin/runc',
	'/usr/local/sbin/runc',
	'/usr/local/bin/runc',
	'/usr/bin/containerd-shim-runc-v2',
	'/usr/local/bin/containerd-shim-runc-v2',
	'/etc/containerd/certs.d',
	'/var/lib/etcd/member',
	'/root/.docker/config.json',
	'/etc/docker/config.json',
	'/var/lib/kubelet/config.json',
];
const programs = [
	...['runc', 'containerd-shim-runc-v2', 'crictl', 'ctr', 'kubectl', 'kubeadm', 'iptables', 'conntrack'],
	...['cri-dockerd', 'crio', 'skopeo', 'podman', 'kubelet', 'containerd', 'dockerd'],
];

export async function gatherPrograms(reader: Reader): Promise<Readonly<Record<string, string>>> {
	const paths = await Promise.all(programs.map(name => reader.findProgram(name).catch(() => undefined)));
	return Object.fromEntries(programs.flatMap((name, index) => (paths[index] ? [[name, paths[index]]] : [])));
}

/** What is at each place where a socket belongs. */
export async function gatherKinds(
	reader: Reader,
	more: readonly string[],
): Promise<Readonly<Record<string, FileKind>>> {
	const all = [...new Set([...places, ...more])];
	const kinds = await Promise.all(all.map(path => reader.kindOf(path).catch(() => undefined)));
	return Object.fromEntries(all.flatMap((path, index) => (kinds[index] ? [[path, kinds[index]]] : [])));
}
