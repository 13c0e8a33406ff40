import {known} from '../../model/node-snapshot.ts';
import {repairedConfig} from '../edit/containerd-repair.ts';
import {type MigrationFacts, unitState} from '../facts.ts';
import {runtimeDown} from '../runtime-down.ts';
import type {Change, Step} from '../step.ts';
import {containerdWanted} from '../wanted.ts';

const unit = 'containerd.service';

/** Files, then a restart; on the way back the files first, then a restart again. */
export function restartContainerd(changes: readonly Change[]): readonly Change[] {
	const restart = ['systemctl', 'restart', unit] as const;
	return [
		{kind: 'run', argv: ['systemctl', 'enable', unit], undo: [restart]},
		...changes,
		{kind: 'run', argv: restart, undo: [], timeoutMs: 120_000},
	];
}

/** The configuration of a containerd that the kubelet uses already, put right where it is. */
export const repairConfig: Step<MigrationFacts> = {
	id: 'config-repair',
	title: 'repair the configuration of containerd',
	why: 'The CRI plugin must be on, with a configuration that its version reads, and make cgroups as the kubelet does. Containers outlive the restart.',
	source: 'containerd docs/cri/config.md; faults of the lab: cri disabled, version missing, bin_dir beside bin_dirs',
	watch: [unit],
	seconds: 5,
	settleMs: 30_000,
	check(facts) {
		const {config, configPath} = facts.snapshot.containerd;
		if (known(config)?.broken)
			return {is: 'blocked', because: `${configPath} is no TOML: ${known(config)?.broken?.message}`};
		return {is: repaired(facts) === known(config)?.text && criWrong(facts) === undefined ? 'done' : 'todo'};
	},
	plan(facts) {
		const {config, configPath} = facts.snapshot.containerd;
		const before = known(config)?.text;
		const after = repaired(facts);
		return restartContainerd(after === before ? [] : [{kind: 'write', path: configPath, before, after}]);
	},
	verify: criWrong,
};

function repaired(facts: MigrationFacts): string {
	const {config, version} = facts.snapshot.containerd;
	return repairedConfig(known(config)?.text, containerdWanted(facts), {version: known(version) ?? '1.6.0'}).text;
}

/** Why containerd does not serve the CRI; undefined where it does. */
export function criWrong(facts: MigrationFacts): string | undefined {
	const {plugins} = facts.snapshot.containerd;
	if (unitState(facts, unit)?.activeState !== 'active') return 'containerd does not run';
	if ('missing' in plugins) return `containerd does not answer: ${plugins.missing}`;
	const cri = plugins.value.filter(({id, type}) => id === 'cri' || /\.cri\.v1$/.test(type));
	if (!cri.some(({id}) => id === 'cri')) return "containerd's CRI plugin is not loaded";
	const broken = cri.find(({status}) => status !== 'ok');
	return broken === undefined ? undefined : `containerd's plugin ${broken.type}.${broken.id} is ${broken.status}`;
}

/** Nothing is changed: the node is waited for. */
export const criServes: Step<MigrationFacts> = {
	id: 'cri-serves',
	title: 'wait for the runtime and the node',
	why: 'A plugin that loads may still refuse what the kubelet asks.',
	source: 'lab: a CRI plugin without its network is loaded, and the node NotReady',
	watch: [unit, 'kubelet.service'],
	seconds: 5,
	settleMs: 120_000,
	check: facts => (notServing(facts) === undefined ? {is: 'done'} : {is: 'todo'}),
	plan: () => [],
	verify: notServing,
};

function notServing(facts: MigrationFacts): string | undefined {
	const {crictl, node} = facts.snapshot;
	const wrong = criWrong(facts);
	if (wrong !== undefined) return wrong;
	const not = runtimeDown(known(crictl.info));
	if (not !== undefined) return `${not.type}: ${not.message || not.reason}`;
	const seen = known(node);
	if (seen === undefined || seen.ready) return undefined;
	const ready = seen.conditions.find(({type}) => type === 'Ready');
	return `the node is not Ready: ${ready?.message || ready?.reason || 'it has not said why'}`;
}
