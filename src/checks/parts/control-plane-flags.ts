import type {StaticPod} from '../../model/node-state.ts';
import {fatal, type Outcome} from '../check.ts';
import {advice, at, replaceInLine} from '../fixes.ts';
import {likest} from './likest.ts';

/** Flags that manifests of a control plane have. Source: kubeadm 1.20 to 1.34, and those that are often added. */
const usual = `
	admission-control-config-file advertise-address allocate-node-cidrs allow-privileged anonymous-auth api-audiences audit-log-maxage
	audit-log-maxbackup audit-log-maxsize audit-log-path audit-policy-file authentication-kubeconfig
	authentication-token-webhook-config-file authorization-kubeconfig authorization-mode bind-address client-ca-file
	cloud-config cloud-provider cluster-cidr cluster-name cluster-signing-cert-file cluster-signing-duration
	cluster-signing-key-file config contention-profiling controllers default-not-ready-toleration-seconds
	default-unreachable-toleration-seconds disable-admission-plugins enable-admission-plugins enable-bootstrap-token-auth
	encryption-provider-config etcd-cafile etcd-certfile etcd-keyfile etcd-servers event-ttl external-hostname feature-gates
	goaway-chance http2-max-streams-per-connection insecure-port kubeconfig kubelet-certificate-authority
	kubelet-client-certificate kubelet-client-key kubelet-preferred-address-types leader-elect leader-elect-lease-duration
	leader-elect-renew-deadline leader-elect-retry-period max-mutating-requests-inflight max-requests-inflight
	node-cidr-mask-size node-monitor-grace-period node-monitor-period oidc-client-id oidc-groups-claim oidc-issuer-url
	oidc-username-claim port pod-eviction-timeout profiling proxy-client-cert-file proxy-client-key-file request-timeout
	requestheader-allowed-names requestheader-client-ca-file requestheader-extra-headers-prefix requestheader-group-headers
	requestheader-username-headers root-ca-file runtime-config secure-port service-account-extend-token-expiration
	service-account-issuer service-account-key-file service-account-lookup service-account-private-key-file
	service-account-signing-key-file service-cluster-ip-range service-node-port-range shutdown-delay-duration storage-backend
	terminated-pod-gc-threshold tls-cert-file tls-cipher-suites tls-min-version tls-private-key-file
	use-service-account-credentials v vmodule watch-cache watch-cache-sizes
	advertise-client-urls auto-compaction-mode auto-compaction-retention cert-file client-cert-auth data-dir election-timeout
	experimental-initial-corrupt-check experimental-watch-progress-notify-interval feature-gates heartbeat-interval
	initial-advertise-peer-urls initial-cluster initial-cluster-state initial-cluster-token key-file listen-client-http-urls
	listen-client-urls listen-metrics-urls listen-peer-urls log-level max-request-bytes metrics name peer-cert-file
	peer-client-cert-auth peer-key-file peer-trusted-ca-file quota-backend-bytes snapshot-count trusted-ca-file wal-dir
`
	.trim()
	.split(/\s+/)
	.map(name => `--${name}`);

const refused = /unknown flag: (--[\w-]{1,80})|flag provided but not defined: -?(-[\w-]{1,80})/;

/** A flag at which a static pod ended, said by its own last words, at the line of the manifest that has it. */
export function refusedFlags(pods: readonly StaticPod[], isDown: (pod: StaticPod) => boolean): readonly Outcome[] {
	return pods.filter(isDown).flatMap(({name, flags, log}) => {
		const said = log.findLast(line => refused.test(line));
		const found = refused.exec(said ?? '');
		const bare = (found?.[1] ?? found?.[2])?.replace(/^-+/, '--');
		const place = flags.find(flag => flag.name === bare);
		if (said === undefined || bare === undefined || place === undefined) return [];
		const meant = likest(bare, usual);
		return [
			fatal(`${name} does not know ${bare}${meant ? `; ${meant} is meant` : ''}: it ends at once, again and again`, {
				evidence: [at(place), {source: `log of ${name}`, text: said.slice(0, 300)}],
				fix: [
					meant
						? replaceInLine(place.path, place.line, bare, meant)
						: advice(`take ${bare} out of line ${place.line} of ${place.path}`),
				],
			}),
		];
	});
}
