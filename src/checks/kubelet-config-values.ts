import {type ConfigFile, known, type NodeSnapshot, type Setting} from '../model/node-snapshot.ts';
import {hasKubelet} from './about.ts';
import {type Check, type Fix, fatal, type Outcome, ok, skipped, worstOf} from './check.ts';
import {advice, at, lineAt, replaceInLine, restart, run} from './fixes.ts';
import {withoutGrace} from './parts/eviction-soft.ts';
import {outOfRange} from './parts/kubelet-ranges.ts';
import {unworkable} from './parts/kubelet-unworkable.ts';

const words = (text: string) => new Set(text.trim().split(/\s+/));

/** Kinds of fields of KubeletConfiguration v1beta1. Source: k8s.io/kubelet 1.30 config/v1beta1/types.go. */
const lists = words(
	'clusterDNS enforceNodeAllocatable allowedUnsafeSysctls tlsCipherSuites registerWithTaints reservedMemory shutdownGracePeriodByPodPriority',
);
const numbers = words(`
	port readOnlyPort registryPullQPS registryBurst eventRecordQPS eventBurst healthzPort oomScoreAdj nodeLeaseDurationSeconds
	imageGCHighThresholdPercent imageGCLowThresholdPercent maxPods podPidsLimit maxOpenFiles kubeAPIQPS kubeAPIBurst
	evictionMaxPodGracePeriod podsPerCore iptablesMasqueradeBit iptablesDropBit containerLogMaxFiles nodeStatusMaxImages
	maxParallelImagePulls containerLogMaxWorkers
`);
const truths = words(`
	rotateCertificates serverTLSBootstrap enableServer enableDebuggingHandlers cgroupsPerQOS cpuCFSQuota serializeImagePulls
	protectKernelDefaults makeIPTablesUtilChains failSwapOn enableControllerAttachDetach configMapAndSecretChangeDetection
	seccompDefault registerNode localStorageCapacityIsolation enableProfilingHandler enableDebugFlagsHandler runOnce failCgroupV1
`);

export const kubeletConfigValues: Check = {
	id: 'kubelet-config-values',
	title: "values of the kubelet's configuration",
	follows: ['kubelet-config'],
	explains: ['kubelet-config-value', 'kubelet-config-field', 'kubelet-client-ca'],
	look(node) {
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		const config = known(node.kubelet.config);
		if (config === undefined || config.broken) return skipped('there is no configuration file that can be read');
		const wrong = config.settings.flatMap(setting => wrongIn(setting, rawOf(setting, config.text)) ?? []);
		const absent = config.settings.flatMap(setting => noFile(setting, node));
		const lost = [...absent, ...withoutCgroup(config), ...withoutGrace(config)];
		if (lost.length > 0) return worstOf(lost, ok(''));
		const few = unworkable(config.settings);
		if (wrong.length === 0 && few.length > 0) return worstOf(few, ok(''));
		const alone = memoryWithout(config);
		if (wrong.length === 0 && alone !== undefined) return alone;
		return worstOf(
			wrong.map(({setting, why, fix}) =>
				fatal(`${setting.name} in ${setting.path} ${why}: the kubelet does not start`, {
					evidence: [lineAt(setting.path, config.text, setting.line)],
					fix: [fix, restart('kubelet')],
				}),
			),
			ok(`${config.path} has values of the right kinds`),
		);
	},
};

/** Source: kubelet 1.30 memorymanager: what is reserved of each NUMA node must add up to what is reserved at all. */
function memoryWithout({settings}: ConfigFile): Outcome | undefined {
	const set = settings.find(({name, value}) => name === 'memoryManagerPolicy' && value === 'Static');
	if (set === undefined || settings.some(({name}) => name.startsWith('reservedMemory.'))) return undefined;
	return fatal('memoryManagerPolicy is Static, and there is no reservedMemory: the kubelet does not start', {
		evidence: [at(set)],
		fix: [
			replaceInLine(set.path, set.line, 'Static', 'None'),
			run('rm', '-f', '/var/lib/kubelet/memory_manager_state'),
			restart('kubelet'),
			advice(
				'to keep it: reservedMemory for each NUMA node, in sum kubeReserved + systemReserved + evictionHard of memory',
			),
		],
	});
}

/** What is reserved can only be enforced in a cgroup that is named. Source: kubelet 1.30 ValidateKubeletConfiguration. */
function withoutCgroup({settings, text}: ConfigFile): readonly Outcome[] {
	return settings
		.filter(({name}) => name.startsWith('enforceNodeAllocatable'))
		.flatMap(setting => {
			const key = {'kube-reserved': 'kubeReservedCgroup', 'system-reserved': 'systemReservedCgroup'}[setting.value];
			if (key === undefined || settings.some(({name, value}) => name === key && value !== '')) return [];
			const {path, line, value} = setting;
			return [
				fatal(`enforceNodeAllocatable has ${value}, and there is no ${key}: the kubelet does not start`, {
					evidence: [lineAt(path, text, line)],
					fix: [
						run('sed', '-i', '-E', `${line}s/,? *"?${value}"?//; ${line}s/^ *-$//; ${line}s/\\[, */[/`, path),
						restart('kubelet'),
					],
				}),
			];
		});
}

