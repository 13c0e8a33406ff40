import {known} from '../../model/node-snapshot.ts';
import {editKubeletFlags} from '../edit/kubelet-flags.ts';
import {editYaml} from '../edit/yaml.ts';
import {containerdEndpoint, flagValue, type MigrationFacts, minorOf, toldRuntime} from '../facts.ts';
import type {Change, Step} from '../step.ts';
import {fromDocker} from '../wanted.ts';

const kubeadmFlags = '/var/lib/kubelet/kubeadm-flags.env';

/** The kubelet is told of containerd where it was told of docker, in the form that its version takes. */
export const kubeletConfig: Step<MigrationFacts> = {
	id: 'kubelet-config',
	title: 'tell the kubelet of containerd',
	why: 'From its next start it uses containerd. Flags of dockershim go: a kubelet of 1.24 does not start with them.',
	source: 'kubernetes.io, Migrating from dockershim; Kubernetes CHANGELOG 1.24, 1.27',
	watch: [],
	seconds: 1,
	settleMs: 0,
	check(facts) {
		const unreachable = flagsElsewhere(facts);
		if (toldRuntime(facts) === 'containerd' && changes(facts).length === 0) return {is: 'done'};
		if (unreachable !== undefined) return {is: 'blocked', because: unreachable};
		return {is: 'todo'};
	},
	plan: changes,
	verify: facts =>
		toldRuntime(facts) === 'containerd' ? undefined : 'a place that counts more still names another runtime',
};

/** Flags of dockershim, which nothing else uses. Source: Kubernetes 1.24, removal of dockershim. */
const ofDockershim = [
	'network-plugin',
	'cni-conf-dir',
	'cni-bin-dir',
	'cni-cache-dir',
	'network-plugin-mtu',
	'docker-endpoint',
	'image-pull-progress-deadline',
	'experimental-dockershim-root-directory',
	'docker',
	'docker-env-metadata-whitelist',
	'docker-only',
	'docker-root',
	'docker-tls',
	'docker-tls-ca',
	'docker-tls-cert',
	'docker-tls-key',
];

function changes(facts: MigrationFacts): readonly Change[] {
	const {kubelet} = facts.snapshot;
	const minor = minorOf(known(kubelet.version)) ?? 24;
	const endpoint = containerdEndpoint(facts);
	const flag = kubelet.flags.findLast(({name}) => name === '--container-runtime-endpoint');
	const inConfig = flag === undefined ? known(kubelet.endpoint) : undefined;
	const usesFile = inConfig !== undefined && minor >= 27;
	const set: Record<string, string> = usesFile ? {} : {'container-runtime-endpoint': endpoint};
	if (minor <= 23) set['container-runtime'] = 'remote';
	const remove = minor <= 23 ? ofDockershim : [...ofDockershim, 'container-runtime'];
	const main =
		kubelet.environmentFiles.find(({path}) => path === (flag?.path ?? kubeadmFlags)) ?? kubelet.environmentFiles[0];
	// The one that turns to containerd is written first, and put back last: a node that reboots in between must not run on
	// docker without the flags of its network. Beside `remote` those of dockershim do nothing.
	const ordered = [...kubelet.environmentFiles].toSorted((a, b) => Number(b === main) - Number(a === main));
	const flags = ordered.flatMap(file => {
		const after = editKubeletFlags(file.text, {remove, set: file === main ? set : {}});
		return after === file.text ? [] : [{kind: 'write' as const, path: file.path, before: file.text, after}];
	});
	return [...flags, ...configChange(facts, usesFile ? inConfig?.path : undefined, endpoint)];
}

function configChange(facts: MigrationFacts, endpointIn: string | undefined, endpoint: string): readonly Change[] {
	const {config, instanceConfig} = facts.snapshot.kubelet;
	const main = known(config);
	const files = [main, known(instanceConfig)].filter(file => file !== undefined);
	return files.flatMap(file => {
		const fromDaemon = file === main && !file.broken ? missing(facts, fromDocker(facts).kubelet) : {};
		const values = {...fromDaemon, ...(file.path === endpointIn ? {containerRuntimeEndpoint: endpoint} : {})};
		const after = Object.keys(values).length === 0 ? file.text : editYaml(file.text, values);
		return after === file.text ? [] : [{kind: 'write' as const, path: file.path, before: file.text, after}];
	});
}

/** What somebody set for the kubelet already counts more than what docker was told. */
function missing(facts: MigrationFacts, values: Readonly<Record<string, string | number | boolean>>) {
	const there = known(facts.snapshot.kubelet.config)?.settings.map(({name}) => name) ?? [];
	return Object.fromEntries(Object.entries(values).filter(([name]) => !there.includes(name)));
}

/** Where a flag that must go stands in a unit of systemd, which is somebody's own work. */
function flagsElsewhere({snapshot}: MigrationFacts): string | undefined {
	const editable = snapshot.kubelet.environmentFiles.map(({path}) => path);
	const names = ['--container-runtime', '--container-runtime-endpoint', ...ofDockershim.map(name => `--${name}`)];
	const found = snapshot.kubelet.flags.find(({name, path}) => names.includes(name) && !editable.includes(path));
	if (found !== undefined)
		return `${found.name} stands in ${found.path}, line ${found.line}; move it to /etc/default/kubelet (KUBELET_EXTRA_ARGS), then run this again`;
	if (editable.length === 0)
		return flagValue(snapshot.kubelet.flags, 'container-runtime-endpoint') === undefined
			? 'no file of flags of the kubelet was found (kubeadm-flags.env, /etc/default/kubelet, /etc/sysconfig/kubelet)'
			: undefined;
	return undefined;
}
