import {describe, expect, it} from 'vitest';
import {parseColumns} from '../../src/runtime/column-table.ts';
import {parseCriStatus} from '../../src/runtime/cri-status-file.ts';
import {parseContainerInfo} from '../../src/runtime/ctr-info.ts';
import {
	bytesOf,
	parseCtrImages,
	parseNames,
	parseNamespaces,
	parseSnapshots,
	parseTasks,
} from '../../src/runtime/ctr-tables.ts';
import {recordedText} from '../support/recordings.ts';

describe.each(['ctr-1.6.20', 'ctr-1.7.24', 'ctr-2.1.9'])('%s', recording => {
	const read = (file: string) => recordedText(recording, file);

	it('tasks', () => {
		const tasks = parseTasks(read('tasks-ls.txt'), 'k8s.io');
		expect(tasks).toHaveLength(6);
		expect(tasks.every(({id, pid, state}) => /^[0-9a-f]{64}$/.test(id) && pid > 1 && state === 'running')).toBe(true);
	});

	it('images: rows of one digest are one image, under the ID that crictl has for it', () => {
		const images = parseCtrImages(read('images-ls.txt'), 'k8s.io');
		expect(images.map(({id, tags}) => [id.slice(0, 13), tags.length])).toEqual([
			['sha256:7fe69b', 2],
			['sha256:6c9e24', 2],
			['sha256:e130e5', 6],
		]);
		expect(images[0]).toMatchObject({
			sizeBytes: 2 * 2 ** 20,
			tags: ['docker.io/library/busybox:1.35', 'docker.io/library/busybox:latest'],
		});
	});

	it('snapshots, with and without a parent', () => {
		const snapshots = parseSnapshots(read('snapshots-ls.txt'), 'overlayfs', 'k8s.io');
		expect(snapshots[0]).toMatchObject({
			kind: 'active',
			parent: expect.stringMatching(/^sha256:83c5c72e/),
			snapshotter: 'overlayfs',
		});
		expect(snapshots.filter(({kind}) => kind === 'committed').map(({parent}) => parent?.slice(0, 7))).toContain(
			undefined,
		);
	});

	it('namespaces and empty lists', () => {
		expect(parseNamespaces(read('namespaces-ls.txt'))).toEqual([{name: 'k8s.io', labels: ''}]);
		expect(parseCtrImages(read('images-ls-default.txt'), 'default')).toEqual([]);
		expect(parseNames(read('containers-ls-q.txt'))).toHaveLength(15);
	});

	it('a container of the kubelet, with what the CRI plugin knows of it', () => {
		const info = parseContainerInfo(read('containers-info.json'), 'k8s.io');
		expect(info).toMatchObject({
			kind: 'container',
			snapshotter: 'overlayfs',
			container: {
				name: 'web',
				attempt: 0,
				image: 'docker.io/library/web:1.0',
				imageId: 'sha256:6c9e24d1adc244ebdc040a0946d6a6b392184f53f1e8bc5408c71ccc8165cfac',
				podId: expect.stringMatching(/^[0-9a-f]{64}$/),
				podName: 'web-7d9f8c6b5-x2x7k',
				podNamespace: 'default',
				logPath: '/var/log/pods/default_web-7d9f8c6b5-x2x7k_3d1c7f0e-5a0f-4b52-9b43-0e4f0c1a0001/web/0.log',
			},
		});
	});

	it('a pod sandbox, with its address', () => {
		const info = parseContainerInfo(read('containers-info-sandbox.json'), 'k8s.io');
		expect(info).toMatchObject({
			kind: 'pod-sandbox',
			pod: {
				name: 'web-7d9f8c6b5-x2x7k',
				namespace: 'default',
				uid: '3d1c7f0e-5a0f-4b52-9b43-0e4f0c1a0001',
				attempt: 0,
				ip: '10.244.0.2',
				hostNetwork: false,
			},
		});
	});
});

it("docker's containers have no image in containerd and a paused task", () => {
	expect(parseContainerInfo(recordedText('docker-28.5.2@plain', 'ctr-moby-c-info.json'), 'moby')).toMatchObject({
		kind: 'container',
		container: {
			name: 'c05abf5972ea347cf10ebca57192e6e84a2a8736a648afd5af138c7e85805fac',
			image: '',
			containerdNamespace: 'moby',
		},
	});
	const tasks = parseTasks(recordedText('docker-20.10.24@plain', 'ctr-moby-t-ls.txt'), 'moby');
	expect(tasks.filter(({state}) => state === 'paused').map(({pid}) => pid)).toEqual([9483]);
});

it('values longer than their title, characters that are wide, and a dash for nothing', () => {
	const text = 'REF        LABELS \n\u65e5\u672c\u8a9e/app:1  \u00e9=1,b=2 \n-          - \n';
	expect(parseColumns(text, ['REF', 'LABELS'])).toEqual([
		{REF: '\u65e5\u672c\u8a9e/app:1', LABELS: '\u00e9=1,b=2'},
		{REF: '', LABELS: ''},
	]);
});

it('a label with a line break does not make an image', () => {
	const header = 'REF     TYPE DIGEST                                   SIZE    PLATFORMS LABELS';
	const row = `a/b:1   t    sha256:${'0'.repeat(33)} 1.0 KiB amd64     x=1`;
	expect(parseCtrImages(`${header}\n${row}\nsecond line of x\n`, 'default')).toMatchObject([
		{tags: ['a/b:1'], sizeBytes: 1024},
	]);
});

// biome-ignore format: a table
it.each([
	['670.8 KiB', 686_899], ['2.0 MiB', 2_097_152], ['0.0 B', 0], ['1.5 GiB', 1_610_612_736], ['-', 0], ['', 0],
])('%s is %i bytes', (size, bytes) => {
	expect(bytesOf(size)).toBe(bytes);
});

it.each([
	['ctr: nonsense', 'no column TASK'],
	['TASK PID STATUS\nabc  x   RUNNING', 'PID should be a number, is "x"'],
])('%j is not a task list', (text, message) => {
	expect(() => parseTasks(text, 'k8s.io')).toThrow(message);
});

// biome-ignore format: a table
it.each([
	['ended',   '{"Version":"v1","Pid":0,"CreatedAt":1795463053847014506,"StartedAt":1795463053954183772,"FinishedAt":1795463053993282801,"ExitCode":137,"Reason":"OOMKilled"}', {state: 'exited', exitCode: 137, reason: 'OOMKilled', startedAtMs: 1795463053954, finishedAtMs: 1795463053993}],
	['done',    '{"Version":"v1","StartedAt":1795463053307454731,"FinishedAt":1795463053323783057,"ExitCode":0,"Reason":""}', {state: 'exited', exitCode: 0, reason: 'Completed', startedAtMs: 1795463053307, finishedAtMs: 1795463053323}],
	['running', '{"Version":"v1","Pid":1388,"StartedAt":1795463054158469011,"FinishedAt":0}', {state: 'running', pid: 1388, startedAtMs: 1795463054158}],
	['created', '{"Version":"v1","Pid":0,"StartedAt":0,"FinishedAt":0}', {state: 'created'}],
	['of another version', 'v2 \u0000', undefined],
])('status file of a container that is %s', (_, text, expected) => {
	expect(parseCriStatus(text)).toEqual(expected);
});
