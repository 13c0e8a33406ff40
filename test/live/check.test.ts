import {afterAll, afterEach, beforeAll, describe, expect, it, vi} from 'vitest';
import {quote} from '../../src/model/argv.ts';
import {type Box, bootBox} from '../support/lab.ts';
import {aboveInfo, type CheckAnswer, checkUp} from '../support/lab-check.ts';

// A node of a kubelet 1.30 on containerd 1.7, broken in one way after the other, and mended by what the check-up says.
let box: Box;
beforeAll(async () => {
	box = await bootBox('modern');
	// The crasher's own trouble would be in every journal.
	await box.must(
		`kubectl delete pod crasher --grace-period=0 --force; tar cf /root/good.tar -C / ${settings}; mkdir -p ${dropIn}`,
	);
});
afterEach(async () => {
	// Those two bring the API server back when they are started again by systemd, so that they are stopped with it.
	await box.must('systemctl start kube-controller-manager kube-scheduler');
	if ((await checkUp(box)).verdict === 'ok') return;
	await box.must(`tar xf /root/good.tar -C /; rm -f ${dropIn}/90-user.conf; iptables -F INPUT; hostname "$(cat /etc/hostname)"; systemctl unmask containerd kubelet
		systemctl kill --signal CONT containerd; systemctl daemon-reload; systemctl reset-failed
		systemctl restart containerd kubelet kube-apiserver`);
	await untilGreen();
}, 120_000);
afterAll(() => box?.remove());

const settings =
	'etc/containerd etc/cni etc/crictl.yaml etc/kubernetes/kubelet.conf var/lib/kubelet/config.yaml var/lib/kubelet/kubeadm-flags.env var/lib/kubelet/pki';
const toml = '/etc/containerd/config.toml';
const dropIn = '/etc/systemd/system/kubelet.service.d';
const patience = {timeout: 60_000, interval: 300};
const faultMs = 150_000;
const journal = 'journalctl -q -u kubelet -u containerd --since "@$(cat /tmp/since)"';
/** New pods, for those that run already are not touched by what is broken now. */
const newPods = 'kubectl delete pod --selector app=web --wait=false --grace-period=0 --force';

/** systemd starts a unit no more than five times in ten seconds, and so many faults are not made on any other node. */
const forgetStarts = 'systemctl reset-failed containerd kubelet 2>/dev/null || true';

type Named = {readonly id: string; readonly severity: string};

async function explained(text: string): Promise<readonly Named[]> {
	const {stdout} = await box.run(`${text} 2>&1 | /rt/rtconsole explain --json`);
	return JSON.parse(stdout).findings;
}

async function untilGreen(): Promise<void> {
	await vi.waitFor(async () => expect(aboveInfo(await checkUp(box))).toEqual([]), patience);
}

it('a healthy node: nothing above a note', async () => {
	await untilGreen();
	const {checks, ms} = await checkUp(box);
	expect(checks.length).toBeGreaterThan(60);
	console.log(`check on a healthy node: ${ms} ms`);
});

// biome-ignore format: a table
const faults: ReadonlyArray<readonly [name: string, breakIt: string, check: string, explains: string, text?: string]> = [
	['the CRI plugin is disabled',          `sed -i 's/^disabled_plugins = .*/disabled_plugins = ["io.containerd.grpc.v1.cri"]/' ${toml}; systemctl restart containerd`, 'cri-enabled', 'cri-unimplemented-v1'],
	['config.toml is no TOML',              `echo '[plugins."io.containerd.grpc.v1.cri"' >> ${toml}; systemctl restart containerd; true`, 'containerd-config-syntax', 'containerd-toml-syntax'],
	['an import that is not there',         `sed -i 's#^imports = .*#imports = ["/etc/containerd/extra.toml"]#' ${toml}; systemctl restart containerd; true`, 'containerd-config-syntax', 'containerd-import-missing'],
	['a default runtime that is not there', `sed -i 's/default_runtime_name = "runc"/default_runtime_name = "nvidia"/' ${toml}; systemctl restart containerd`, 'runtime-handlers', 'ctd-default-runtime'],
	['the cgroup driver of one side',       `sed -i 's/SystemdCgroup = false/SystemdCgroup = true/' ${toml}; systemctl restart containerd; ${newPods}`, 'cgroup-driver', 'runc-cgroupspath'],
	['a sandbox image that nobody has',     `sed -i 's#pause:3.6#pause:9.9#' ${toml}; systemctl restart containerd; ${newPods}`, 'sandbox-image', 'pause-pull'],
	['no network configuration',            'rm /etc/cni/net.d/*; systemctl restart containerd', 'cni-config', 'cni-conf-missing'],
	['the client certificate is empty',     'echo > /var/lib/kubelet/pki/kubelet-client-current.pem; systemctl restart kubelet', 'certificates', 'kubeconfig-broken'],
	['another name for the host',           'hostname node9; systemctl restart kubelet', 'node-name', 'node-name'],
	['a kubelet that is not root',          `printf '[Service]\\nUser=nobody\\n' > ${dropIn}/90-user.conf; systemctl daemon-reload; systemctl restart kubelet`, 'unit-confined', 'kubelet-fatal'],
	['a rule against the API server',       'iptables -I INPUT -p tcp --dport 6443 -j REJECT --reject-with tcp-reset', 'firewall', 'apiserver-refused'],
	['containerd is masked',                'systemctl stop containerd; systemctl mask containerd', 'unit-masked', 'dial-containerd'],
	['the API server is away',              'systemctl stop kube-scheduler kube-controller-manager; systemctl stop --no-block kube-apiserver; systemctl kill --signal KILL kube-apiserver', 'api-server', 'apiserver-refused'],
	['containerd is stopped by a signal',   'systemctl kill --kill-whom=main --signal STOP containerd', 'containerd-running', 'crictl-deadline', 'crictl --timeout 2s pods'],
	['crictl asks another socket',          `sed -i 's#containerd/containerd.sock#crio/crio.sock#' /etc/crictl.yaml`, 'crictl-config', 'endpoint-wrong', 'crictl pods'],
];

describe('broken: named first by check and from the text alone; its own fix makes it green', () => {
	it.each(faults)('%s', {timeout: faultMs}, async (_, breakIt, check, explains, text = journal) => {
		// What is asked of the journal are whole seconds.
		await box.must(`sleep 1; date +%s > /tmp/since; sleep 0.1; ${forgetStarts}; ${breakIt}`);
		const found = await vi.waitFor(async () => {
			const answer = await checkUp(box);
			expect(aboveInfo(answer)[0]).toBe(check);
			return answer;
		}, patience);
		await vi.waitFor(async () => expect((await explained(text))[0]?.id).toBe(explains), patience);
		await box.must(forgetStarts);
		for (const argv of fixOf(found)) await box.run(quote(argv));
		await untilGreen();
	});
});

function fixOf({checks}: CheckAnswer): ReadonlyArray<readonly string[]> {
	const commands = (checks[0]?.fix ?? []).flatMap(({argv}) => (argv === undefined ? [] : [argv]));
	expect(commands.length).toBeGreaterThan(0);
	return commands;
}
