import {expect, it} from 'vitest';
import {isLate} from '../../src/migrate/late-pods.ts';
import {lineagesHere, notBack, type RanBefore, ranBefore} from '../../src/migrate/not-back.ts';
import type {PodOnNode} from '../../src/model/node-workloads.ts';
import type {Owners, PodOwner} from '../../src/model/pod-owners.ts';
import {containerOf, dockerNode, podOf} from '../support/migration-facts.ts';

const web = 'default/ReplicaSet/web-5b8';
const webPod = (name: string, more: Partial<PodOnNode> = {}) =>
	podOf(name, {controller: 'ReplicaSet', owner: 'web-5b8', ...more});
const node = (pods: readonly PodOnNode[], otherNodes = 0) =>
	dockerNode({workloads: {pods: {value: pods}, otherNodes: {value: otherNodes}}});
const ran = (...lineages: readonly string[]): RanBefore => ({lineages: ranBefore(lineages, node([]))});
const owners = (found: Record<string, PodOwner>): Owners => ({
	kinds: new Set(['ReplicaSet', 'DaemonSet']),
	found: new Map(Object.entries(found)),
});

it('pods that their ReplicaSet has not made again yet are waited for', () => {
	const {waited, named, asked} = notBack(node([webPod('a')]), ran(web, web), undefined);
	expect({waited, named, asked}).toEqual({waited: [], named: ['1 of default/web-5b8 (ReplicaSet)'], asked: [web]});
	const told = owners({[web]: {wants: 2, has: 2}});
	expect(notBack(node([webPod('a')]), ran(web, web), told).waited).toEqual(['1 of default/web-5b8 (ReplicaSet)']);
	expect(notBack(node([webPod('a'), webPod('b', {phase: 'Pending'})]), ran(web, web), told).waited).toEqual([]);
});

it('a ReplicaSet that is gone, or wants fewer now, is waited for by nobody', () => {
	const nothing = {waited: [], named: [], asked: []};
	expect(notBack(node([]), ran(web), owners({}))).toEqual(nothing);
	expect(notBack(node([webPod('a')]), ran(web, web), owners({[web]: {wants: 1, has: 1}}))).toEqual(nothing);
});

it('where other nodes take pods, they may be there', () => {
	expect(notBack(node([], 1), ran(web), owners({[web]: {wants: 3, has: 3}})).waited).toEqual([]);
	expect(notBack(node([], 1), ran(web), owners({[web]: {wants: 3, has: 2}})).waited).toHaveLength(1);
});

it('a bare pod that nobody makes again, and what nobody here may ask about, is named', () => {
	const {waited, named} = notBack(node([]), ran('default/lone', 'default/Workflow/steps'), undefined);
	expect(waited).toEqual([]);
	expect(named).toEqual(['default/lone', '1 of default/steps (Workflow)']);
});

it('a static pod is waited for by its own name', () => {
	const etcd = podOf('etcd-node1', {namespace: 'kube-system', mirror: true, controller: 'Node', owner: 'node1'});
	const api = {...etcd, name: 'kube-apiserver-node1'};
	const lineages = lineagesHere(node([etcd, api]));
	expect(lineages).toEqual(['kube-system/Node/etcd-node1', 'kube-system/Node/kube-apiserver-node1']);
	const before = {lineages: ranBefore(undefined, node([etcd, api]))};
	expect(notBack(node([api]), before, undefined).waited).toEqual(['kube-system/etcd-node1']);
	// Its manifest is gone by now: the cluster heard of it later.
	const files = (...names: readonly string[]): Owners => ({
		kinds: new Set(['Node']),
		found: new Map(names.map(name => [`kube-system/Node/${name}`, {wants: 1, has: 0}])),
	});
	expect(notBack(node([api]), before, files('etcd-node1')).waited).toEqual(['kube-system/etcd-node1']);
	expect(notBack(node([api]), before, files()).waited).toEqual([]);
	// Its manifest was taken away by a person: a cluster that answers does not have it.
	expect([...ranBefore(lineages, node([api])).keys()]).toEqual(['kube-system/Node/kube-apiserver-node1']);
	const silent = dockerNode({workloads: {pods: {missing: 'the API server does not answer'}}});
	expect([...ranBefore(lineages, silent).keys()]).toEqual(lineages);
	expect([...ranBefore(lineages, undefined).keys()]).toEqual(lineages);
});

it('what the cluster says to run, and docker does not, is of the past', () => {
	const id = 'b'.repeat(64);
	const pod = webPod('a', {runningIds: [`docker://${id}`]});
	const facts = (running: boolean) =>
		dockerNode({workloads: {containers: {value: [containerOf('k8s_web_a_default_u_0', {id, running})]}}});
	expect(isLate(pod, facts(true))).toBe(false);
	expect(isLate(pod, facts(false))).toBe(true);
	expect(isLate(pod, dockerNode({workloads: {containers: {missing: 'docker does not answer'}}}))).toBe(false);
});

it('a pod that ran once, and whose containers cannot start now, is late', () => {
	const waits = (reason: string) => isLate(webPod('a', {waiting: [reason], runningIds: []}), node([]));
	expect(waits('ImagePullBackOff')).toBe(true);
	expect(waits('CrashLoopBackOff')).toBe(false);
	expect(isLate(webPod('a', {runningIds: []}), node([]))).toBe(true);
});
