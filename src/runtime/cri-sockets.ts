/** A place where a container runtime puts its CRI socket. */
export type KnownSocket = {
	readonly path: string;
	/** Who answers there, for sentences. */
	readonly runtime: string;
	/** True where the same socket also speaks containerd's own API, so that `ctr` can use it. */
	readonly containerd: boolean;
	/** True where docker makes the containers: they live in containerd's namespace `moby`. */
	readonly docker: boolean;
};

const socket = (path: string, runtime: string, kind?: 'containerd' | 'docker'): KnownSocket => ({
	path,
	runtime,
	containerd: kind === 'containerd',
	docker: kind === 'docker',
});

/** Most specific first: a k3s node may have an unused containerd of the distribution beside it. */
export const criSockets: readonly KnownSocket[] = [
	socket('/run/k3s/containerd/containerd.sock', 'k3s', 'containerd'),
	socket('/run/k0s/containerd.sock', 'k0s', 'containerd'),
	socket('/var/snap/microk8s/common/run/containerd.sock', 'microk8s', 'containerd'),
	socket('/run/cri-dockerd.sock', 'cri-dockerd', 'docker'),
	socket('/run/k3s/cri-dockerd/cri-dockerd.sock', 'cri-dockerd of k3s', 'docker'),
	socket('/var/run/dockershim.sock', 'dockershim', 'docker'),
	socket('/run/containerd/containerd.sock', 'containerd', 'containerd'),
	socket('/run/crio/crio.sock', 'CRI-O'),
];

/** containerd sockets without a CRI: docker may start a containerd of its own. */
export const otherContainerdSockets = ['/run/docker/containerd/containerd.sock'];

export const dockerSocket = '/var/run/docker.sock';

/** The address that `ctr` uses by itself. */
export const defaultContainerdAddress = '/run/containerd/containerd.sock';

/** The known socket at a path; `/var/run` and `/run` are one folder. */
export function knownSocket(path: string): KnownSocket | undefined {
	return criSockets.find(known => canonical(known.path) === canonical(path));
}

/** A path by which two names of one socket compare equal. */
export function canonical(path: string): string {
	return path.replace(/^\/var\/run\//, '/run/').replace(/\/{2,}/g, '/');
}
