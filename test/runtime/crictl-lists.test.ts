import {describe, expect, it} from 'vitest';
import {parseContainers, parseImages, parsePods} from '../../src/runtime/crictl-lists.ts';
import {recordedText} from '../support/recordings.ts';

// biome-ignore format: a table
const recordings: ReadonlyArray<[recording: string, pods: string, containers: string, images: number[]]> = [
	['crictl-1.20+containerd-1.6.20',  'ready 3, notready 1', 'running 3, exited 6, created 2', [2, 2, 6]],
	['crictl-1.20+dockershim',         'ready 6, notready 5', 'running 5, exited 6, created 0', [2, 6, 1, 2]],
	['crictl-1.26+containerd-1.6.20',  'ready 3, notready 1', 'running 3, exited 7, created 1', [2, 2, 6]],
	['crictl-1.26+containerd-1.7.24',  'ready 3, notready 1', 'running 3, exited 6, created 2', [2, 2, 6]],
	['crictl-1.26+containerd-2.1.9',   'ready 3, notready 1', 'running 3, exited 6, created 2', [2, 2, 6]],
	['crictl-1.26+kubelet-node',       'ready 3, notready 0', 'running 3, exited 0, created 0', [2, 2, 6]],
	['crictl-1.30+containerd-1.6.20',  'ready 3, notready 1', 'running 3, exited 6, created 2', [2, 2, 7]],
	['crictl-1.30+containerd-1.7.24',  'ready 3, notready 1', 'running 3, exited 6, created 2', [2, 2, 7]],
	['crictl-1.30+cri-dockerd',        'ready 6, notready 6', 'running 5, exited 6, created 0', [2, 7, 2]],
	['crictl-1.30+kubelet-1.30-node',  'ready 12, notready 8', 'running 9, exited 9, created 0', [2, 2, 7]],
	['crictl-1.32+containerd-1.6.20',  'ready 3, notready 1', 'running 3, exited 7, created 1', [2, 2, 6]],
	['crictl-1.32+containerd-1.7.24',  'ready 3, notready 1', 'running 3, exited 7, created 1', [2, 2, 6]],
	['crictl-1.32+containerd-2.1.9',   'ready 3, notready 1', 'running 3, exited 7, created 1', [2, 2, 6]],
];

describe.each(recordings)('%s', (recording, pods, containers, images) => {
	const read = (long: string, short: string) =>
		recordedText(recording, /dockershim|node|cri-dockerd/.test(recording) ? short : long);

	it(`pods: ${pods}`, () => {
		const parsed = parsePods(read('pods-o-json.json', 'podsojson.json'));
		expect(counted(parsed, ['ready', 'notready'])).toBe(pods);
	});

	it(`containers: ${containers}`, () => {
		const parsed = parseContainers(read('ps-a-o-json.json', 'psaojson.json'), 'k8s.io');
		expect(counted(parsed, ['running', 'exited', 'created'])).toBe(containers);
		expect(parsed.every(({podId, podName, createdAtMs}) => podId && podName && createdAtMs > 1.7e12)).toBe(true);
	});

	it(`images with ${images.join(', ')} tags`, () => {
		const parsed = parseImages(read('images-o-json.json', 'imagesojson.json'), 'k8s.io');
		expect(parsed.map(({tags}) => tags.length)).toEqual(images);
		expect(parsed.every(({id, sizeBytes}) => id.startsWith('sha256:') && sizeBytes > 600_000)).toBe(true);
	});
});

it('a pod of containerd 2.1, whole', () => {
	const pods = parsePods(recordedText('crictl-1.32+containerd-2.1.9', 'pods-o-json.json'));
	expect(pods[0]).toEqual({
		id: '40c81d072c14dce24e40dc67c1d565d27f777627ad4b1ccf05fc206314c369c4',
		name: 'gone-0',
		namespace: 'default',
		uid: '3d1c7f0e-5a0f-4b52-9b43-0e4f0c1a0004',
		state: 'notready',
		attempt: 0,
		createdAtMs: 1795257419593,
		labels: {
			app: 'gone',
			'io.kubernetes.pod.name': 'gone-0',
			'io.kubernetes.pod.namespace': 'default',
			'io.kubernetes.pod.uid': '3d1c7f0e-5a0f-4b52-9b43-0e4f0c1a0004',
		},
		annotations: {
			'kubernetes.io/config.seen': '2026-01-01T00:00:00.000000000Z',
			'kubernetes.io/config.source': 'api',
		},
	});
});

