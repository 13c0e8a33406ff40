import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Box, bootBox} from '../support/lab.ts';
import {podsMs, quickPods} from '../support/lab-migration.ts';

let box: Box;
beforeAll(async () => {
	box = await bootBox('docker');
	await box.must(quickPods, podsMs);
}, 400_000);
afterAll(() => box?.remove());

const walkMs = 600_000;

type Last = {
	readonly exitCode: number;
	readonly ok?: boolean;
	readonly failedStep?: string;
	readonly because?: string;
	readonly causes?: ReadonlyArray<{readonly id: string; readonly fix: readonly unknown[]}>;
	readonly all: string;
};

async function migrate(words: string): Promise<Last> {
	const {exitCode, stdout, stderr} = await box.run(`/rt/rtconsole migrate ${words} --json </dev/null`, {
		timeoutMs: walkMs,
	});
	const last = stdout.trim().split('\n').at(-1) ?? '';
	return {exitCode, ...(last.startsWith('{"at"') ? JSON.parse(last) : {}), all: stdout + stderr};
}

/** Step by step on one node, in the order of the walk: break it, see where the walk stops and what it says, mend it, go on. */
describe('what goes wrong in the middle', () => {
	it('a PodDisruptionBudget: the drain ends its waiting, names it and its pods, and goes on when it runs again', {
		timeout: walkMs,
	}, async () => {
		await box.must('kubectl create poddisruptionbudget web --selector=app=web --min-available=2 && sleep 3');
		const held = await migrate('apply --yes --drain-timeout 15s');
		expect(held).toMatchObject({
			exitCode: 1,
			ok: false,
			failedStep: 'drain',
			because: expect.stringMatching(/PodDisruptionBudget default\/web .* holds up default\/web-\S+, default\/web-/),
		});
		expect(held.all).toContain('has to wait');
		await box.must('kubectl delete poddisruptionbudget web');
		expect(await migrate('apply --yes --until drain')).toMatchObject({exitCode: 0, ok: true});
	});

	it('containerd is changed behind its back: what it needs is put right', {timeout: walkMs}, async () => {
		await box.must(
			`sed -i 's/SystemdCgroup = false/SystemdCgroup = true/; 1i disabled_plugins = ["io.containerd.grpc.v1.cri"]' /etc/containerd/config.toml && systemctl restart containerd`,
		);
		expect(await migrate('apply --yes --until stop-docker')).toMatchObject({exitCode: 0, ok: true});
		expect(await box.must(`crictl info | jq -r '.config.containerd.runtimes.runc.options.SystemdCgroup'`)).toBe(
			'false\n',
		);
	});

	it('docker.socket is started again: it is stopped again, and docker stays away', {timeout: walkMs}, async () => {
		await box.must('systemctl enable --now docker.socket && docker ps');
		expect(await migrate('apply --yes --until stop-docker')).toMatchObject({exitCode: 0, ok: true});
		expect(await box.must('systemctl is-active docker docker.socket || true')).toBe('inactive\ninactive\n');
	});

	it('the kubelet does not come up: it is not waited for, the flag is named, and undone it goes on', {
		timeout: walkMs,
	}, async () => {
		await box.must(`echo 'KUBELET_EXTRA_ARGS="--no-such-flag=1"' > /etc/default/kubelet`);
		const dead = await migrate('apply --yes');
		expect(dead).toMatchObject({
			exitCode: 1,
			ok: false,
			failedStep: 'start-kubelet',
			because: expect.stringContaining('ends as often as it starts'),
		});
		expect(dead.causes?.[0]).toMatchObject({
			id: expect.stringMatching(/kubelet-flags|journal/),
			because: expect.stringContaining('no-such-flag'),
		});
		await box.must('rm /etc/default/kubelet && systemctl reset-failed kubelet');
		expect(await migrate('apply --yes --until start-kubelet')).toMatchObject({exitCode: 0, ok: true});
	});

	it('no network plugin: refused before anything, with the folder named', {timeout: walkMs}, async () => {
		await box.must('mv /etc/cni/net.d /etc/cni/away && mkdir /etc/cni/net.d');
		const none = await migrate('apply --yes');
		await box.must('rmdir /etc/cni/net.d && mv /etc/cni/away /etc/cni/net.d');
		expect(none).toMatchObject({exitCode: 3, all: expect.stringContaining('/etc/cni/net.d')});
	});

	it('containerd hangs: it is started anew, and the walk comes to its end', {timeout: walkMs}, async () => {
		await box.must('kill -STOP $(systemctl show -p MainPID --value containerd)');
		expect(await migrate('apply --yes')).toMatchObject({
			exitCode: 0,
			ok: true,
			runtime: expect.stringMatching(/^containerd:/),
		});
	});

	it('kubectl is away: refused, and it says so', {timeout: walkMs}, async () => {
		await box.must('mv $(command -v kubectl) /tmp/kubectl.away');
		const none = await migrate('apply --yes');
		await box.must('mv /tmp/kubectl.away /usr/bin/kubectl');
		expect(none).toMatchObject({exitCode: 3, all: expect.stringContaining('kubectl is not on this node')});
	});

	it('clean-up asks by name, frees the disk, and ends the way back', {timeout: walkMs}, async () => {
		expect(await migrate('clean-up --yes')).toMatchObject({exitCode: 3, all: expect.stringContaining('docker-data')});
		expect((await migrate('clean-up --yes --consent docker-data')).exitCode).toBe(0);
		expect(
			await box.must(
				'ls -A /var/lib/docker | wc -l; ls -d /var/lib/dockershim 2>&1 | grep -c "No such file"; kubectl get pods | grep -c Running',
			),
		).toBe('0\n1\n4\n');
		expect(await migrate('undo --yes')).toMatchObject({exitCode: 1, all: expect.stringContaining('no way back')});
		expect((await migrate('status')).all).toContain('"changes": []');
	});
});
