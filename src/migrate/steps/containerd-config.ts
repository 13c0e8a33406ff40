import {known} from '../../model/node-snapshot.ts';
import {notInEffect} from '../effective.ts';
import {type MigrationFacts, unitState} from '../facts.ts';
import type {Change, Step} from '../step.ts';
import {fromDocker, wantedConfig, whyUneditable} from '../wanted.ts';

const id = 'containerd-config';

/** containerd serves the CRI with what the kubelet needs; docker goes on running on it. */
export const containerdConfig: Step<MigrationFacts> = {
	id,
	title: 'configure containerd for the kubelet',
	why: 'The CRI plugin must be on, make cgroups as the kubelet does, and name a pause image that the node has. What docker was told (mirrors, insecure registries, proxies) goes where containerd looks for it. Containers outlive the restart: their shims do not belong to containerd.',
	source: 'containerd docs/cri/config.md; kubernetes.io, Container Runtimes',
	watch: ['containerd.service'],
	seconds: 2,
	looks: ['units', 'runtime', 'docker', 'images'],
	touches: ['units', 'runtime', 'images', 'tasks', 'sandboxes', 'docker'],
	settleMs: 30_000,
	check(facts) {
		if ('missing' in facts.snapshot.containerd.binary)
			return {is: 'blocked', because: `containerd is not installed: ${facts.snapshot.containerd.binary.missing}`};
		if (known(facts.snapshot.containerd.config)?.broken)
			return {is: 'blocked', because: `${facts.snapshot.containerd.configPath} is no TOML`};
		const uneditable = whyUneditable(facts);
		if (uneditable !== undefined) return {is: 'blocked', because: uneditable};
		// Killed between a file and the restart: what a unit says of proxies shows nowhere else.
		if (facts.unverified.has(id)) return {is: 'todo'};
		return fileChanges(facts).length === 0 && wrongNow(facts) === undefined ? {is: 'done'} : {is: 'todo'};
	},
	plan(facts) {
		const unit = unitState(facts, 'containerd.service');
		const enabled = unit?.fileState !== 'disabled';
		const back = unit?.activeState !== 'inactive' || dockerNeedsIt(facts) ? 'restart' : 'stop';
		const first: Change = {
			kind: 'run',
			argv: ['systemctl', 'enable', 'containerd.service'],
			undo: [
				...(enabled ? [] : [['systemctl', 'disable', 'containerd.service'] as const]),
				['systemctl', back, 'containerd.service'],
			],
		};
		return [
			// Begun before: its undo is in the ledger already.
			...(facts.did.has(id) && enabled ? [] : [first]),
			...fileChanges(facts),
			{kind: 'run', argv: ['systemctl', 'restart', 'containerd.service'], undo: []},
		];
	},
	verify: wrongNow,
};

/** Docker on the way back starts nothing without it, whatever it was when the walk began. */
function dockerNeedsIt(facts: MigrationFacts): boolean {
	const {snapshot} = facts;
	const lines = unitState(facts, 'docker.service')?.files.flatMap(({text}) => text.split('\n')) ?? [];
	const runs = snapshot.processes.find(({name}) => name === 'dockerd')?.argv.join(' ') ?? '';
	return (
		lines.some(line => /^\s*(Wants|Requires|BindsTo|Requisite)\s*=.*\bcontainerd\.service\b/.test(line)) ||
		[...lines, runs].some(line =>
			line.replace('--containerd ', '--containerd=').includes(`--containerd=${snapshot.containerd.address}`),
		)
	);
}

function fileChanges(facts: MigrationFacts): readonly Change[] {
	const {configPath, config, hosts, hostCertificates} = facts.snapshot.containerd;
	const units = unitState(facts, 'containerd.service')?.files ?? [];
	const text = wantedConfig(facts);
	const before = known(config)?.text;
	const beside = fromDocker(facts).files.flatMap(({path, text: after, mode, copyOf}): readonly Change[] => {
		const isUnit = path.startsWith('/etc/systemd/');
		const there = [...hosts, ...hostCertificates, ...units].find(file => file.path === path)?.text;
		// What somebody wrote for a registry of containerd's counts more.
		if (there === after || (there !== undefined && !isUnit)) return [];
		const reload = isUnit ? {reload: ['systemctl', 'daemon-reload'] as const} : {};
		const more = {...(mode === undefined ? {} : {mode}), ...(copyOf === undefined ? {} : {copyOf})};
		return [{kind: 'write', path, before: there, after, ...more, ...reload}];
	});
	return [...beside, ...(text === before ? [] : [{kind: 'write' as const, path: configPath, before, after: text}])];
}

/** What containerd does not do as it was meant; undefined where it does. A key that it ignores shows here. */
export function wrongNow(facts: MigrationFacts): string | undefined {
	const {plugins} = facts.snapshot.containerd;
	if (unitState(facts, 'containerd.service')?.activeState !== 'active') return 'containerd does not run';
	const cri = known(plugins)?.filter(({id}) => id === 'cri' || id === 'images' || id === 'runtime') ?? [];
	const broken = cri.find(({status}) => status !== 'ok');
	if ('missing' in plugins) return `containerd does not answer: ${plugins.missing}`;
	if (broken !== undefined) return `containerd's plugin ${broken.type}.${broken.id} is ${broken.status}`;
	if (!cri.some(({id}) => id === 'cri')) return "containerd's CRI plugin is not loaded";
	return notInEffect(facts);
}
