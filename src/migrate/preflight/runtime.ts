import {known} from '../../model/node-snapshot.ts';
import {runningRuntime, toldRuntime, unitState} from '../facts.ts';
import {type Check, go, noGo} from './finding.ts';

const others: Readonly<Record<string, string>> = {
	'k3s.service': 'k3s brings its own containerd; it leaves docker when --docker is taken from its arguments',
	'rke2-server.service': 'rke2 brings its own containerd and never uses docker',
	'rke2-agent.service': 'rke2 brings its own containerd and never uses docker',
};

export const runtime: Check = {
	id: 'runtime',
	title: 'the runtime in use',
	look(facts) {
		const {snapshot} = facts;
		const other = Object.keys(others).find(name => unitState(facts, name)?.activeState === 'active');
		if (other !== undefined) return noGo(`${other} runs here: ${others[other]}`);
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