/** The file with which clients are checked, where kubeadm puts it. */
const usualCa = '/etc/kubernetes/pki/ca.crt';

function noFile(setting: Setting, {kinds, state}: NodeSnapshot): readonly Outcome[] {
	const {name, value, path, line} = setting;
	const own = noOwnCertificate(setting, kinds);
	if (own !== undefined) return [own];
	if (name !== 'authentication.x509.clientCAFile' || value === '' || kinds[value] !== undefined) return [];
	const isThere = state?.kubernetesFiles?.includes(usualCa) === true && value !== usualCa;
	if (!isThere && !state?.kubernetesFiles) return [];
	return [
		fatal(`${value}, which ${path} names as ${name}, is not there: the kubelet does not start`, {
			evidence: [at(setting)],
			fix: [
				isThere
					? replaceInLine(path, line, value, usualCa)
					: advice(`copy ${usualCa} from a control plane to ${value}`),
				restart('kubelet'),
			],
		}),
	];
}

/** Without it the kubelet makes one for itself. */
function noOwnCertificate(setting: Setting, kinds: NodeSnapshot['kinds']): Outcome | undefined {
	const {name, value, path, line} = setting;
	if (!/^tls(CertFile|PrivateKeyFile)$/.test(name) || !value.startsWith('/') || kinds[value] !== undefined)
		return undefined;
	return fatal(`${value}, which ${path} names as ${name}, is not there: the kubelet does not start`, {
		evidence: [at(setting)],
		// Emptied and not taken out: with both gone lines keep their numbers.
		fix: [run('sed', '-i', `${line}s|:.*|: ""|`, path), restart('kubelet')],
	});
}

type Wrong = {readonly setting: Setting; readonly why: string; readonly fix: Fix};

/** What stands behind the colon, with its quotes. */
function rawOf({line}: Setting, text: string): string {
	const raw = /^[^:]*:\s*(.*?)\s*(?: #.*)?$/.exec(text.split('\n')[line - 1] ?? '')?.[1];
	return raw ?? '';
}

function wrongIn(setting: Setting, raw: string): Wrong | undefined {
	const {name, value} = setting;
	if (raw === '' || raw === 'null' || raw === '~') return undefined;
	const quoted = /^(["']).*\1$/.test(raw);
	if (lists.has(name)) return {setting, why: 'must be a list', fix: becomes(setting, raw, `[${raw}]`)};
	if (numbers.has(name) && (quoted || !/^-?\d+$/.test(value))) {
		const number = /^-?\d+/.exec(value)?.[0];
		return {
			setting,
			why: 'must be a number without quotes',
			fix: number ? becomes(setting, raw, number) : mend(setting),
		};
	}
	if (truths.has(name) && (quoted || !/^(true|false)$/i.test(value))) {
		const truth = /^(true|yes|on|1)$/i.test(value) ? 'true' : /^(false|no|off|0)$/i.test(value) ? 'false' : undefined;
		// YAML 1.1, which the kubelet reads, takes yes and no for what they mean.
		if (!quoted && /^(yes|no|on|off)$/i.test(value)) return undefined;
		return {setting, why: 'must be true or false', fix: truth ? becomes(setting, raw, truth) : mend(setting)};
	}
	const strange = outOfRange(setting);
	return strange === undefined ? thresholdWrong(setting, raw, quoted) : {setting, ...strange};
}

/** `evictionHard.memory.available`: a quantity or a share, as text. Source: apimachinery resource.Quantity. */
function thresholdWrong(setting: Setting, raw: string, quoted: boolean): Wrong | undefined {
	const {name, value} = setting;
	if (!/^(evictionHard|evictionSoft|evictionMinimumReclaim|systemReserved|kubeReserved)\./.test(name)) return undefined;
	if (!quoted && /^\d+(\.\d+)?$/.test(raw))
		return {setting, why: 'must be text: a number needs quotes', fix: becomes(setting, raw, `"${raw}"`)};
	const share = /^(\d+(?:\.\d+)?)%$/.exec(value)?.[1];
	if (name.startsWith('eviction') && share !== undefined && Number(share) > 100)
		return {setting, why: `cannot be more than 100% (${value})`, fix: becomes(setting, raw, '"10%"')};
	if (/^\d+(\.\d+)?(%|m|[kMGTPE]i?|Ki)?$|^\d+e\d+$/.test(value)) return undefined;
	const near = /^(\d+(?:\.\d+)?)\s*([kKmMgGtT])/.exec(value);
	const fix = near ? becomes(setting, raw, `${near[1]}${near[2]?.toUpperCase()}i`) : mend(setting);
	return {setting, why: `is no quantity (${value})`, fix};
}

function becomes({path, line}: Setting, from: string, to: string): Fix {
	const pattern = from.replace(/[\\.*^$[\]|]/g, '\\$&');
	return run('sed', '-i', `${line}s|${pattern}|${to.replace(/[\\&|]/g, '\\$&')}|`, path);
}

function mend({path, line, name}: Setting): Fix {
	return advice(`correct ${name} in line ${line} of ${path}`);
}
