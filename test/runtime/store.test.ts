import {describe, expect, it} from 'vitest';
import {
	joinImages,
	parseContent,
	parseLabels,
	parseLeases,
	parseTargets,
	parseUsage,
} from '../../src/runtime/ctr-store.ts';
import {parseEvent} from '../../src/runtime/events.ts';
import {treeOf} from '../../src/runtime/tree.ts';
import {recordedText} from '../support/recordings.ts';
import {container, image, pod} from '../support/state.ts';

const versions = ['ctr-1.6.20', 'ctr-1.7.24', 'ctr-2.1.9'];

describe.each(versions)('%s', recording => {
	it('content: what each blob is, and which images need it', () => {
		const content = parseContent(recordedText(recording, 'content-ls.txt'), 'k8s.io');
		const kinds = content.map(({kind}) => kind).toSorted();
		expect(new Set(kinds)).toEqual(new Set(['config', 'layer', 'manifest']));
		expect(content.every(({sizeBytes, age}) => sizeBytes > 100 && age !== '')).toBe(true);
		const joined = joinImages(content, parseTargets(recordedText(recording, 'images-ls.txt')));
		const layer = joined.find(({kind}) => kind === 'layer');
		expect(layer?.usedBy.some(name => name.includes('busybox'))).toBe(true);
		expect(joined.filter(({usedBy}) => usedBy.length > 0).length).toBeGreaterThan(4);
	});

	it('leases: containerd 2 holds one for each sandbox', () => {
		const leases = parseLeases(recordedText(recording, 'leases-ls.txt'), 'k8s.io');
		expect(leases).toHaveLength(recording === 'ctr-2.1.9' ? 4 : 0);
		expect(leases.every(({id, createdAtMs}) => /^[0-9a-f]{64}$/.test(id) && createdAtMs > 1.79e12)).toBe(true);
	});

	it('usage of snapshots', () => {
		expect(parseUsage(recordedText(recording, 'snapshots-usage.txt'))).toBe(0);
	});

	it('events of a container that ran once', () => {
		const events = recordedText(recording, 'events.txt')
			.split('\n')
			.flatMap(line => parseEvent(line) ?? []);
		expect(events.map(({topic}) => topic)).toEqual(
			expect.arrayContaining(['/containers/create', '/tasks/start', '/tasks/exit', '/containers/delete']),
		);
		expect(
			events.every(({subject, containerdNamespace}) => subject === 'evt1' && containerdNamespace === 'k8s.io'),
		).toBe(true);
		expect(events.every(({atMs}) => atMs > 1.79e12)).toBe(true);
		expect(events.find(({topic}) => topic === '/tasks/exit')?.detail).toMatch(/^exit 0, pid \d+$/);
	});
});

it('a lease of ctr 1.7, with a space in its name', () => {
	const text =
		'ID   CREATED AT           LABELS                                               \nle a 2026-11-23T23:57:23Z containerd.io/gc.expire=2026-11-24T23:57:23Z,foo=bar \n';
	expect(parseLeases(text, 'moby')).toEqual([
		{
			id: 'le a',
			createdAtMs: Date.UTC(2026, 10, 23, 23, 57, 23),
			expiresAtMs: Date.UTC(2026, 10, 24, 23, 57, 23),
			labels: {'containerd.io/gc.expire': '2026-11-24T23:57:23Z', foo: 'bar'},
			containerdNamespace: 'moby',
		},
	]);
});

it.each([
	['a=b,c=d', {a: 'b', c: 'd'}],
	['a=b,c,d=e', {a: 'b,c', d: 'e'}],
	['a=', {a: ''}],
	['a=b=c', {a: 'b=c'}],
	['-', {}],
	['', {}],
])('labels %j', (text, expected) => {
	expect(parseLabels(text)).toEqual(expected);
});

it('what is no list of content is refused', () => {
	expect(() => parseContent('something else', 'k8s.io')).toThrow('no columns');
});

