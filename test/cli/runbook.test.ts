import {execFileSync, spawnSync} from 'node:child_process';
import {describe, expect, it} from 'vitest';
import {planJson} from '../../src/cli/migrate/plan-json.ts';
import {planText} from '../../src/cli/migrate/print-plan.ts';
import {planMarkdown, planShell} from '../../src/cli/migrate/print-runbook.ts';
import {makePlan} from '../../src/migrate/plan.ts';
import {masked} from '../../src/model/mask.ts';
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

describe('a private key', () => {
	const pem = (kind: string) => `-----BEGIN ${kind}-----\nMIIEsecret\n-----END ${kind}-----\n`;
	const folder = '/etc/docker/certs.d/r.example:8443';
	const withKey = dockerNode({
		surroundings: {
			registryFiles: [
				{path: `${folder}/client.cert`, text: pem('CERTIFICATE')},
				{path: `${folder}/client.key`, text: pem('RSA PRIVATE KEY')},
			],
		},
	});
	const plan = makePlan(withKey, []);
	const target = '/etc/containerd/certs.d/r.example:8443/client.key';

	it('stands neither in the script nor in the runbook nor in JSON', () => {
		for (const text of [planShell(plan), planMarkdown(plan), JSON.stringify(planJson(plan)), planText(plan)]) {
			expect(text).toContain(target);
			expect(text).not.toMatch(/PRIVATE KEY|RSA/);
		}
	});

	it('is copied from where it stands, for root alone', () => {
		expect(planShell(plan)).toContain(`\ninstall -m 600 -- ${folder}/client.key ${target}\n`);
		expect(planShell(plan)).toContain(`\ninstall -m 644 -- ${folder}/client.cert `);
	});

	it('and is masked wherever else it turns up', () => {
		expect(masked(`+key: |\n${pem('PRIVATE KEY')}+after`)).toBe(
			'+key: |\n-----BEGIN PRIVATE KEY-----***-----END PRIVATE KEY-----\n+after',
		);
	});
});

it('JSON has no environment of bare pods', () => {
	const write = planJson(makePlan(node, []))
		.steps.flatMap(({changes}) => changes)
		.find(change => 'path' in change && change.path?.endsWith('bare-pods.json'));
	expect(write).toMatchObject({
		diff: expect.stringMatching(/^--- \/dev\/null\n\+\+\+ .*\n\(for root alone: \d+ lines\)\n$/),
	});
});

describe('a script that must not be followed', () => {
	const run = (text: string) =>
		spawnSync('sh', {input: text.replace(/^(mkdir|systemctl|tar) .*$/gm, 'echo ran'), encoding: 'utf8'});

	it('of a node that may not go ends before its first command, and says why above it', () => {
		const refused = planShell(makePlan(dockerNode({units: {'kubelet.service': {loadState: 'masked'}}}), []));
		expect(refused).toMatch(/^#!\/bin\/sh\n# .*\n# no-go: services that must start again: kubelet\.service is masked/);
		const {status, stdout, stderr} = run(refused);
		expect({status, stdout, stderr}).toEqual({status: 3, stdout: '', stderr: 'the preflight says no: see above\n'});
	});

	it('names what asks for consent, and goes on', () => {
		const asks = planShell(makePlan(dockerNode({daemonJson: '{"log-driver": "fluentd"}'}), []));
		expect(asks).toContain('\n# consent: ');
		expect(asks).not.toContain('exit 3');
	});
});
