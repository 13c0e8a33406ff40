/**
 * Whether a process lives in a PID namespace of its own, below the one that is looked from: in a container, where a pod of
 * docker-in-docker or a node of kind has a dockerd, a containerd and a kubelet that are not this node's. From the text of
 * /proc/PID/status, which everybody may read: `NSpid:` has one number for each namespace. Source: proc_pid_status(5).
 */
export function isInContainer(status: string | undefined): boolean {
	return /^NSpid:[ \t]+\d+[ \t]+\d/m.test(status ?? '');
}
