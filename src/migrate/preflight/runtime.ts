import {criDockerdName} from '../../model/cri-dockerd.ts';
import {known} from '../../model/node-snapshot.ts';
import {
	isBegunByHand,
	isOnTarget,
	type KubeletRuntime,
	type MigrationFacts,
	runningRuntime,
	targetOf,
	toldRuntime,
	unitState,
} from '../facts.ts';
import {type Check, type Finding, go, noGo, type Verdict} from './finding.ts';

const k3s =
	'k3s brings its own containerd: take --docker out of its arguments (its unit, or docker: true in /etc/rancher/k3s/config.yaml), put its images into /var/lib/rancher/k3s/agent/images, and restart it';
const rke2 = 'rke2 brings its own containerd and never uses docker: there is nothing to do here';
const k0s =
	'k0s brings its own containerd: take --cri-socket docker:… out of its arguments (k0s install worker …) and restart it';
const microk8s = 'microk8s brings its own containerd and does not use docker: there is nothing to do here';

/** Distributions that run the kubelet themselves, with what to do instead. */
const others: Readonly<Record<string, string>> = {
	'k3s.service': k3s,
	'k3s-agent.service': k3s,
	'rke2-server.service': rke2,
	'rke2-agent.service': rke2,
	'k0scontroller.service': k0s,
	'k0sworker.service': k0s,
	'snap.microk8s.daemon-kubelite.service': microk8s,
	'snap.microk8s.daemon-kubelet.service': microk8s,
};

const snapDocker = 'snap.docker.dockerd.service';

export const runtime: Check = {
	id: 'runtime',
	title: 'the runtime in use',
	look(facts) {
		const {snapshot} = facts;
		const other = Object.keys(others).find(name => unitState(facts, name)?.activeState === 'active');
		if (other !== undefined) return noGo(`${other} runs here: ${others[other]}`);
		if (unitState(facts, snapDocker) !== undefined && unitState(facts, 'docker.service') === undefined)
			return noGo(
				'docker is a snap here: its files, its socket and its way to be stopped are others than those that the walk knows',
				{
					evidence: [{source: `systemctl show ${snapDocker}`, text: unitState(facts, snapDocker)?.activeState ?? ''}],
					fix: [
						{
							text: 'by hand, after a drain and with the kubelet stopped: snap stop --disable docker; its images first: docker save … | ctr -n k8s.io images import -',
						},
					],
				},
			);
		const inDocker = (known(facts.workloads.containers) ?? []).find(
			({name, running, ofKubelet}) => running && !ofKubelet && /^(kubelet|hyperkube)$/.test(name),
		);
		if (inDocker !== undefined)
			return noGo(
				`the kubelet itself is a container of docker (${inDocker.name}), as RKE makes it: the node cannot live without docker`,
				{fix: [{text: 'drain the node and set it up again with a kubelet of the system (kubeadm, RKE2)'}]},
			);
		const told = toldRuntime(facts);
		const node = known(snapshot.node)?.runtimeVersion;
		const flags = snapshot.kubelet.flags
			.filter(({name}) => /^--container-runtime|^--docker|^--network-plugin$/.test(name))
			.map(({name, value, path, line}) => ({source: `${path}:${line}`, text: `${name}=${value}`}));
		const evidence = [...flags, ...(node === undefined ? [] : [{source: 'node status', text: node}])];
		if ('missing' in snapshot.kubelet.version && 'missing' in snapshot.kubelet.running)
			return noGo(`there is no kubelet on this node: ${snapshot.kubelet.version.missing}`);
		const down = runtimeDown(facts, told);
		if (down !== undefined) return {...down, evidence: [...evidence, ...(down.evidence ?? [])]};
		if (facts.did.size > 0)
			return go(
				isOnTarget(facts)
					? `a migration was made here: the kubelet uses ${targetOf(facts).runtime}`
					: 'a migration was begun here; it goes on',
				evidence,
			);
		if (told === 'dockershim') return go('the kubelet uses docker through its dockershim', evidence);
		if (told === 'cri-dockerd') return go('the kubelet uses docker through cri-dockerd', evidence);
		if (told === 'containerd' && runningRuntime(facts) === 'containerd')
			return go('the kubelet uses containerd already', evidence);
		if (told === 'containerd') return begunByHand(facts, evidence);
		const endpoint = known(snapshot.kubelet.endpoint)?.value;
		const named = endpoint === undefined ? told : `${endpoint} (${told})`;
		return noGo(`the kubelet is told of neither docker nor containerd, but of ${named}`, {
			evidence,
			fix: [{text: 'rtconsole check says whether anything is there, and how to put it right'}],
		});
	},
};

/**
 * The kubelet is told of containerd and does not run there: somebody followed a guide up to here, or its containerd is broken.
 * Where it is stopped and docker is here, what is left is done; of a kubelet that still runs on docker nobody moved the pods.
 */
function begunByHand(facts: MigrationFacts, evidence: Finding['evidence']): Verdict {
	if (runningRuntime(facts) !== undefined)
		return noGo(
			'the kubelet is told of containerd, and the one that runs still uses docker: somebody changed its flags',
			{
				evidence,
				fix: [{text: 'put these flags back as they were: the migration changes them when the pods have been moved'}],
			},
		);
	if (isBegunByHand(facts))
		return go(
			'begun by hand: the kubelet is told of containerd and is stopped, and docker still runs; what is left is done, and undo takes back that alone',
			evidence,
		);
	return noGo('the kubelet is told of containerd already, and does not run', {
		evidence,
		fix: [
			{text: 'systemctl start kubelet', argv: ['systemctl', 'start', 'kubelet']},
			{text: 'rtconsole check says why it ends, and how to put it right'},
		],
	});
}

/**
 * The runtime that is to be left must run: while it does not, no pod ends (a drain would wait for ever) and docker hands out
 * no image. Undefined where it does, or is left behind already.
 */
function runtimeDown(facts: MigrationFacts, told: KubeletRuntime): Verdict | undefined {
	if (told !== 'dockershim' && told !== 'cri-dockerd') return undefined;
	const needed = [
		{unit: 'docker', process: 'dockerd', lacks: 'no image can be carried over and no pod ends'},
		...(told === 'cri-dockerd'
			? [{unit: criDockerdName(facts.snapshot.units), process: 'cri-dockerd', lacks: 'the kubelet ends no pod'}]
			: []),
	];
	for (const {unit, process, lacks} of needed) {
		const state = unitState(facts, `${unit}.service`)?.activeState;
		if (state === undefined || !['inactive', 'failed'].includes(state)) continue;
		if (facts.snapshot.processes.some(({name}) => name === process)) continue;
		const masked = [`${unit}.socket`, `${unit}.service`].filter(name => unitState(facts, name)?.loadState === 'masked');
		const unmask = masked.map(name => ['systemctl', 'unmask', name]);
		const commands = [...unmask, ['systemctl', 'start', `${unit}.socket`, `${unit}.service`]];
		return noGo(`${process} does not run, and the kubelet still needs it: ${lacks}`, {
			evidence: [{source: `systemctl show ${unit}.service`, text: `ActiveState=${state}`}],
			fix: [
				// What ended once ends again until its reason is gone.
				...(state === 'failed' ? [{text: `rtconsole check: why ${process} ended, and what to mend first`}] : []),
				...commands.map(argv => ({text: argv.join(' '), argv})),
			],
		});
	}
	return undefined;
}
