import {known, type NodeSnapshot, type Setting} from '../model/node-snapshot.ts';
import {hasKubelet} from './about.ts';
import {type Check, fatal, type Outcome, ok, skipped, worstOf} from './check.ts';
import {amount} from './disk-pressure.ts';
import {advice, at, replaceInLine, restart, run} from './fixes.ts';

type Resource = 'memory' | 'cpu';
type Reserved = {readonly resource: Resource; readonly share: number; readonly text: string; readonly setting: Setting};

const modest: Readonly<Record<Resource, string>> = {memory: '100Mi', cpu: '100m'};
const key = /^(?:evictionHard|systemReserved|kubeReserved)\.["']?(memory\.available|memory|cpu)["']?$/;
const flags = /^--(?:eviction-hard|system-reserved|kube-reserved)$/;

/** Source: kubelet 1.30 getNodeAllocatableAbsolute and validateNodeAllocatable: it ends where more is reserved than there is. */
export const reserved: Check = {
	id: 'reserved',
	title: 'what the kubelet reserves of the node',
	follows: ['kubelet-config', 'kubelet-config-values'],
	explains: ['reserved-too-much'],
	look(node) {
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		const {totalMemoryKib} = node.kernel;
		const {processors} = node.system;
		const whole: ReadonlyArray<readonly [Resource, number | undefined]> = [
			['memory', totalMemoryKib === undefined ? undefined : totalMemoryKib * 1024],
			['cpu', processors],
		];
		return worstOf(
			whole.flatMap(([resource, has]) => (has === undefined ? [] : tooMuch(resource, has, node))),
			ok('less than there is'),
		);
	},
};

function tooMuch(resource: Resource, has: number, node: NodeSnapshot): readonly Outcome[] {
	const all = settingsOf(node).flatMap(setting => reservedBy(setting, resource, has));
	const sum = total(all);
	if (sum <= has) return [];
	// As few as possible are changed, the largest first.
	const largest = all.toSorted((one, other) => other.share - one.share);
	const count = largest.findIndex((_, index) => total(largest.slice(index + 1)) < has / 2) + 1;
	const changed = largest.slice(0, Math.max(1, count));
	return [
		fatal(
			`${all.map(({setting, text}) => `${setting.name} (${text})`).join(' and ')} ${all.length === 1 ? 'is' : 'are together'} more ${resource} than this node has (${shown(resource, has)}): the kubelet does not start`,
			{
				evidence: all.map(({setting}) => at(setting)),
				fix: [
					...changed.map(({setting, text}) => replaceInLine(setting.path, setting.line, text, modest[resource])),
					...(changed.some(({setting}) => setting.path.includes('/systemd/'))
						? [run('systemctl', 'daemon-reload')]
						: []),
					restart('kubelet'),
					advice(`${modest[resource]} is a modest value: what this node needs for itself a person knows`),
				],
			},
		),
	];
}

function total(all: readonly Reserved[]): number {
	return all.reduce((sum, {share}) => sum + share, 0);
}

/** A flag counts more than the file; of the file the last one does. */
function settingsOf({kubelet}: NodeSnapshot): readonly Setting[] {
	const files = [known(kubelet.config) ?? [], kubelet.configDropIns].flat().flatMap(({settings}) => settings);
	const byName = new Map(files.filter(({name}) => key.test(name)).map(one => [one.name, one]));
	const byFlag = new Map(kubelet.flags.filter(({name}) => flags.test(name)).map(one => [one.name, one]));
	const isOverruled = (name: string) =>
		byFlag.has(`--${(name.split('.')[0] ?? '').replace(/[A-Z]/, letter => `-${letter.toLowerCase()}`)}`);
	return [...[...byName.values()].filter(({name}) => !isOverruled(name)), ...byFlag.values()];
}

/** `memory=1Gi,cpu=500m` of a flag, `memory.available<100Mi` of a threshold. */
function reservedBy(setting: Setting, resource: Resource, has: number): readonly Reserved[] {
	const ofFile = key.exec(setting.name)?.[1];
	const pairs: ReadonlyArray<readonly [string, string]> =
		ofFile === undefined
			? setting.value.split(',').flatMap(pair => {
					const [, name, text] = /^\s*([\w.]+)\s*[=<]\s*(\S+?)\s*$/.exec(pair) ?? [];
					return name === undefined || text === undefined ? [] : [[name, text] as const];
				})
			: [[ofFile, setting.value]];
	return pairs.flatMap(([name, text]) => {
		if (name.replace('.available', '') !== resource) return [];
		const share = resource === 'cpu' ? cores(text) : amount(text, has);
		return share === undefined ? [] : [{resource, share, text, setting}];
	});
}

function cores(text: string): number | undefined {
	const [, number, thousandth] = /^(\d+(?:\.\d+)?)(m?)$/.exec(text) ?? [];
	return number === undefined ? undefined : Number(number) / (thousandth === 'm' ? 1000 : 1);
}

function shown(resource: Resource, has: number): string {
	return resource === 'cpu' ? String(has) : `${Math.round(has / 1024 ** 2)} MiB`;
}
