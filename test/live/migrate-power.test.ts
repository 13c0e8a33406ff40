import {afterAll, beforeAll, expect, it} from 'vitest';
import {type Box, bootBox} from '../support/lab.ts';
import {podsMs, quickPods, treeOfNode} from '../support/lab-migration.ts';

let box: Box;
let before = '';
beforeAll(async () => {
	box = await bootBox('docker');
	await box.must(quickPods, podsMs);
	before = await box.must(treeOfNode);
}, 400_000);
afterAll(() => box?.remove());

const walkMs = 600_000;

/** The program is halted at this line, so that the power goes just there. */
async function losePowerAt(verb: 'apply' | 'undo', line: string): Promise<void> {
	const {stdout} = await box.run(
		`cd /tmp; rm -f walk; mkfifo walk
		/rt/rtconsole migrate ${verb} --yes --json </dev/null >walk 2>/dev/null & pid=$!
		while IFS= read -r each; do
			if [[ $each == *'${line}'* ]]; then kill -STOP $pid; echo halted; break; fi
		done < walk`,
		{timeoutMs: walkMs},
	);
	expect(stdout).toBe('halted\n');
	await box.losePower();
}

/** Where the pods of this boot run: never on both. */
async function runsOn(): Promise<string> {
	return box.must(
		`for i in $(seq 1 300); do pgrep -x kubelet >/dev/null && pgrep -x pause >/dev/null && break; sleep 0.2; done; sleep 3
		docker=$(systemctl is-active -q docker && docker ps -q --filter name=k8s_ | wc -l)
		containerd=$(crictl --runtime-endpoint unix:///run/containerd/containerd.sock pods --state ready -q | wc -l)
		echo docker=$([ "\${docker:-0}" -gt 0 ] && echo pods) containerd=$([ "$containerd" -gt 0 ] && echo pods)`,
	);
}

async function toTheEnd(verb: 'apply' | 'undo', runtime: string): Promise<void> {
	const {exitCode, stdout} = await box.run(`/rt/rtconsole migrate ${verb} --yes --json </dev/null`, {
		timeoutMs: walkMs,
	});
	expect({exitCode, last: JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}')}).toMatchObject({
		exitCode: 0,
		last: {ok: true, runtime: expect.stringContaining(`${runtime}://`)},
	});
}

const onDocker = 'docker=pods containerd=\n';
const onContainerd = 'docker= containerd=pods\n';

it.each([
	['while the kubelet is stopped', '"id":"stop-kubelet","state":"changed"', onDocker],
	['when the kubelet is told of containerd', '"id":"kubelet-config","state":"changed"', onContainerd],
	['when docker is disabled and still runs', '"id":"stop-docker","state":"changed"', onContainerd],
	['when bare pods are made again', '"id":"restore-pods","state":"started"', onContainerd],
])('the power goes %s: one runtime, on to the end, and every file back', {timeout: walkMs}, async (_, line, runs) => {
	await losePowerAt('apply', line);
	expect(await runsOn()).toBe(runs);
	await toTheEnd('apply', 'containerd');
	expect(await box.must('ctr -n moby c ls -q; kubectl get pod bare docker-builder -o name')).toBe(
		'pod/bare\npod/docker-builder\n',
	);
	await toTheEnd('undo', 'docker');
	expect(await box.must(treeOfNode)).toBe(before);
});

it.each([
	['when the kubelet is told of docker again', '"id":"kubelet-config","state":"changed"'],
	['when docker is enabled and not started', '"id":"stop-docker","state":"changed"'],
])('the power goes in an undo %s: one runtime, and the same undo goes on', {timeout: walkMs}, async (_, line) => {
	await toTheEnd('apply', 'containerd');
	await losePowerAt('undo', line);
	expect([onDocker, onContainerd]).toContain(await runsOn());
	await toTheEnd('undo', 'docker');
	expect(await box.must(treeOfNode)).toBe(before);
});
