import {expect, it} from 'vitest';
import {loadKnownErrors} from '../../src/explain/data.ts';
import {createExplainer} from '../../src/explain/explain.ts';
import {createMatcher} from '../../src/explain/match.ts';
import {readLogLine} from '../../src/explain/read-line.ts';

const known = await loadKnownErrors();
const kubelet = 'Nov 27 07:08:03 node1 kubelet[1608]: E1127 07:08:03.709045    1608';
const unregistered = `${kubelet} kubelet_node_status.go:462] "Error getting the current node from lister" err="node \\"node1\\" not found"`;
const noRuntime = `${kubelet} remote_runtime.go:407] "ListContainers failed" err="rpc error: code = Unavailable desc = connection error: desc = \\"transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: no such file or directory\\""`;
const otherName = `${kubelet} controller.go:144] leases.coordination.k8s.io "node9" is forbidden: User "system:node:node1" cannot get resource "leases": can only access node lease with the same name as the requesting node`;
const ofPods = `${kubelet} reflector.go:138] secrets "token" is forbidden: User "system:node:node1" cannot get resource "secrets" in API group "" in the namespace "default": no relationship found between node 'node1' and this object`;

function ids(...lines: readonly string[]) {
	const explainer = createExplainer(createMatcher(known));
	for (const [number, line] of lines.entries()) explainer.add(readLogLine(line, number + 1));
	return explainer.explain().findings.map(({id, causedBy, severity}) => [id, causedBy ?? severity]);
}

it('a node that is not registered follows from whatever kept the kubelet from it', () => {
	expect(ids(unregistered, unregistered, noRuntime)).toEqual([
		['dial-containerd', 'fatal'],
		['node-unregistered', 'dial-containerd'],
	]);
	expect(ids(unregistered, otherName)).toEqual([
		['node-name', 'fatal'],
		['node-unregistered', 'node-name'],
	]);
	expect(ids(unregistered)).toEqual([['node-unregistered', 'fatal']]);
});

it('an object that the node may not see is no other name of the node', () => {
	expect(ids(ofPods)).toEqual([['node-authorizer', 'info']]);
});
