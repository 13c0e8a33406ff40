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

const apiAnswers = 'for i in $(seq 1 300); do kubectl get nodes >/dev/null 2>&1 && break; sleep 0.2; done';

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
	it('another image that containerd has under the name is named, kept, and given its name back', {
		timeout: walkMs,
	}, async () => {
		const names = `ctr -n k8s.io images ls | awk 'NR > 1 {print $1, $3}' | sort`;
		await box.must(
			`docker run --name mk busybox:1.35 touch /other; docker commit mk alt:1; docker rm mk; docker save alt:1 | ctr -n k8s.io images import -
			ctr -n k8s.io images tag docker.io/library/alt:1 docker.io/library/web:1.0; ctr -n k8s.io images rm docker.io/library/alt:1; docker rmi alt:1`,
		);
		const before = await box.must(names);
		expect((await migrate('plan')).all).toContain('containerd has another image under docker.io/library/web:1.0');
		expect(await migrate('apply --yes --until image-names')).toMatchObject({exitCode: 0, ok: true});
		const id = (await box.must(`docker image inspect web:1.0 -f '{{.Id}}'`)).trim();
		expect(await box.must(`crictl inspecti docker.io/library/web:1.0 | jq -r .status.id`)).toBe(`${id}\n`);
		expect(await migrate('undo --yes')).toMatchObject({exitCode: 0, ok: true});
		expect(await box.must(names)).toBe(before);
		await box.must(`ctr -n k8s.io images ls -q | xargs ctr -n k8s.io images rm`);
	});

	it('the disk is full under the images: the walk stops there, names it, and goes on when there is room', {
		timeout: walkMs,
	}, async () => {
		const content = '/var/lib/containerd/io.containerd.content.v1.content';
		await box.must(
			`mkdir /tmp/small && mount -t tmpfs -o size=1m tmpfs /tmp/small && cp -a ${content}/. /tmp/small/ && mkdir -p /tmp/small/ingest /tmp/small/blobs/sha256 && mount --bind /tmp/small ${content}`,
		);
		const full = await migrate('apply --yes --until image-names');
		await box.must(`umount ${content} && umount /tmp/small`);
		expect(full).toMatchObject({
			exitCode: 1,
			ok: false,
			failedStep: 'images',
			because: expect.stringContaining('no space left on device'),
		});
		expect(full.causes?.[0]).toMatchObject({id: 'disk-full'});
		expect(JSON.stringify(full.causes)).not.toContain('rmi');
		expect(await migrate('apply --yes --until image-names')).toMatchObject({exitCode: 0, ok: true});
	});

	it('an image that is damaged in docker is named, the others are carried, and without it the walk goes on', {
		timeout: walkMs,
	}, async () => {
		await box.must(
			`docker run --name mk busybox:1.35 sh -c 'head -c 100000 /dev/urandom > /data'; docker commit mk local/damaged:1; docker rm mk
			rm "$(docker image inspect local/damaged:1 -f '{{.GraphDriver.Data.UpperDir}}')/data"; ctr -n k8s.io images rm docker.io/library/web:1.0`,
		);
		const damaged = await migrate('apply --yes --until image-names');
		expect(damaged).toMatchObject({
			exitCode: 1,
			failedStep: 'images',
			because: expect.stringMatching(/^docker save local\/damaged:1 .*docker: Error response from daemon/),
		});
		expect(damaged.causes?.map(({id}) => id)).toContain('docker-layer-damaged');
		expect(await box.must('ctr -n k8s.io images ls -q')).toContain('docker.io/library/web:1.0');
		await box.must('docker rmi local/damaged:1');
		expect(await migrate('apply --yes --until image-names')).toMatchObject({exitCode: 0, ok: true});
	});

	const leftOfTrials = `mount | grep -c netns/cni; ls -d /var/lib/rtconsole/migrate/trial-* 2>/dev/null; crictl pods -q; ctr -n k8s.io containers ls -q; find /sys/fs/cgroup -path '*docker*' -prune -o -name '*cri-containerd*' -print`;

	it.each([
		[
			'a CNI plugin is broken',
			'cp /opt/cni/bin/bridge /tmp/bridge; printf "#!/bin/sh\\nexit 1\\n" > /opt/cni/bin/bridge',
			'cp /tmp/bridge /opt/cni/bin/bridge',
			/plugin type="?\\?"?bridge.* failed/,
		],
	])(
		'%s: the trial says so while every pod still runs on docker, nothing is cordoned, and nothing of it stays',
		{
			timeout: walkMs,
		},
		async (_, breakIt, mendIt, because) => {
			await box.must(breakIt);
			const failed = await migrate('apply --yes');
			await box.must(mendIt);
			expect(failed).toMatchObject({exitCode: 1, failedStep: 'trial-pod', because: expect.stringMatching(because)});
			expect(failed.causes?.length).toBeGreaterThan(0);
			expect(await box.must(`kubectl get nodes -o jsonpath='{.items[0].spec.unschedulable}'`)).toBe('');
			expect(await migrate('apply --yes --until trial-pod')).toMatchObject({exitCode: 0, ok: true});
			expect(await box.must(`${leftOfTrials}; true`)).toBe('0\n');
		},
	);

	it.each([
		['runc', 'mv /usr/sbin/runc /usr/sbin/runc.away', 'mv /usr/sbin/runc.away /usr/sbin/runc'],
		['iptables', 'mkdir -p /tmp/away; mv /usr/sbin/iptables* /tmp/away/', 'mv /tmp/away/* /usr/sbin/'],
	])('%s is not there: refused before anything', {timeout: walkMs}, async (name, breakIt, mendIt) => {
		await box.must(breakIt);
		const refused = await migrate('apply --yes');
		await box.must(mendIt);
		expect(refused).toMatchObject({exitCode: 3, all: expect.stringContaining(`${name} is not in PATH`)});
	});

	it('a kubeconfig that was named and may not evict is refused beforehand, with the right that it lacks', {
		timeout: walkMs,
	}, async () => {
		await box.must(`kubectl create serviceaccount ops
			kubectl create clusterrole marks --verb=get,list,patch --resource=nodes,pods,daemonsets.apps
			kubectl create clusterrolebinding ops-marks --clusterrole=marks --serviceaccount=default:ops
			token=$(kubectl get secret $(kubectl get sa ops -o jsonpath='{.secrets[0].name}') -o jsonpath='{.data.token}' | base64 -d)
			cp /etc/kubernetes/admin.conf /root/ops.conf; export KUBECONFIG=/root/ops.conf; kubectl config set-credentials ops --token=$token
			kubectl config set-context --current --user=ops`);
		const refused = await migrate('plan --kubeconfig /root/ops.conf');
		expect(refused).toMatchObject({
			exitCode: 3,
			all: expect.stringContaining('/root/ops.conf is of no use here: it may not create pods/eviction'),
		});
	});

	it('the API server is away before the cordon: nothing is cordoned by guess, and it is named', {
		timeout: walkMs,
	}, async () => {
		await box.must('systemctl stop kube-apiserver');
		const away = await migrate('apply --yes');
		await box.must(`systemctl start kube-apiserver && ${apiAnswers}`, podsMs);
		expect(away).toMatchObject({
			exitCode: 1,
			failedStep: 'cordon',
			because: expect.stringContaining('the cluster cannot be asked about this node'),
		});
		expect(away.causes?.map(({id}) => id).join(' ')).toMatch(/api-?server/);
	});

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

	it('a finalizer: named beforehand and at the end of the drain, with what takes it off', {
		timeout: walkMs,
	}, async () => {
		expect(await migrate('undo --yes')).toMatchObject({exitCode: 0, ok: true});
		const pod = (
			await box.must('kubectl rollout status deployment web >/dev/null; kubectl get pods -l app=web -o name | head -1')
		).trim();
		const patch = (value: string) =>
			box.must(`kubectl patch ${pod} --type=merge -p '{"metadata":{"finalizers":${value}}}'`);
		await patch('["example.org/hold"]');
		expect((await migrate('plan')).all).toContain('only when the finalizer example.org/hold is taken off');
		const held = await migrate('apply --yes --drain-timeout 20s');
		await patch('null');
		expect(held).toMatchObject({
			failedStep: 'drain',
			because: expect.stringMatching(
				/the finalizer example\.org\/hold keeps it: .*kubectl --namespace default patch pod web-/,
			),
		});
		expect(await migrate('apply --yes --until drain')).toMatchObject({exitCode: 0, ok: true});
	});

	it('the API server hangs on the way back: the undo says so and goes on', {timeout: walkMs}, async () => {
		const {stdout, exitCode} = await box.run(
			`cd /; pid=$(systemctl show -p MainPID --value kube-apiserver); kill -STOP $pid
			/rt/rtconsole migrate undo --yes --json </dev/null > /tmp/hangs.log 2>&1 & undo=$!
			for i in $(seq 1 300); do grep -q 'tries again' /tmp/hangs.log && break; sleep 0.2; done
			kill -CONT $pid; wait $undo; code=$?; cat /tmp/hangs.log; exit $code`,
			{timeoutMs: walkMs},
		);
		expect({exitCode, stdout}).toMatchObject({exitCode: 0, stdout: expect.stringContaining('tries again')});
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

	it('images are thrown away when docker is stopped: docker gives them once more, and stays away', {
		timeout: walkMs,
	}, async () => {
		const images = 'crictl images -q | sort -u';
		const before = await box.must(images);
		await box.must(`crictl images -q | sort -u | xargs crictl rmi`);
		expect(await migrate('apply --yes --until images-back')).toMatchObject({exitCode: 0, ok: true});
		expect(await box.must(images)).toBe(before);
		expect(await box.must('systemctl is-active docker docker.socket || true; ctr -n moby tasks ls -q')).toBe(
			'inactive\ninactive\n',
		);
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
			id: 'settings-refused',
			because: expect.stringContaining('no-such-flag'),
			fix: expect.arrayContaining([expect.objectContaining({text: expect.stringContaining('/etc/default/kubelet')})]),
		});
		await box.must('rm /etc/default/kubelet && systemctl reset-failed kubelet');
		expect(await migrate('apply --yes --until start-kubelet')).toMatchObject({exitCode: 0, ok: true});
	});

	it('the API server goes away in the middle: it is waited for, and nothing is done twice', {
		timeout: walkMs,
	}, async () => {
		const {stdout, exitCode} = await box.run(
			`systemctl stop kube-apiserver; cd /; /rt/rtconsole migrate apply --yes --until uncordon </dev/null > /tmp/away.log 2>&1 & pid=$!
			for i in $(seq 1 300); do grep -q 'the API server does not answer yet' /tmp/away.log && break; sleep 0.2; done
			systemctl start kube-apiserver; wait $pid; code=$?; cat /tmp/away.log; exit $code`,
			{timeoutMs: walkMs},
		);
		expect({exitCode, stdout}).toMatchObject({
			exitCode: 0,
			stdout: expect.stringContaining('the API server does not answer yet'),
		});
		expect(stdout).not.toContain('systemctl start kubelet');
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