// biome-ignore format: a table
it.each([
	['an exec that ended',   '2026-11-23 19:44:20.5 +0000 UTC moby /tasks/exit {"container_id":"a","id":"b","pid":1,"exit_status":137}', ['/tasks/exit', 'a', 'exec b, exit 137, pid 1', false]],
	['another time zone',    '2026-11-23 21:44:20.5 +0200 CEST moby /images/create {"name":"docker.io/x"}', ['/images/create', 'docker.io/x', '', true]],
	['labels of an image',   '2026-11-23 19:44:20.5 +0000 UTC k8s.io /images/update {"name":"x","labels":{"io.cri-containerd.image":"managed"}}', ['/images/update', 'x', 'label io.cri-containerd.image', true]],
	['docker: it died',      '{"Type":"container","Action":"die","Actor":{"ID":"a","Attributes":{"exitCode":"3","image":"x","name":"web"}},"timeNano":1795463060500000000}', ['/container/die', 'a', 'exit 3, image x', true]],
	['docker: a probe',      '{"Type":"container","Action":"exec_start: /bin/sh -c true","Actor":{"ID":"a","Attributes":{"name":"web"}},"timeNano":1795463060500000000}', ['/container/exec_start', 'a', '/bin/sh -c true', false]],
])('event: %s', (_, line, expected) => {
	const event = parseEvent(line);
	expect([event?.topic, event?.subject, event?.detail, event?.isChange]).toEqual(expected);
	expect(event?.atMs).toBe(Date.UTC(2026, 10, 23, 19, 44, 20, 500));
});

it.each(['', 'what', '{', '{"a":1}', '2026-11-23 x y z /t {', '2026-11-23 19:44:20 +0000 UTC moby /t {"a'])(
	'%j is no event',
	line => {
		expect(parseEvent(line)).toBe(undefined);
	},
);

it('events of docker', () => {
	const events = recordedText('docker-20.10.24@plain', 'events-json.txt')
		.split('\n')
		.filter(Boolean)
		.map(line => parseEvent(line));
	expect(events.length).toBeGreaterThan(3);
	expect(
		events.every(event => event !== undefined && event.containerdNamespace === 'moby' && event.atMs > 1.79e12),
	).toBe(true);
});

describe('the tree', () => {
	const layer = {kind: 'committed', snapshotter: 'overlayfs', containerdNamespace: 'k8s.io'} as const;
	const rows = treeOf({
		pods: [pod('front', {ip: '10.0.0.1'}), pod('empty')],
		containers: [
			container('web', {podId: 'pod-front', pid: 7, logPath: '/var/log/web', imageId: 'sha256:busybox', attempt: 2}),
			container('alone', {podId: 'pod-of-before'}),
		],
		images: [image('busybox')],
		snapshots: [
			{...layer, key: 'container-web', parent: 'sha256:b', kind: 'active'},
			{...layer, key: 'sha256:b', parent: 'sha256:a'},
			{...layer, key: 'sha256:a'},
		],
	});

	it('is drawn with its branches', () => {
		expect(rows.map(({branch, label}) => `${branch}${label}`)).toEqual([
			'front',
			'└─ pod-front',
			'   └─ web',
			'      ├─ PID 7',
			'      ├─ busybox:1.35',
			'      ├─ container-web',
			'      ├─ sha256:b',
			'      ├─ sha256:a',
			'      └─ /var/log/web',
			'empty',
			'└─ pod-empty',
			'alone',
			'└─ busybox:1.35',
		]);
	});

	it('every row has an ID of its own, and knows where its tree begins', () => {
		expect(new Set(rows.map(({id}) => id)).size).toBe(rows.length);
		expect(new Set(rows.map(({rootId}) => rootId))).toEqual(
			new Set(['pod-front', 'pod-empty', 'container/k8s.io/container-alone']),
		);
	});

	it('layers that go round do not go on for ever', () => {
		const round = treeOf({
			pods: [],
			containers: [container('web')],
			images: [],
			snapshots: [
				{...layer, key: 'container-web', parent: 'sha256:a'},
				{...layer, key: 'sha256:a', parent: 'container-web'},
			],
		});
		expect(round).toHaveLength(4);
	});

	it('what belongs together is looked up, not searched for: twice the node, twice the work', () => {
		expect(treeWork(1000).rows).toBe(3200);
		expect(treeWork(1000).reads / treeWork(500).reads).toBeLessThan(2.2);
	});
});

/** How often a property of a container, a pod or an image is read while a node of that size is drawn as a tree. */
function treeWork(size: number): {readonly rows: number; readonly reads: number} {
	let reads = 0;
	const counted = <T extends object>(value: T): T =>
		new Proxy(value, {
			get(target, key) {
				reads += 1;
				return Reflect.get(target, key);
			},
		});
	const pods = Array.from({length: size / 10}, (_, index) => counted(pod(`p${index}`)));
	const containers = Array.from({length: size}, (_, index) =>
		counted(
			container(`c${index}`, {podId: `pod-p${index % (size / 10)}`, pid: index + 2, imageId: image(`i${index}`).id}),
		),
	);
	const images = Array.from({length: size}, (_, index) => counted(image(`i${index}`)));
	const rows = treeOf({pods, containers, images, snapshots: []}).length;
	return {rows, reads};
}
