import {type Argv, quote} from '../../model/argv.ts';
import {known} from '../../model/node-snapshot.ts';
import type {CriContainer} from '../../model/node-workloads.ts';
import {isOnTarget, type MigrationFacts, targetOf, unitState} from '../facts.ts';
import {runtimeDown} from '../runtime-down.ts';
import type {Change, Step} from '../step.ts';
import {wrongNow} from './containerd-config.ts';
import {kubectl} from './kubectl.ts';

const id = 'verify';
const common = {
	id,
	title: 'prove that the node works',
	why: 'Logs and exec go another way than starting a pod: through the streaming server of the kubelet and the CRI. They are tried.',
	source: 'kubernetes.io, Changing the container runtime on a node: Verify that the node is healthy',
	seconds: 2,
	looks: ['units', 'runtime', 'images', 'tasks', 'node', 'pods', 'sandboxes'],
	touches: [],
	settleMs: 60_000,
} as const;

/**
 * The end of the walk: what was done is asked of everything that can tell, and logs and exec are tried.
 *
 * @param unit Of the runtime.
 * @param runtimeWrong What the runtime itself does not do as it was meant.
 * @param onDocker The node stays with docker: it runs, and has the containers.
 */
export function verifyOf(
	unit: string,
	runtimeWrong: (facts: MigrationFacts) => string | undefined,
	{onDocker = false}: {readonly onDocker?: boolean} = {},
): Step<MigrationFacts> {
	const again = (facts: MigrationFacts) => (onDocker ? undefined : dockerAgain(facts));
	const left = (facts: MigrationFacts) => (onDocker ? undefined : leftInDocker(facts));
	const wrong = (facts: MigrationFacts) => wrongWith(facts) ?? left(facts) ?? runtimeWrong(facts) ?? again(facts);
	return {
		...common,
		...(onDocker ? {} : {why: `${common.why} Nothing may be left in docker.`}),
		watch: ['kubelet.service', unit],
		check(facts) {
			const proven = facts.did.size === 0 || (facts.did.has(id) && !facts.unverified.has(id));
			return {is: proven && wrong(facts) === undefined ? 'done' : 'todo'};
		},
		plan: facts => probes(facts).map(argv => ({...probe, argv})),
		verify: wrong,
		remark: crashing,
		hopeless: (facts, waitedMs) => (waitedMs < dockerMs ? undefined : again(facts)),
		byHand: facts => [
			quote(crictl(facts, 'pods')),
			...(onDocker
				? []
				: [
						`${quote(['ctr', '--address', facts.snapshot.containerd.address, '-n', 'moby', 'containers', 'ls'])} # nothing of docker is left`,
					]),
		],
	};
}

export const verify = verifyOf('containerd.service', wrongNow);

/** An image without a shell has no `true`: that the runtime says so is proof enough. */
const probe: Omit<Extract<Change, {kind: 'run'}>, 'argv'> = {
	kind: 'run',
	undo: [],
	timeoutMs: 30_000,
	// One that crashes again and again may have ended since the look: whoever says so was reached.
	fineSaying:
		'executable file not found|no such file or directory|container not found|not in running state|is not running',
};

/** A log of three pods and a command in two of them: through the cluster where that may be, else over the CRI. */
function probes(facts: MigrationFacts): readonly Argv[] {
	const containers = candidates(facts);
	const asks = facts.workloads.access.drains !== undefined && facts.snapshot.programs.kubectl !== undefined;
	const logs = containers.slice(0, 3).map(({id: container, name, pod}): Argv => {
		const [namespace = '', podName = ''] = pod.split('/');
		return asks
			? kubectl(facts, '--namespace', namespace, 'logs', podName, '--container', name, '--tail=1')
			: crictl(facts, 'logs', '--tail', '1', container);
	});
	const execs = containers.slice(0, 2).map(({id: container, name, pod}): Argv => {
		const [namespace = '', podName = ''] = pod.split('/');
		return asks
			? kubectl(facts, '--namespace', namespace, 'exec', podName, '--container', name, '--', 'true')
			: crictl(facts, 'exec', '--sync', container, 'true');
	});
	return [...logs, ...execs];
}

