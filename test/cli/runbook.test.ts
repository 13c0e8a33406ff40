import {execFileSync} from 'node:child_process';
import {expect, it} from 'vitest';
import {planMarkdown, planShell} from '../../src/cli/migrate/print-runbook.ts';
import {makePlan} from '../../src/migrate/plan.ts';
import {containerOf, dockerNode, podOf} from '../support/migration-facts.ts';

const bare = podOf('alone', {
	manifest: {apiVersion: 'v1', kind: 'Pod', metadata: {name: 'alone', namespace: 'default'}},
});
const node = dockerNode({
	workloads: {pods: {value: [bare]}, containers: {value: [containerOf('k8s_a_alone_default_u_0')]}},
});
const shell = planShell(makePlan(node, []));

it('is shell', () => {
	expect(execFileSync('sh', ['-n'], {input: shell, encoding: 'utf8'})).toBe('');
	expect(execFileSync('bash', ['-n'], {input: shell, encoding: 'utf8'})).toBe('');
});

it('stops what docker runs then, not what it ran when the plan was made: docker stop of what is gone fails', () => {
	expect(shell).toContain('\ndocker ps --quiet | xargs -r docker stop --time 30\n');
	expect(shell).not.toContain(containerOf('k8s_a_alone_default_u_0').id);
	expect(planMarkdown(makePlan(node, []))).toContain('\ndocker ps --quiet | xargs -r docker stop --time 30\n');
});

it('waits for the node before it tells the cluster of it, and says what is so already', () => {
	const lines = shell.split('\n');
	const waits = lines.findIndex(line => line.startsWith('until kubectl') && line.endsWith('; do sleep 2; done'));
	expect(lines[waits]).toContain("grep -q '^containerd://'");
	expect(lines[waits + 1]).toContain('wait --for=condition=Ready node/node1');
	expect(lines.findIndex(line => line.includes(' annotate node '))).toBeGreaterThan(waits);
	expect(shell).toContain('\n# install containerd [install-containerd]: it is so already\n');
});

it('a file for root alone is written so: manifests have environments', () => {
	expect(shell).toMatch(/\n\( umask 077; printf %s '\{[\s\S]*' > \/var\/lib\/rtconsole\/migrate\/bare-pods\.json \)\n/);
});

it('makes no pods again where there are none that would be lost', () => {
	const owned = dockerNode({workloads: {pods: {value: [podOf('web-1', {controller: 'ReplicaSet'})]}}});
	const part = planShell(makePlan(owned, []));
	expect(part).toContain('\n# make the bare pods again [restore-pods]: it is so already\n');
	expect(part).not.toContain('bare-pods.json');
});
