import type {Box} from './lab.ts';

/** Let nobody but the test start containerd again. Before the first trouble is made. */
export async function keepContainerdDown(box: Box): Promise<void> {
	const folder = '/run/systemd/system/containerd.service.d';
	await box.must(
		`mkdir -p ${folder}; printf '[Service]\\nRestart=no\\n' > ${folder}/test.conf; systemctl daemon-reload`,
	);
}

/** A signal to containerd alone: what it runs goes on running, as it does on a node. TERM ends it as `systemctl stop` would. */
export async function signalContainerd(box: Box, signal: 'KILL' | 'TERM' | 'STOP' | 'CONT'): Promise<void> {
	await box.must(`systemctl kill --kill-whom=main --signal ${signal} containerd`);
	if (signal === 'KILL' || signal === 'TERM')
		await box.must('for i in $(seq 100); do systemctl is-active -q containerd || exit 0; sleep 0.1; done; exit 1');
}

/** Whatever was done to it: containerd runs, and answers. */
export async function reviveContainerd(box: Box): Promise<void> {
	await box.run('systemctl kill --kill-whom=main --signal CONT containerd');
	await box.must(`systemctl reset-failed containerd; systemctl start containerd
		for i in $(seq 100); do crictl version >/dev/null 2>&1 && exit 0; sleep 0.1; done; exit 1`);
}