const crictl = (facts: MigrationFacts, ...words: readonly string[]): Argv => [
	'crictl',
	'--runtime-endpoint',
	targetOf(facts).endpoint,
	...words,
];

/** Of pods that run and are not about to end; those that never ended first, then those of people: they tell more than the system's. */
function candidates({workloads}: MigrationFacts): readonly CriContainer[] {
	const steady = (known(workloads.pods) ?? []).filter(({waiting, deleting}) => waiting.length === 0 && !deleting);
	const names = new Set(steady.map(nameOf));
	const there = (known(workloads.criContainers) ?? []).filter(({pod}) => names.size === 0 || names.has(pod));
	const onePerPod = there.filter(({pod}, index) => there.findIndex(each => each.pod === pod) === index);
	const ends = new Set((known(workloads.pods) ?? []).filter(({restarts}) => restarts > 0).map(nameOf));
	const rank = (each: CriContainer) => 2 * Number(ends.has(each.pod)) + Number(isOfSystem(each));
	return onePerPod.toSorted((a, b) => rank(a) - rank(b));
}

const nameOf = ({namespace, name}: {readonly namespace: string; readonly name: string}) => `${namespace}/${name}`;
const isOfSystem = ({pod}: CriContainer) => pod.startsWith('kube-system/');

function wrongWith(facts: MigrationFacts): string | undefined {
	if (!isOnTarget(facts)) return `the kubelet does not run on ${targetOf(facts).runtime}`;
	const node = known(facts.snapshot.node);
	if (node !== undefined && !node.ready) return 'the node is not Ready';
	const down = runtimeDown(known(facts.workloads.cri));
	if (down !== undefined) return `${down.type} is false: ${down.message || down.reason} (crictl info)`;
	const sandboxes = known(facts.workloads.sandboxes);
	const without = (known(facts.workloads.pods) ?? [])
		.filter(({nodeName, runningIds, deleting}) => nodeName === facts.nodeName && runningIds.length > 0 && !deleting)
		.map(({namespace, name}) => `${namespace}/${name}`)
		.filter(name => sandboxes !== undefined && !sandboxes.includes(name));
	if (without.length > 0) return `no sandbox is up for ${without.join(', ')} (crictl pods)`;
	return undefined;
}

/** The runtime starts it, and its program ends by itself: it may have done so in docker too, and holds no walk. */
function crashing({workloads, nodeName}: MigrationFacts): string | undefined {
	const names = (known(workloads.pods) ?? [])
		.filter(pod => pod.nodeName === nodeName && pod.waiting.includes('CrashLoopBackOff'))
		.map(nameOf);
	if (names.length === 0) return undefined;
	return `CrashLoopBackOff: ${names.join(', ')}; where that is new, rtconsole why ${names[0]} tells the cause`;
}

function leftInDocker(facts: MigrationFacts): string | undefined {
	const moby = known(facts.snapshot.namespaces)?.find(({name}) => name === 'moby');
	if (moby !== undefined && moby.containers > 0)
		return `left in docker: ${moby.containers} containers (ctr -n moby c ls)`;
	return undefined;
}

/** Somebody may only have looked: docker.socket starts docker for that. */
const dockerMs = 5000;

/** It was stopped and disabled, so somebody started it since. */
function dockerAgain(facts: MigrationFacts): string | undefined {
	const active = ['docker.socket', 'docker.service'].filter(name => unitState(facts, name)?.activeState === 'active');
	return active.length === 0
		? undefined
		: `${active.join(' and ')} ${active.length === 1 ? 'runs' : 'run'} again, though stopped and disabled: a person, a timer or a tool (monit, Puppet, a cron job) started it; end that, then run this again`;
}
