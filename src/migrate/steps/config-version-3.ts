import {known} from '../../model/node-snapshot.ts';
import {toVersion3} from '../edit/containerd-v3.ts';
import {type MigrationFacts, unitState} from '../facts.ts';
import type {Step} from '../step.ts';
import {criWrong, restartContainerd} from './config-repair.ts';

/** The containerd that will read the file: the one that an archive brings, else the one that is here. */
export function versionToBe({snapshot, options}: MigrationFacts): string | undefined {
	return options?.containerdTarball?.version ?? known(snapshot.containerd.version);
}

/** The file is written as containerd 2 has it; what containerd makes of it is compared afterwards. */
export const toVersion3Step: Step<MigrationFacts> = {
	id: 'config-version-3',
	title: 'write config.toml as version 3',
	why: 'containerd 2 still reads version 2, but what stands under the old name of the CRI plugin in a file of version 3 it does not: settings that are added later would be ignored.',
	source: 'containerd docs/containerd-2.0.md, config version 3; lab: 2.1.9 ignores grpc.v1.cri in version 3',
	watch: ['containerd.service'],
	seconds: 5,
	settleMs: 30_000,
	check(facts) {
		const {config, configPath} = facts.snapshot.containerd;
		const file = known(config);
		const version = versionToBe(facts);
		if (file?.broken) return {is: 'blocked', because: `${configPath} is no TOML`};
		if (version === undefined || Number(version.split('.')[0]) < 2)
			return {is: 'blocked', because: 'containerd is older than 2.0, which exits where it reads version 3'};
		return {is: file === undefined || toVersion3(file.text, {version}).text === file.text ? 'done' : 'todo'};
	},
	plan(facts) {
		const {config, configPath} = facts.snapshot.containerd;
		const before = known(config)?.text ?? '';
		const {text} = toVersion3(before, {version: versionToBe(facts) ?? '2.0.0'});
		return restartContainerd([{kind: 'write', path: configPath, before, after: text}]);
	},
	verify(facts) {
		const running = unitState(facts, 'containerd.service');
		if (running?.activeState !== 'active') return 'containerd does not run';
		return criWrong(facts) ?? notInEffect(facts);
	},
};

/** Each setting of the file is in effect now. */
function notInEffect({snapshot}: MigrationFacts): string | undefined {
	const data = known(snapshot.containerd.config)?.data;
	const effective = known(snapshot.containerd.effective);
	if (data === undefined || effective === undefined) return 'containerd config dump says nothing';
	const [lost] = differing(data, effective, []);
	return lost === undefined ? undefined : `containerd does not take a setting: ${lost} (containerd config dump)`;
}

/** Paths of what the first has and the second has otherwise, or not at all. */
export function differing(meant: unknown, is: unknown, path: readonly string[]): readonly string[] {
	if ((path.length === 1 && path[0] === 'version') || path[0] === 'imports') return [];
	// `containerd config default` writes out what is empty too; a key that containerd 2 no longer has is not missed then.
	if (is === undefined && isEmpty(meant)) return [];
	if (Array.isArray(meant) && Array.isArray(is)) {
		// Tables of a list ([[…unpack_config]]) have more keys in what containerd makes of them.
		const isSame = meant.length === is.length && meant.every((each, at) => differing(each, is[at], []).length === 0);
		return isSame ? [] : [path.join('.')];
	}
	if (typeof meant !== 'object' || meant === null || Array.isArray(meant))
		return JSON.stringify(meant) === JSON.stringify(is) ? [] : [path.join('.')];
	const there = typeof is === 'object' && is !== null ? (is as Readonly<Record<string, unknown>>) : {};
	return Object.entries(meant).flatMap(([key, value]) => differing(value, there[key], [...path, key]));
}

const isEmpty = (value: unknown) =>
	value === '' || value === false || value === 0 || value === 0n || (Array.isArray(value) && value.length === 0);
