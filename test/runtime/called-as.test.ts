import {describe, expect, it} from 'vitest';
import type {NodeFacts} from '../../src/model/facts.ts';
import {calledAs} from '../../src/runtime/called-as.ts';

const usual = '/run/containerd/containerd.sock';
const k3s = '/run/k3s/containerd/containerd.sock';
const factsOf = (more: Partial<NodeFacts>): NodeFacts => ({
	hostname: 'node1',
	tools: {crictl: {name: 'crictl', command: ['crictl']}, ctr: {name: 'ctr', command: ['ctr']}},
	lookedFor: [],
	endpoint: {url: `unix://${usual}`, source: 'socket', detail: ''},
	containerdAddress: usual,
	listing: {through: 'crictl'},
	warnings: [],
	...more,
});
const told = (url: string, source: 'crictl.yaml' | 'kubelet' | 'socket') => ({
	endpoint: {url: `unix://${url}`, source, detail: ''},
});
const tools = (
	crictl: readonly [string, ...string[]],
	ctr: readonly [string, ...string[]],
): Pick<NodeFacts, 'tools'> => ({
	tools: {crictl: {name: 'crictl', command: crictl}, ctr: {name: 'ctr', command: ctr}},
});
const rke2 = '/var/lib/rancher/rke2/bin';

describe('how crictl and ctr must be called', () => {
	// biome-ignore format: a table
	it.each<[string, Partial<NodeFacts>, object]>([
		['containerd where everybody looks',   {},                                                       {}],
		['the same under its older name',      told('/var/run/containerd/containerd.sock', 'kubelet'),   {}],
		['crictl.yaml says where',             {...told('/run/x.sock', 'crictl.yaml')},                  {}],
		['nothing says where',                 {...told('/run/crio/crio.sock', 'kubelet')},              {crictl: 'crictl --runtime-endpoint unix:///run/crio/crio.sock'}],
		['k3s carries both',                   {...tools(['k3s', 'crictl'], ['k3s', 'ctr']), ...told(k3s, 'socket'), containerdAddress: k3s}, {crictl: 'k3s crictl', ctr: 'k3s ctr'}],
		['links of k3s know its socket',       {tools: {crictl: {name: 'crictl', command: ['crictl'], carrier: 'k3s'}}, ...told(k3s, 'socket'), containerdAddress: k3s}, {}],
		['they alone know nothing of it',      {...told(k3s, 'socket'), containerdAddress: k3s},          {crictl: `crictl --runtime-endpoint unix://${k3s}`, ctr: `ctr --address ${k3s}`}],
		['rke2 has them outside of PATH',      {...tools([`${rke2}/crictl`], [`${rke2}/ctr`]), ...told(k3s, 'socket'), containerdAddress: k3s}, {crictl: `${rke2}/crictl --runtime-endpoint unix://${k3s}`, ctr: `${rke2}/ctr --address ${k3s}`}],
		['dockershim, which crictl cannot ask', {...told('/var/run/dockershim.sock', 'kubelet'), listing: {through: 'docker', because: ''}}, {}],
		['no tools at all',                    {tools: {}},                                              {}],
	])('%s', (_name, facts, called) => {
		expect(calledAs(factsOf(facts))).toEqual(called);
	});
});
