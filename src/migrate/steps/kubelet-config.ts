import {known, type Setting, type TextFile} from '../../model/node-snapshot.ts';
import {editKubeletFlags, type FlagEdit, variablesIn} from '../edit/kubelet-flags.ts';
import {addToExecStart, editKubeletUnit, ownPlaceOf, variablesOfUnit} from '../edit/kubelet-unit.ts';
import {editYaml} from '../edit/yaml.ts';
import {isToldOfTarget, type MigrationFacts, minorOf, targetOf, unitState} from '../facts.ts';
import type {Change, Step} from '../step.ts';
import {fromDocker} from '../wanted.ts';

const kubeadmFlags = '/var/lib/kubelet/kubeadm-flags.env';

/** The kubelet is told of containerd where it was told of docker, in the form that its version takes. */
export const kubeletConfig: Step<MigrationFacts> = {
	id: 'kubelet-config',
	title: 'tell the kubelet of the runtime',
	why: 'From its next start it uses it. Flags of dockershim go: a kubelet of 1.24 does not start with them.',
	source: 'kubernetes.io, Migrating from dockershim; Kubernetes CHANGELOG 1.24, 1.27',
	watch: [],
	seconds: 1,
	looks: ['units'],
	touches: ['units'],
	settleMs: 0,
	check(facts) {
		const unreachable = unknownCommandLine(facts);
		if (isToldOfTarget(facts) && changes(facts).length === 0) return {is: 'done'};
		if (unreachable !== undefined) return {is: 'blocked', because: unreachable};
		return {is: 'todo'};
	},
	plan: changes,
	verify: facts => (isToldOfTarget(facts) ? undefined : 'a place that counts more still names another runtime'),
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
	const {endpoint} = targetOf(facts);
	const flag = kubelet.flags.findLast(({name}) => name === '--container-runtime-endpoint');
	const inConfig = flag === undefined ? known(kubelet.endpoint) : undefined;
	const usesFile = inConfig !== undefined && minor >= 27;
	const set: Record<string, string> = usesFile ? {} : {'container-runtime-endpoint': endpoint};
	if (minor <= 23) set['container-runtime'] = 'remote';
	const remove = minor <= 23 ? ofDockershim : [...ofDockershim, 'container-runtime'];
	const besides: Readonly<Record<string, string>> = {
		...(kubelet.flags.some(({name, value}) => name === imageFlag && isOfDocker(value))
			? {'image-service-endpoint': endpoint}
			: {}),
		...runtimeCgroups(facts),
	};
	const main = mainFile(facts, flag?.path);
	const read = variablesOfUnit(unitState(facts, 'kubelet.service')?.files ?? []);
	// The one that turns to containerd is written first, and put back last: a node that reboots in between must not run on
	// docker without the flags of its network. Beside `remote` those of dockershim do nothing.
	const ordered = [...kubelet.environmentFiles].toSorted((a, b) => Number(b.path === main) - Number(a.path === main));
	const flags = ordered.flatMap(file => {
		const others = standing({...set, ...besides}, file.text);
		const edit = {remove, set: file.path === main ? {...set, ...others} : others};
		const after = editKubeletFlags(file.text, edit, read.length === 0 ? undefined : read);
		return after === file.text ? [] : [{kind: 'write' as const, path: file.path, before: file.text, after}];
	});
	const units = unitChanges(facts, {remove, set: {...set, ...besides}}, main);
	return [...flags, ...units, ...configChange(facts, usesFile ? inConfig?.path : undefined, endpoint)];
}

const imageFlag = '--image-service-endpoint';

/**
 * Whose processor time and memory the kubelet measures as the runtime's: `Failed to get system container stats for
 * "/system.slice/docker.service"`, every ten seconds, where docker is gone. Seen with kubelet 1.20.2.
 */
function runtimeCgroups(facts: MigrationFacts): Readonly<Record<string, string>> {
	const {runtime, unit} = targetOf(facts);
	const told = facts.snapshot.kubelet.flags.findLast(({name}) => name === '--runtime-cgroups')?.value ?? '';
	const isOf = /(^|\/)(docker|cri-docker|cri-dockerd)\.service$/.test(told);
	return isOf && runtime !== 'cri-dockerd' ? {'runtime-cgroups': told.replace(/[^/]+$/, unit)} : {};
}

/** Of the images alone; a service of its own (one that pulls lazily) goes on being asked. */
const isOfDocker = (endpoint: string) => /(dockershim|docker|cri-dockerd)\.sock$/.test(endpoint);

/** A flag stands in one place; where it stands in several, each is set, for the last one counts. */
function standing(set: Readonly<Record<string, string>>, text: string): Readonly<Record<string, string>> {
	return Object.fromEntries(Object.entries(set).filter(([name]) => new RegExp(`--?${name}[= ]`).test(text)));
}

