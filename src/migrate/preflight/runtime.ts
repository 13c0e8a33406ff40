import {known} from '../../model/node-snapshot.ts';
import {runningRuntime, toldRuntime, unitState} from '../facts.ts';
import {type Check, go, noGo} from './finding.ts';

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

export const runtime: Check = {
	id: 'runtime',
	title: 'the runtime in use',
	look(facts) {
		const {snapshot} = facts;
		const other = Object.keys(others).find(name => unitState(facts, name)?.activeState === 'active');
		if (other !== undefined) return noGo(`${other} runs here: ${others[other]}`);
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
		if (facts.did.size > 0) return go('a migration was begun here; it goes on', evidence);
		if (told === 'dockershim') return go('the kubelet uses docker through its dockershim', evidence);
		if (told === 'cri-dockerd') return go('the kubelet uses docker through cri-dockerd', evidence);
		if (told === 'containerd' && runningRuntime(facts) === 'containerd')
			return go('the kubelet uses containerd already', evidence);
		return noGo(`the kubelet uses neither docker nor containerd (${told})`, {evidence});
	},
};