const busybox = 'sha256:7fe69b5dbfa341771b6e0afebbf4025b2f18fe362726c16787ef4a1fc808d694';

// biome-ignore format: a table
it.each([
	['crictl-1.20+dockershim', 'psaojson.json', 'a479178c', {name: 'c', attempt: 4, state: 'exited', podName: 'crasher', image: busybox, imageId: busybox}],
	['crictl-1.30+cri-dockerd', 'psaojson.json', 'f050ab3d', {name: 'builder', attempt: 1, state: 'running', podName: 'docker-builder', image: busybox, imageId: busybox}],
	['crictl-1.30+kubelet-1.30-node', 'psaojson.json', '1900a51a', {name: 'main', attempt: 2, state: 'exited', podName: 'nocmd', image: 'busybox:1.35', imageId: busybox}],
	['crictl-1.26+containerd-1.6.20', 'ps-a-o-json.json', 'b162fcf1', {name: 'stuck', attempt: 0, state: 'exited', podName: 'gone-0', image: 'docker.io/library/busybox:1.35', imageId: busybox}],
])('%s %s: container %s', (recording, file, id, expected) => {
	const container = parseContainers(recordedText(recording, file), 'k8s.io').find(each => each.id.startsWith(id));
	expect(container).toMatchObject({...expected, containerdNamespace: 'k8s.io', podNamespace: 'default'});
});

it.each([
	['{"items": []}', []],
	['{}', []],
	['{"items": null}', []],
])('no pods: %s', (text, expected) => {
	expect(parsePods(text)).toEqual(expected);
});

it('nulls, numbers for strings and absent labels', () => {
	const text = JSON.stringify({
		containers: [
			{
				id: 'a',
				metadata: {name: 'n', attempt: null},
				image: null,
				imageRef: 'docker://sha256:1',
				state: 'NEW',
				createdAt: 0,
				labels: null,
			},
		],
	});
	expect(parseContainers(text, 'k8s.io')).toEqual([
		{
			id: 'a',
			name: 'n',
			state: 'unknown',
			attempt: 0,
			image: 'docker://sha256:1',
			imageId: 'sha256:1',
			containerdNamespace: 'k8s.io',
			createdAtMs: 0,
			labels: {},
		},
	]);
});

it('a hostile name is data, and stays as it is', () => {
	const name = '\u001b]0;title\u0007\u202eevil\n';
	const text = JSON.stringify({containers: [{id: 'a', metadata: {name}, createdAt: '1', labels: {[name]: name}}]});
	expect(parseContainers(text, 'k8s.io')[0]).toMatchObject({name, labels: {[name]: name}});
});

// biome-ignore format: a table
it.each([
	['[]', 'answer should be an object, is a list'],
	['{"pods": []}', 'items is absent'],
	['{"items": {}}', 'items should be a list, is a object'],
	['{"items": [1]}', 'items[0] should be an object, is a number'],
	['{"items": [{"id": "a"}]}', 'items.metadata should be an object, is absent'],
	['{"items": [{"id": 7, "metadata": {"name": "n"}}]}', 'items.id should be a string, is a number'],
	['{"items": [{"id": "a", "metadata": {"name": "n"}, "createdAt": "soon"}]}', 'items.createdAt should be a time, is "soon"'],
	['{"items": [{"id": "a", "metadata": {"name": "n"}, "labels": {"a": 1}}]}', 'items.labels.a should be a string, is a number'],
])('%s is another answer', (text, message) => {
	expect(() => parsePods(text)).toThrow(message);
});

function counted(items: ReadonlyArray<{readonly state: string}>, states: readonly string[]): string {
	return states.map(state => `${state} ${items.filter(item => item.state === state).length}`).join(', ');
}