/** The file that gets a flag which is new: where the endpoint stands, else kubeadm's, else the first that the unit reads. */
function mainFile(facts: MigrationFacts, flagged: string | undefined): string | undefined {
	const all = facts.snapshot.kubelet.environmentFiles;
	const files = unitState(facts, 'kubelet.service')?.files ?? [];
	if (flagged !== undefined && !all.some(({path}) => path === flagged)) return undefined;
	const units = files.map(({text}) => text).join('\n');
	const used = variablesOfUnit(files);
	// What sets no variable of the command line does not reach the kubelet; an empty one may get the variable that is for people.
	const reaches = ({text}: TextFile) =>
		variablesIn(text).some(name => used.includes(name)) || used.includes('KUBELET_EXTRA_ARGS');
	const read = (units === '' ? all : all.filter(file => units.includes(file.path) && reaches(file))).map(
		({path}) => path,
	);
	return flagged ?? read.find(path => path === kubeadmFlags) ?? read[0];
}

/** The unit and its drop-ins: what hangs on docker, and flags within them. */
function unitChanges(facts: MigrationFacts, edit: FlagEdit, main: string | undefined): readonly Change[] {
	const files = unitState(facts, 'kubelet.service')?.files ?? [];
	const last = files.findLast(({text}) => /^\s*ExecStart\s*=\s*\S/m.test(text));
	return files.flatMap(file => {
		const {path, text} = file;
		let after = editKubeletUnit(text, edit, targetOf(facts).unit);
		// Where no file of variables is read, flags that are new stand in the command line itself.
		if (main === undefined && file === last) after = addMissing(after, files, edit.set);
		if (after === text) return [];
		const place = ownPlaceOf(path);
		const before = place === path ? text : undefined;
		return [{kind: 'write' as const, path: place, before, after, reload: ['systemctl', 'daemon-reload'] as const}];
	});
}

function addMissing(text: string, files: readonly TextFile[], set: Readonly<Record<string, string>>): string {
	const all = files.map(each => each.text).join('\n');
	const missing = Object.entries(set).filter(([name]) => !new RegExp(`--?${name}[= ]`).test(all));
	return missing.length === 0
		? text
		: addToExecStart(
				text,
				missing.map(([name, value]) => `--${name}=${value}`),
			);
}

function configChange(facts: MigrationFacts, endpointIn: string | undefined, endpoint: string): readonly Change[] {
	const {config, instanceConfig, configDropIns} = facts.snapshot.kubelet;
	const main = known(config);
	const files = [main, ...configDropIns, known(instanceConfig)].filter(file => file !== undefined);
	return files.flatMap(file => {
		// Where docker stays, it goes on rotating its logs itself.
		const leavesDocker = targetOf(facts).runtime !== 'cri-dockerd';
		const fromDaemon = leavesDocker && file === main ? missing(facts, fromDocker(facts).kubelet) : {};
		const images = file.settings.findLast(({name, path}) => name === 'imageServiceEndpoint' && path === file.path);
		const values = {
			...fromDaemon,
			...(file.path === endpointIn || leftOfDocker(file) ? {containerRuntimeEndpoint: endpoint} : {}),
			...(images !== undefined && isOfDocker(images.value) ? {imageServiceEndpoint: endpoint} : {}),
		};
		// The preflight refuses a broken one.
		if (file.broken) return [];
		const after = Object.keys(values).length === 0 ? file.text : editYaml(file.text, values);
		return after === file.text ? [] : [{kind: 'write' as const, path: file.path, before: file.text, after}];
	});
}

/** Beside a flag it does not count, until somebody takes the flag away: it must not lead back to docker then. */
function leftOfDocker({settings}: {readonly settings: readonly Setting[]}): boolean {
	const told = settings.findLast(({name}) => name === 'containerRuntimeEndpoint');
	return told !== undefined && isOfDocker(told.value);
}

/** What somebody set for the kubelet already counts more than what docker was told. */
function missing(facts: MigrationFacts, values: Readonly<Record<string, string | number | boolean>>) {
	const there = known(facts.snapshot.kubelet.config)?.settings.map(({name}) => name) ?? [];
	return Object.fromEntries(Object.entries(values).filter(([name]) => !there.includes(name)));
}

/** Where nothing of the kubelet's command line is known: neither a unit nor a file of variables. */
function unknownCommandLine(facts: MigrationFacts): string | undefined {
	const {environmentFiles} = facts.snapshot.kubelet;
	const files = unitState(facts, 'kubelet.service')?.files ?? [];
	return environmentFiles.length + files.length > 0
		? undefined
		: 'no unit of the kubelet and no file of its flags was found (kubeadm-flags.env, /etc/default/kubelet, /etc/sysconfig/kubelet)';
}
