const network = 'the pod network is the CNI plugin’s';
const rules = 'kube-proxy and the CNI plugin write the rules';
const listens = 'containerd listens on its socket alone, which is root’s';
const ofDocker = 'it was docker’s own';
const inPods = 'it is a matter of each pod now';
const ofSwarm = 'it was swarm’s';

/** A setting that nothing takes over. */
export type Lost = {readonly key: string; readonly because: string; readonly instead: string};

/** Keys that have nothing to do any more, with why. */
export const droppedKeys: Readonly<Record<string, string>> = {
	'live-restore': 'containers of containerd outlive its restart anyway (KillMode=process)',
	'storage-driver': 'containerd has its own snapshotter, overlayfs',
	'max-concurrent-uploads': 'nodes do not push',
	'allow-nondistributable-artifacts': 'nodes do not push',
	'max-download-attempts': 'containerd and the kubelet try again by themselves',
	'cgroup-parent': 'the kubelet puts pods under kubepods',
	bip: network,
	bip6: network,
	bridge: network,
	'bridge-accept-fwmark': network,
	'default-address-pools': network,
	'default-gateway': network,
	'default-gateway-v6': network,
	'default-network-opts': network,
	'fixed-cidr': network,
	'fixed-cidr-v6': network,
	ip: network,
	ipv6: network,
	'allow-direct-routing': network,
	'network-control-plane-mtu': ofSwarm,
	'network-diagnostic-port': ofSwarm,
	'firewall-backend': rules,
	iptables: rules,
	ip6tables: rules,
	'ip-masq': rules,
	icc: 'network policies decide',
	'userland-proxy': 'ports are the CNI plugin’s (portmap)',
	'userland-proxy-path': 'ports are the CNI plugin’s (portmap)',
	hosts: listens,
	tls: listens,
	tlsverify: listens,
	tlscacert: listens,
	tlscert: listens,
	tlskey: listens,
	'api-cors-header': listens,
	group: listens,
	containerd: 'the kubelet talks to the containerd of its own endpoint',
	'containerd-namespace': 'the kubelet’s is k8s.io',
	'containerd-plugin-namespace': ofDocker,
	'containerd-plugins-namespace': ofDocker,
	'cri-containerd': 'the CRI plugin of containerd is on',
	'disable-legacy-registry': 'containerd knows no registries of version 1',
	'exec-root': 'containerd’s state is in /run/containerd',
	'log-format': 'containerd logs to the journal as text; [debug] format of config.toml changes that',
	'raw-logs': ofDocker,
	'cluster-advertise': ofSwarm,
	'cluster-store': ofSwarm,
	'cluster-store-opts': ofSwarm,
	'swarm-default-advertise-addr': ofSwarm,
	labels: 'labels are the Kubernetes node’s',
	experimental: ofDocker,
	features: ofDocker,
	builder: ofDocker,
	pidfile: ofDocker,
	rootless: ofDocker,
	deprecated: ofDocker,
	'deprecated-key-path': ofDocker,
};

/** Keys whose work nothing does by itself: why, and what to do. */
export const lostKeys: Readonly<Record<string, readonly [because: string, instead: string]>> = {
	'ip-forward': ['docker switched net.ipv4.ip_forward', 'net.ipv4.ip_forward=1 in /etc/sysctl.d/k8s.conf'],
	'ip-forward-no-drop': ['docker set the policy of the FORWARD chain', 'a rule of the firewall that lets pods through'],
	mtu: [network, 'mtu in the CNI config'],
	dns: [inPods, 'dnsConfig of pods, resolvConf of the kubelet'],
	'dns-search': [inPods, 'dnsConfig of pods'],
	'dns-opts': [inPods, 'dnsConfig of pods'],
	'storage-opts': ['the snapshotter has options of its own', 'plugins of the snapshotter in config.toml'],
	'userns-remap': [inPods, 'hostUsers: false in pods, with containerd 2 and runc 1.2'],
	'no-new-privileges': [inPods, 'allowPrivilegeEscalation: false'],
	'default-shm-size': ['pods have 64 MiB', 'an emptyDir of medium Memory on /dev/shm'],
	'default-ipc-mode': [inPods, 'hostIPC of pods'],
	'default-cgroupns-mode': ['the CRI gives a namespace of its own on cgroup v2 alone', 'nothing: pods cannot choose'],
	'cpu-rt-period': [
		'the kubelet gives no realtime time to cgroups',
		'sched_rt of a process started by a unit of systemd',
	],
	'cpu-rt-runtime': [
		'the kubelet gives no realtime time to cgroups',
		'sched_rt of a process started by a unit of systemd',
	],
	'host-gateway-ip': ['no name host-gateway in pods', 'hostAliases, or status.hostIP of the downward API'],
	'host-gateway-ips': ['no name host-gateway in pods', 'hostAliases, or status.hostIP of the downward API'],
	init: [inPods, 'shareProcessNamespace: true, or an init in the image'],
	'init-path': [inPods, 'shareProcessNamespace: true, or an init in the image'],
	'default-init': [inPods, 'shareProcessNamespace: true, or an init in the image'],
	'resolv-conf': [inPods, 'resolvConf of the kubelet, dnsConfig of pods'],
	'node-generic-resources': ['they were swarm’s', 'a device plugin, which the kubelet lists as extended resources'],
	'authorization-plugins': [
		'containerd asks no plugin who may do what',
		'RBAC and admission of the cluster; the socket is root’s',
	],
	'cdi-spec-dirs': [
		'containerd has a setting of its own',
		'cdi_spec_dirs of the CRI plugin (on by default in containerd 2)',
	],
	// Carried over, containerd did not start: dockerd still held the port. Seen on 1.6.20 with docker 20.10.
	'metrics-addr': [
		'containerd has other metrics, and dockerd holds that port until it stops',
		'[metrics] address of config.toml once docker is gone, and the metrics of the kubelet (/metrics/cadvisor)',
	],
	'shutdown-timeout': ['containerd does not stop containers', 'shutdownGracePeriod of the kubelet'],
	auths: ['containerd reads no logins of docker', 'imagePullSecrets, or /var/lib/kubelet/config.json'],
	credsStore: ['containerd reads no logins of docker', 'imagePullSecrets, or a credential provider of the kubelet'],
	credHelpers: ['containerd reads no logins of docker', 'imagePullSecrets, or a credential provider of the kubelet'],
};
