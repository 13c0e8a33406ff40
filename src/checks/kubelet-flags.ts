import type {Setting} from '../model/node-snapshot.ts';
import {known} from '../model/node-snapshot.ts';
import {atLeast} from './about.ts';
import {type Check, fatal, info, ok, skipped, warning} from './check.ts';
import {advice, at, removeFlag, restart, run} from './fixes.ts';
import {forbiddenLabels} from './parts/node-labels.ts';

/** Flags that a version no longer has; with one of them the kubelet does not start. Source: Kubernetes CHANGELOGs, facts on each. */
const removed: Readonly<Record<string, string>> = {
	'--network-plugin': '1.24',
	'--cni-conf-dir': '1.24',
	'--cni-bin-dir': '1.24',
	'--cni-cache-dir': '1.24',
	'--network-plugin-mtu': '1.24',
	'--non-masquerade-cidr': '1.24',
	'--docker-endpoint': '1.24',
	'--image-pull-progress-deadline': '1.24',
	'--experimental-dockershim-root-directory': '1.24',
	'--experimental-bootstrap-kubeconfig': '1.24',
	'--redirect-container-streaming': '1.22',
	'--runtime-cgroups-docker': '1.24',
	'--dynamic-config-dir': '1.24',
	'--experimental-kernel-memcg-notification': '1.24',
	'--master-service-namespace': '1.27',
	'--container-runtime': '1.27',
	'--pod-infra-container-image': '1.35',
};

export const kubeletFlags: Check = {
	id: 'kubelet-flags',
	title: "the kubelet's flags",
	explains: [
		'kubelet-flag-container-runtime',
		'kubelet-flag-network-plugin',
		'kubelet-flag-pod-infra',
		'kubelet-flag-unknown',
		'kubelet-label',
	],
	look({kubelet, processes}) {
		const version = known(kubelet.version);
		if (version === undefined || kubelet.flags.length === 0) return skipped('its version or its flags are not known');
		const gone = kubelet.flags.filter(({name}) => atLeast(version, removed[name] ?? '99'));
		if (gone.length > 0) {
			return fatal(
				`${names(gone)} ${gone.length === 1 ? 'is' : 'are'} not known to kubelet ${version}: it does not start (unknown flag)`,
				{evidence: gone.map(at), fix: [...gone.map(removeFlag), ...reload(gone), restart('kubelet')]},
			);
		}
		const labels = kubelet.flags.findLast(({name}) => name === '--node-labels');
		const forbidden = forbiddenLabels(labels, [...(labels ? reload([labels]) : []), restart('kubelet')]);
		if (forbidden !== undefined) return forbidden;
		const needsRemote =
			!atLeast(version, '1.24') && kubelet.flags.some(({name}) => name === '--container-runtime-endpoint');
		const remote = kubelet.flags.findLast(({name}) => name === '--container-runtime');
		if (needsRemote && remote?.value !== 'remote') {
			const endpoint = kubelet.flags.findLast(({name}) => name === '--container-runtime-endpoint') as Setting;
			const hasDocker = processes.some(({name}) => name === 'dockerd');
			return (hasDocker ? warning : fatal)(
				`kubelet ${version} takes --container-runtime-endpoint only together with --container-runtime=remote: it uses docker`,
				{
					evidence: [at(endpoint)],
					fix: [
						run(
							'sed',
							'-i',
							`${endpoint.line}s|--container-runtime-endpoint|--container-runtime=remote &|`,
							endpoint.path,
						),
						restart('kubelet'),
					],
				},
			);
		}
		const soon = kubelet.flags.filter(({name}) => removed[name] !== undefined && !atLeast(version, removed[name]));
		if (soon.length > 0) {
			return info(
				`${names(soon)}: fine with ${version}, gone in ${[...new Set(soon.map(({name}) => removed[name]))].join(', ')}`,
				{
					evidence: soon.map(at),
					fix: [advice('take them out before that upgrade')],
				},
			);
		}
		return ok(`${kubelet.flags.length} flags, all known to ${version}`);
	},
};

function names(flags: readonly Setting[]): string {
	return [...new Set(flags.map(({name}) => name))].join(', ');
}

function reload(flags: readonly Setting[]) {
	return flags.some(({path}) => path.includes('/systemd/')) ? [run('systemctl', 'daemon-reload')] : [];
}
