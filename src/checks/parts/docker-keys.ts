const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Settings that daemon.json may have. Source: moby daemon/config, dockerd 20.10 to 28, and what was there before. */
export const daemonKeys = words(`
	add-runtime allow-direct-routing allow-nondistributable-artifacts api-cors-header api-enable-cors authorization-plugins bip bip6
	bridge bridge-accept-fwmark builder cdi-spec-dirs cgroup-parent cluster-advertise cluster-store cluster-store-opts
	config-file containerd containerd-namespace containerd-plugins-namespace cpu-rt-period cpu-rt-runtime cri-containerd
	data-root debug default-address-pools default-cgroupns-mode default-gateway default-gateway-v6 default-ipc-mode
	default-network-opts default-runtime default-shm-size default-ulimit default-ulimits deprecated-key-path
	disable-legacy-registry dns dns-opts dns-search dynamic-ulimit exec-opts exec-root experimental features
	firewall-backend fixed-cidr fixed-cidr-v6 graph group host-gateway-ip host-gateway-ips hosts http-proxy https-proxy icc init
	init-path insecure-registries ip ip-forward ip-forward-no-drop ip-masq ip6tables iptables ipv6 labels live-restore
	live-restore-enabled log-driver log-format log-level log-opts max-concurrent-downloads max-concurrent-uploads max-download-attempts
	metrics-addr mtu network-control-plane-mtu network-diagnostic-port no-new-privileges no-proxy node-generic-resources
	oom-score-adjust pidfile proxies raw-logs registry-mirrors rootless runtimes seccomp-profile selinux-enabled
	shutdown-timeout storage-driver storage-opt storage-opts swarm-default-advertise-addr tls tlscacert tlscert tlskey tlsverify
	trust-key-path userland-proxy userland-proxy-path userns-remap validate
`);

/** Source: dockerd 28, daemon/logger. */
export const logDrivers = words(
	'json-file local journald syslog gelf fluentd awslogs splunk etwlogs gcplogs logentries none',
);

/** Source: moby daemon/graphdriver, 20.10 to 28. */
export const storageDrivers = words('overlay2 fuse-overlayfs btrfs zfs vfs windowsfilter aufs overlay devicemapper');

/** Those that docker 24 and 25 took out, and that kernels of the day lack before that. Source: docs.docker.com, deprecated features. */
export const goneStorageDrivers = words('aufs overlay devicemapper');

/** Settings of daemon.json with more than one value. Source: moby daemon/config. */
export const daemonLists = words(`
	allow-nondistributable-artifacts authorization-plugins cdi-spec-dirs default-address-pools dns dns-opts dns-search
	exec-opts hosts insecure-registries labels node-generic-resources registry-mirrors storage-opts
`);

export const daemonTruths = words(`
	debug experimental icc init ip-forward ip-masq ip6tables iptables ipv6 live-restore no-new-privileges raw-logs
	selinux-enabled tls tlsverify userland-proxy
`);

export const daemonNumbers = words(`
	max-concurrent-downloads max-concurrent-uploads max-download-attempts mtu network-control-plane-mtu oom-score-adjust shutdown-timeout
`);
