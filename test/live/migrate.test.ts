import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Box, bootBox} from '../support/lab.ts';
import {schemaNamed, undeclared, violations} from '../support/schema.ts';

let box: Box;
beforeAll(async () => {
	box = await bootBox('docker');
});
afterAll(() => box?.remove());

const walkMs = 400_000;
const rtconsole = '/rt/rtconsole migrate';

/** Every file that decides how the node runs: name, mode, owner, and what is in it. */
const tree = `cd / && find etc/containerd etc/docker etc/kubernetes etc/cni etc/default etc/systemd etc/rc?.d etc/crictl.yaml \\
	var/lib/kubelet/config.yaml var/lib/kubelet/kubeadm-flags.env 2>/dev/null | sort | while read -r f; do
	if [ -L "$f" ]; then h=$(readlink "$f"); elif [ -f "$f" ]; then h=$(sha256sum < "$f"); else h=directory; fi
	echo "$(stat -c '%n %a %u:%g' "$f") $h"; done`;

async function runtimeOfNode(): Promise<string> {
	return box.must('kubectl get node node1 -o jsonpath={.status.nodeInfo.containerRuntimeVersion}');
}

/** Pods that do not run; the one that fails by itself is left out. */
async function notRunning(): Promise<readonly string[]> {
	const text = await box.must('kubectl get pods -A --no-headers');
	return text.split('\n').filter(line => line !== '' && !line.includes('crasher') && !/ 1\/1 +Running /.test(line));
}

async function apply(more = ''): Promise<{exitCode: number; stdout: string; stderr: string}> {
	return box.run(`${rtconsole} apply --yes --json ${more} </dev/null`, {timeoutMs: walkMs});
}

async function undo(): Promise<void> {
	const {exitCode, stdout} = await box.run(`${rtconsole} undo --yes --json`, {timeoutMs: walkMs});
	expect({exitCode, last: lastOf(stdout)}).toMatchObject({exitCode: 0, last: {ok: true}});
}

type Line = {
	readonly type: string;
	readonly id?: string;
	readonly state?: string;
	readonly ok?: boolean;
	readonly detail?: string;
};

function linesOf(stdout: string): readonly Line[] {
	return stdout
		.split('\n')
		.filter(line => line !== '')
		.map(line => JSON.parse(line) as Line);
}

const lastOf = (stdout: string) => linesOf(stdout).at(-1);

describe('from dockershim to containerd and back', () => {
	let before = '';

	it('plan is data, changes nothing, and apply without --yes refuses', async () => {
		before = await box.must(tree);
		const plan = await box.run(`${rtconsole} plan --json`);
		expect(plan.exitCode).toBe(0);
		const value = JSON.parse(plan.stdout);
		expect(violations('migrate-plan', value)).toEqual([]);
		expect(undeclared(schemaNamed('migrate-plan'), value)).toEqual([]);
		expect(value).toMatchObject({from: 'docker', to: 'containerd', verdict: 'go'});
		expect((await box.run(`${rtconsole} apply </dev/null`)).exitCode).toBe(3);
		const shell = await box.must(
			`${rtconsole} plan --shell > /tmp/plan.sh; sh -n /tmp/plan.sh; ${rtconsole} plan --markdown`,
		);
		expect(shell).toContain('# docker → containerd');
		expect(await box.must(tree)).toBe(before);
	});

	it('apply --yes: the node runs containerd, the pods run, nothing is left in moby', {timeout: walkMs}, async () => {
		const {exitCode, stdout} = await apply();
		expect({exitCode, last: lastOf(stdout)}).toMatchObject({exitCode: 0, last: {type: 'result', ok: true}});
		for (const line of linesOf(stdout)) expect(violations('migrate-progress', line)).toEqual([]);
		expect(await runtimeOfNode()).toMatch(/^containerd:\/\//);
		expect(await notRunning()).toEqual([]);
		expect(await box.must('ctr -n moby c ls -q; systemctl is-active docker docker.socket || true')).toBe(
			'inactive\ninactive\n',
		);
		expect(await box.must('kubectl get pods -o name')).toContain('pod/bare');
		expect(await box.must('kubectl exec bare -- echo hello; kubectl logs crasher --tail=1 >/dev/null')).toBe('hello\n');
	});

	it('apply again changes nothing', {timeout: walkMs}, async () => {
		const {exitCode, stdout} = await apply();
		const states = new Set(linesOf(stdout).flatMap(({state}) => state ?? []));
		expect({exitCode, states: [...states]}).toEqual({exitCode: 0, states: ['skipped']});
	});

	it('undo --yes: the node runs docker, the pods run, every file is as it was', {timeout: walkMs}, async () => {
		await undo();
		expect(await runtimeOfNode()).toMatch(/^docker:\/\//);
		expect(await notRunning()).toEqual([]);
		expect(await box.must(tree)).toBe(before);
		expect(await box.must('ctr -n k8s.io c ls -q; ctr -n k8s.io images ls -q')).toBe('');
	});
});

it('a file that somebody changed since is named, and not written over', {timeout: walkMs}, async () => {
	expect((await apply()).exitCode).toBe(0);
	await box.must('cp /etc/crictl.yaml /tmp/ours; echo "# mine" >> /etc/crictl.yaml');
	const {exitCode, stdout} = await box.run(`${rtconsole} undo --yes --json`, {timeoutMs: walkMs});
	expect(exitCode).toBe(1);
	const stuck = linesOf(stdout).find(({state}) => state === 'stuck');
	expect(stuck).toMatchObject({id: 'crictl-config'});
	expect(stuck?.detail).toContain('/etc/crictl.yaml');
	expect(await box.must('tail -1 /etc/crictl.yaml')).toBe('# mine\n');
	await box.must('cp /tmp/ours /etc/crictl.yaml');
	await undo();
	expect(await runtimeOfNode()).toMatch(/^docker:\/\//);
});

it('a container of docker alone is refused without its consent', async () => {
	await box.must('docker rm -f mine; docker run -d --name mine --restart always busybox:1.35 sleep 1000000');
	const {exitCode, stderr} = await box.run(`${rtconsole} apply --yes </dev/null`);
	expect({exitCode, stderr}).toMatchObject({
		exitCode: 3,
		stderr: expect.stringContaining('--consent standalone-containers'),
	});
	await box.must('docker rm -f mine');
});
