import {describe, expect, it} from 'vitest';
import type {Argv} from '../../../src/model/argv.ts';
import {readKubectlLine} from '../../../src/runtime/cluster/kubectl-line.ts';
import {type LabelSelector, matchesLabels} from '../../../src/runtime/cluster/label-match.ts';

const kubeconfig = '/etc/kubernetes/admin.conf';
const read = (line: string) => readKubectlLine(['kubectl', '--kubeconfig', kubeconfig, ...line.split(' ')]);

// biome-ignore format: a table
it.each<[string, object | undefined]>([
	['cordon node1',    {do: 'cordon', node: 'node1'}],
	['uncordon node1',  {do: 'uncordon', node: 'node1'}],
	['drain node1 --ignore-daemonsets --delete-emptydir-data --force --timeout=300s', {do: 'drain', node: 'node1', force: true, timeoutMs: 300_000}],
	['drain node1 --ignore-daemonsets --delete-local-data --timeout=60s', {do: 'drain', node: 'node1', force: false, timeoutMs: 60_000}],
	['annotate node node1 --overwrite a.b/c=unix:///run/x=y.sock', {do: 'annotate', node: 'node1', annotations: {'a.b/c': 'unix:///run/x=y.sock'}}],
	['apply -f /var/lib/pods.json', {do: 'apply', path: '/var/lib/pods.json'}],
	['drain node1 --ignore-daemonsets --timeout=60s --grace-period=0', undefined],
	['drain node1 --timeout=60s',   undefined],
	['annotate node node1 a=b',     undefined],
	['annotate node node1 --overwrite a-', undefined],
	['cordon node1 --dry-run',      undefined],
	['get nodes',                   undefined],
])('kubectl %s', (line, meant) => {
	expect(read(line)).toEqual(meant && {kubeconfig, ...meant});
});

it('only lines that name a kubeconfig, and only kubectl', () => {
	expect(readKubectlLine(['kubectl', 'cordon', 'node1'])).toBeUndefined();
	expect(readKubectlLine(['oc', '--kubeconfig', kubeconfig, 'cordon', 'node1'] as Argv)).toBeUndefined();
});

describe('a selector of labels', () => {
	const labels = {app: 'web', tier: 'front'};
	// biome-ignore format: a table
	it.each<[LabelSelector | undefined, boolean]>([
		[undefined,                                                               false],
		[{},                                                                      true],
		[{matchLabels: {app: 'web'}},                                             true],
		[{matchLabels: {app: 'web', tier: 'back'}},                               false],
		[{matchExpressions: [{key: 'app', operator: 'In', values: ['web', 'x']}]}, true],
		[{matchExpressions: [{key: 'app', operator: 'NotIn', values: ['web']}]},  false],
		[{matchExpressions: [{key: 'zone', operator: 'NotIn', values: ['a']}]},   true],
		[{matchExpressions: [{key: 'zone', operator: 'Exists'}]},                 false],
		[{matchExpressions: [{key: 'zone', operator: 'DoesNotExist'}]},           true],
		[{matchExpressions: [{key: 'app', operator: 'Later'}]},                   false],
	])('%j: %s', (selector, matches) => {
		expect(matchesLabels(selector, labels)).toBe(matches);
	});
});
