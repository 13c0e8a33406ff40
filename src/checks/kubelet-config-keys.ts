import {known} from '../model/node-snapshot.ts';
import {hasKubelet} from './about.ts';
import {type Check, ok, skipped, warning, worstOf} from './check.ts';
import {advice, deleteLine, lineAt, replaceInLine, restart} from './fixes.ts';
import {likest} from './parts/likest.ts';

/** Keys of KubeletConfiguration v1beta1. Source: k8s.io/kubelet 1.20 and 1.30, config/v1beta1/types.go, and what came since. */
const keys = new Set(
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
		const strangers = [...new Set(names)].filter(name => !keys.has(name));
		return worstOf(
			strangers.map(name => {
				const line = text.split('\n').findIndex(each => each.startsWith(name)) + 1;
				const meant = likest(name, keys);
				return warning(
					`${name} is no key of the kubelet's configuration: it has no effect, or the kubelet does not start with it${meant === undefined ? '' : `; ${meant} is meant`}`,
					{
						evidence: [lineAt(path, text, line)],
						fix: [
							...(meant === undefined ? [correction(path, text, line)] : [replaceInLine(path, line, name, meant)]),
							restart('kubelet'),
						],
					},
				);
			}),
			ok(`${path} has no key that is not known`),
		);
	},
};

/** A value on the same line goes with it; what is indented below needs a person. */
function correction(path: string, text: string, line: number) {
	const next = text.split('\n')[line] ?? '';
	return /^[\s-]/.test(next) && next.trim() !== ''
		? advice(`take line ${line} of ${path} out, with what is indented under it`)
		: deleteLine(path, line);
}
