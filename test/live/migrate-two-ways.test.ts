import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Box, bootBox} from '../support/lab.ts';
import {podsMs, quickPods, treeOfNode} from '../support/lab-migration.ts';

let box: Box;
let before = '';
let onCriDockerd = '';

const walkMs = 400_000;
const rtconsole = '/rt/rtconsole';

/** As its packages put it there: the program and its two units, not started. */
const installCriDockerd = `set -e
cp /kit/bin/cri-dockerd /usr/bin/cri-dockerd
cat > /lib/systemd/system/cri-docker.service <<'UNIT'
[Unit]
Description=CRI Interface for Docker Application Container Engine
After=network-online.target docker.service
Wants=network-online.target
Requires=cri-docker.socket

[Service]
Type=notify
ExecStart=/usr/bin/cri-dockerd --container-runtime-endpoint fd://
Restart=always
RestartSec=2
Delegate=yes
KillMode=process

[Install]
WantedBy=multi-user.target
UNIT
cat > /lib/systemd/system/cri-docker.socket <<'UNIT'
[Unit]
Description=CRI Docker Socket for the API
PartOf=cri-docker.service

[Socket]
ListenStream=%t/cri-dockerd.sock
SocketMode=0660
SocketUser=root
SocketGroup=docker

[Install]
WantedBy=sockets.target
UNIT
systemctl daemon-reload`;

beforeAll(async () => {
	box = await bootBox('docker');
	await box.must(`${installCriDockerd}\n${quickPods}`, podsMs);
	before = await box.must(treeOfNode);
});
afterAll(() => box?.remove());

async function migrate(words: string): Promise<void> {
	const {exitCode, stdout} = await box.run(`${rtconsole} migrate ${words} --yes --json </dev/null`, {
		timeoutMs: walkMs,
	});
	expect({exitCode, last: stdout.trim().split('\n').at(-1)}).toMatchObject({exitCode: 0});
}

const runtimeOfNode = () => box.must('kubectl get node node1 -o jsonpath={.status.nodeInfo.containerRuntimeVersion}');

const pods = async (endpoint: string) =>
	(await box.must(`crictl --runtime-endpoint ${endpoint} pods --state ready -o json | jq -r '.items[].metadata.name'`))
		.split('\n')
		.filter(name => name !== '' && !/^(web|agent)-/.test(name))
		.toSorted();

describe('a node of dockershim, led to cri-dockerd, from there to containerd, and back the same way', () => {
	it(
		'to cri-dockerd: the same docker has the pods, and the kubelet asks for them elsewhere',
		async () => {
			await migrate('apply --to cri-dockerd');
			expect(await runtimeOfNode()).toMatch(/^docker:\/\//);
			expect(await box.must('cat /var/lib/kubelet/kubeadm-flags.env')).toContain('unix:///run/cri-dockerd.sock');
			expect(await pods('unix:///run/cri-dockerd.sock')).toEqual(['bare', 'docker-builder']);
			onCriDockerd = await box.must(treeOfNode);
		},
		walkMs,
	);

	it(
		'a bare pod that a person deletes in between is not made again by the next walk',
		async () => {
			await box.must('kubectl delete pod docker-builder --wait');
			await migrate('apply --to containerd');
			expect(await runtimeOfNode()).toMatch(/^containerd:\/\//);
			expect(await pods('unix:///run/containerd/containerd.sock')).toEqual(['bare']);
			expect(await box.must('ctr -n moby c ls -q; ls /var/lib/rtconsole/migrate | grep before')).toBe(
				'before-2.tar.gz\nbefore.tar.gz\n',
			);
		},
		walkMs,
	);

	it(
		'undo goes back to cri-dockerd, and says that nothing of the first walk was taken back',
		async () => {
			await migrate('undo');
			expect(await runtimeOfNode()).toMatch(/^docker:\/\//);
			expect(await box.must(treeOfNode)).toBe(onCriDockerd);
			const status = await box.must(`${rtconsole} migrate status`);
			expect(status).toContain('is told to use cri-dockerd');
			expect(status).not.toContain('an undo was begun');
		},
		walkMs,
	);

	it(
		'undo once more: dockershim, every file as it was',
		async () => {
			await migrate('undo');
			expect(await box.must(treeOfNode)).toBe(before);
			expect(await box.must('kubectl get pod bare -o jsonpath={.status.phase}')).toBe('Running');
		},
		walkMs,
	);
});
