/** A distribution of Kubernetes that brings its own kubelet and containerd, and runs them from one unit. */
export type Distribution = {
	readonly name: 'k3s' | 'rke2' | 'k0s' | 'microk8s';
	/** Unit by name, the one of a server first. Source: units that their installers write. */
	readonly units: readonly string[];
	/** Where its containerd and kubelet write what is not in the journal. */
	readonly logs: readonly string[];
};

export const distributions: readonly Distribution[] = [
	{
		name: 'k3s',
		units: ['k3s.service', 'k3s-agent.service'],
		logs: ['/var/lib/rancher/k3s/agent/containerd/containerd.log'],
	},
	{
		name: 'rke2',
		units: ['rke2-server.service', 'rke2-agent.service'],
		logs: ['/var/lib/rancher/rke2/agent/containerd/containerd.log', '/var/lib/rancher/rke2/agent/logs/kubelet.log'],
	},
	{name: 'k0s', units: ['k0scontroller.service', 'k0sworker.service'], logs: []},
	{
		name: 'microk8s',
		units: ['snap.microk8s.daemon-kubelite.service', 'snap.microk8s.daemon-containerd.service'],
		logs: [],
	},
];

/** Their units without the ending, as journalctl takes them. */
export const distributionUnits: readonly string[] = distributions.flatMap(({units}) =>
	units.map(unit => unit.replace(/\.service$/, '')),
);
