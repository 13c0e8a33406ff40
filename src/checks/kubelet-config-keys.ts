import {systemdCgroup} from '../model/containerd-config.ts';
import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {hasKubelet, runtimeOf} from './about.ts';
import {type Check, ok, skipped, warning, worstOf} from './check.ts';
import {advice, deleteLine, lineAt, replaceInLine, restart} from './fixes.ts';
import {likest} from './parts/likest.ts';

/** Keys of KubeletConfiguration v1beta1. Source: k8s.io/kubelet 1.20 and 1.30, config/v1beta1/types.go, and what came since. */
export const kubeletKeys: ReadonlySet<string> = new Set(
	`
	apiVersion kind address allowedUnsafeSysctls authentication authorization cgroupDriver cgroupRoot
	cgroupsPerQOS clusterDNS clusterDomain configMapAndSecretChangeDetectionStrategy containerLogMaxFiles
	containerLogMaxSize containerLogMaxWorkers containerLogMonitorInterval containerRuntimeEndpoint contentType
	cpuCFSQuota cpuCFSQuotaPeriod cpuManagerPolicy cpuManagerPolicyOptions cpuManagerReconcilePeriod
	crashLoopBackOff enableContentionProfiling enableControllerAttachDetach enableDebugFlagsHandler
	enableDebuggingHandlers enableProfilingHandler enableServer enableSystemLogHandler enableSystemLogQuery
	enforceNodeAllocatable eventBurst eventRecordQPS evictionHard evictionMaxPodGracePeriod evictionMinimumReclaim
	evictionPressureTransitionPeriod evictionSoft evictionSoftGracePeriod failCgroupV1 failSwapOn featureGates
	fileCheckFrequency hairpinMode healthzBindAddress healthzPort httpCheckFrequency imageGCHighThresholdPercent
	imageGCLowThresholdPercent imageMaximumGCAge imageMinimumGCAge imagePullCredentialsVerificationPolicy
	imageServiceEndpoint iptablesDropBit iptablesMasqueradeBit kernelMemcgNotification kubeAPIBurst kubeAPIQPS
	kubeReserved kubeReservedCgroup kubeletCgroups localStorageCapacityIsolation logging makeIPTablesUtilChains
	maxOpenFiles maxParallelImagePulls maxPods memoryManagerPolicy memoryReservationPolicy memorySwap
	memoryThrottlingFactor mergeDefaultEvictionSettings nodeLeaseDurationSeconds nodeStatusMaxImages
	nodeStatusReportFrequency nodeStatusUpdateFrequency oomScoreAdj podCIDR podLogsDir podPidsLimit podsPerCore
	port preloadedImagesVerificationAllowlist protectKernelDefaults providerID qosReserved readOnlyPort
	registerNode registerWithTaints registryBurst registryPullQPS reservedMemory reservedSystemCPUs resolvConf
	rotateCertificates runOnce runtimeRequestTimeout seccompDefault serializeImagePulls serverTLSBootstrap
	showHiddenMetricsForVersion shutdownGracePeriod shutdownGracePeriodByPodPriority
	shutdownGracePeriodCriticalPods singleProcessOOMKill staticPodPath staticPodURL staticPodURLHeader
	streamingConnectionIdleTimeout syncFrequency systemCgroups systemReserved systemReservedCgroup tlsCertFile
	tlsCipherSuites tlsCurvePreferences tlsMinVersion tlsPrivateKeyFile topologyManagerPolicy
	topologyManagerPolicyOptions topologyManagerScope tracing userNamespaces volumePluginDir volumeStatsAggPeriod
	`
		.trim()
		.split(/\s+/),
);

export const kubeletConfigKeys: Check = {
	id: 'kubelet-config-keys',
	title: "keys of the kubelet's configuration",
	follows: ['kubelet-config'],
	explains: ['kubelet-config-unknown'],
	look(node) {
		const config = known(node.kubelet.config);
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		if (config === undefined || config.broken) return skipped('there is no configuration file that can be read');
		const {path, text} = config;
		const names = [...text.matchAll(/^([A-Za-z]\w*)\s*:/gm)].map(([, name = '']) => name);
		const strangers = [...new Set(names)].filter(name => !kubeletKeys.has(name));
		return worstOf(
			strangers.map(name => {
				const line = text.split('\n').findIndex(each => each.startsWith(name)) + 1;
				const meant = likest(name, kubeletKeys);
				const isHarmless = meant === undefined || canBe(meant, lineAt(path, text, line).text, names, node);
				return warning(
					`${name} is no key of the kubelet's configuration: it has no effect, or the kubelet does not start with it${meant === undefined ? '' : `; ${meant} is meant`}`,
					{
						evidence: [lineAt(path, text, line)],
						fix: [
							...(meant !== undefined && isHarmless
								? [replaceInLine(path, line, name, meant)]
								: [correction(path, text, line)]),
							restart('kubelet'),
						],
					},
				);
			}),
			ok(`${path} has no key that is not known`),
		);
	},
};

/** Under its right name it would be there twice, or part the cgroup drivers of kubelet and runtime: it did nothing so far, and goes. */
function canBe(meant: string, line: string, names: readonly string[], node: NodeSnapshot): boolean {
	if (names.includes(meant)) return false;
	const runtimes = known(node.containerd.effective);
	const isSystemd = runtimeOf(node) === 'containerd' ? systemdCgroup(runtimes) : undefined;
	return meant !== 'cgroupDriver' || isSystemd === undefined || /:\s*"?systemd/.test(line) === isSystemd;
}

/** A value on the same line goes with it; what is indented below needs a person. */
function correction(path: string, text: string, line: number) {
	const next = text.split('\n')[line] ?? '';
	return /^[\s-]/.test(next) && next.trim() !== ''
		? advice(`take line ${line} of ${path} out, with what is indented under it`)
		: deleteLine(path, line);
}
