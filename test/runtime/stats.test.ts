import {describe, expect, it} from 'vitest';
import {stats as list} from '../../src/app/lists/stats.ts';
import {sparkline} from '../../src/app/sparkline.ts';
import {cgroupStats} from '../../src/runtime/cgroup-stats.ts';
import {parseCrictlStats} from '../../src/runtime/crictl-stats.ts';
import {bytesOfDocker, parseDockerStats} from '../../src/runtime/docker-stats.ts';
import {cgroupOf, cgroupPaths} from '../../src/runtime/process.ts';
import {recordedReader, recordedText} from '../support/recordings.ts';
import {container, usage} from '../support/state.ts';

describe('crictl stats', () => {
	it.each([
		['crictl-1.20+containerd-1.6.20', 3],
		['crictl-1.26+containerd-1.6.20', 3],
		['crictl-1.26+containerd-1.7.24', 3],
		['crictl-1.26+containerd-2.1.9', 3],
		['crictl-1.30+containerd-1.6.20', 3],
		['crictl-1.30+containerd-1.7.24', 3],
		['crictl-1.30+kubelet-1.30-node', 9],
		['crictl-1.32+containerd-1.6.20', 3],
		['crictl-1.32+containerd-1.7.24', 3],
		['crictl-1.32+containerd-2.1.9', 3],
	])('%s: %i containers with CPU time, memory, disk, and the names of their pods', (recording, count) => {
		const stats = parseCrictlStats(recordedText(recording, 'stats-o-json.json'), 'k8s.io');
		expect(stats).toHaveLength(count);
		for (const {cpuNanoseconds, memoryBytes, diskBytes, name, podName, atMs} of stats) {
			expect(cpuNanoseconds).toBeGreaterThan(1e6);
			expect(memoryBytes).toBeGreaterThan(100_000);
			expect(diskBytes).toBeGreaterThanOrEqual(0);
			expect(name).toMatch(/^\w/);
			expect(podName).toMatch(/^\w/);
			expect(atMs).toBeGreaterThan(1.79e12);
		}
	});

	it('cri-dockerd counts noughts of what has ended: it is left out', () => {
		const text = recordedText('crictl-1.30+containerd-1.7.24', 'stats-o-json.json');
		const [first] = JSON.parse(text).stats;
		const ended = {...first, cpu: {usageCoreNanoSeconds: {value: '0'}}, memory: {workingSetBytes: {value: '0'}}};
		expect(parseCrictlStats(JSON.stringify({stats: [ended, first]}), 'moby')).toHaveLength(1);
	});

	it('screen control before the JSON, empty answers and other answers', () => {
		expect(parseCrictlStats('\u001b[2J\u001b[H{"stats": []}', 'k8s.io')).toEqual([]);
		expect(parseCrictlStats('{}', 'k8s.io')).toEqual([]);
		expect(() => parseCrictlStats('{"stats": 1}', 'k8s.io')).toThrow('stats should be a list');
		expect(() => parseCrictlStats('no', 'k8s.io')).toThrow();
	});
});

describe('docker stats', () => {
	it.each([
		['docker-20.10.24@plain', ['paused', 'legacy-sock', 'legacy-db', 'legacy-web']],
		['docker-26.1.5@plain', undefined],
		['docker-28.5.2@plain', undefined],
	])('%s', (recording, names) => {
		const stats = parseDockerStats(recordedText(recording, 'stats-json.json'), 1000);
		expect(stats.length).toBeGreaterThan(2);
		if (names) expect(stats.map(({name}) => name)).toEqual(names);
		for (const {cores, memoryBytes, memoryLimitBytes} of stats) {
			expect(cores).toBeGreaterThanOrEqual(0);
			expect(memoryLimitBytes).toBeGreaterThan(memoryBytes ?? Number.POSITIVE_INFINITY);
		}
	});

	it("a container that may have all of the node's memory has no limit", () => {
		const line = (name: string, usage: string) =>
			JSON.stringify({ID: name, Name: name, MemUsage: usage, CPUPerc: '0.00%'});
		const text = [line('free', '320KiB / 23.54GiB'), line('bound', '320KiB / 64MiB')].join('\n');
		const node = 24_684_920 * 1024; // MemTotal of that node: 23.541 GiB
		expect(parseDockerStats(text, 0, node).map(({memoryLimitBytes}) => memoryLimitBytes)).toEqual([
			undefined,
			64 * 2 ** 20,
		]);
		expect(parseDockerStats(text, 0)[0]?.memoryLimitBytes).toBe(Math.round(23.54 * 2 ** 30));
	});

	it('containers of pods by their own names, without the pause containers', () => {
		const stats = parseDockerStats(recordedText('docker-20.10.24@dockershim', 'stats-json.json'), 0);
		expect(stats.length).toBeGreaterThan(2);
		expect(stats.some(({podName}) => podName !== undefined)).toBe(true);
		expect(stats.some(({name}) => name === 'POD' || name.startsWith('k8s_'))).toBe(false);
	});

	it.each([
		['320KiB', 327_680],
		['23.54GiB', Math.round(23.54 * 2 ** 30)],
		['2.14MB', 2_140_000],
		['686.1kB', 686_100],
		['421B', 421],
		['0.0 B', 0],
		['--', undefined],
		['', undefined],
		['lots', undefined],
	])('%j is %s bytes', (text, expected) => {
		expect(bytesOfDocker(text)).toBe(expected);
	});
});

const cgroupV1 = '9:name=systemd:/a\n4:memory:/kubepods/pod1/x\n2:cpu,cpuacct:/kubepods/pod1/y\n0::/z\n';
const cgroupV2 = '0::/system.slice/docker-1.scope\n';

describe('cgroups', () => {
	it.each([
		[cgroupV1, '/kubepods/pod1/x'],
		[cgroupV2, '/system.slice/docker-1.scope'],
		['0::/\n', undefined],
		['', undefined],
		[undefined, undefined],
	])('%j: %s', (text, expected) => {
		expect(cgroupOf(text)).toBe(expected);
	});

	it('several controllers share a hierarchy', () => {
		expect(cgroupPaths(cgroupV1)?.controllers.get('cpuacct')).toBe('/kubepods/pod1/y');
	});

	const files = (texts: Readonly<Record<string, string>>) =>
		recordedReader(
			[],
			Object.entries({'/proc/uptime': '100.25 1\n', ...texts}).map(([path, text]) => ({
				kind: 'text',
				at: 0,
				path,
				text,
			})),
		);

	it('version 1: nanoseconds, and the working set without what is inactive', async () => {
		const reader = files({
			'/proc/7/cgroup': cgroupV1,
			'/sys/fs/cgroup/cpu,cpuacct/kubepods/pod1/y/cpuacct.usage': '5000000000\n',
			'/sys/fs/cgroup/memory/kubepods/pod1/x/memory.usage_in_bytes': '3000\n',
			'/sys/fs/cgroup/memory/kubepods/pod1/x/memory.limit_in_bytes': '9223372036854771712\n',
			'/sys/fs/cgroup/memory/kubepods/pod1/x/memory.stat': 'cache 9\ninactive_file 1\ntotal_inactive_file 1000\n',
		});
		expect(
			await cgroupStats(reader, [container('web', {pid: 7}), container('gone', {pid: 8}), container('exited')]),
		).toMatchObject([
			{name: 'web', atMs: 100_250, cpuNanoseconds: 5e9, memoryBytes: 2000, memoryLimitBytes: undefined},
		]);
	});

	it('version 2: microseconds, and max for no limit', async () => {
		const folder = '/sys/fs/cgroup/system.slice/docker-1.scope';
		const reader = files({
			'/proc/7/cgroup': cgroupV2,
			[`${folder}/cpu.stat`]: 'usage_usec 5000000\nuser_usec 1\n',
			[`${folder}/memory.current`]: '3000\n',
			[`${folder}/memory.max`]: '4096\n',
			[`${folder}/memory.stat`]: 'anon 1\ninactive_file 500\n',
		});
		expect(await cgroupStats(reader, [container('web', {pid: 7})])).toMatchObject([
			{cpuNanoseconds: 5e9, memoryBytes: 2500, memoryLimitBytes: 4096},
		]);
	});
});

describe('rates', () => {
	const at = (atMs: number, cpuNanoseconds: number | undefined, cores?: number) =>
		usage('web', {atMs, cpuNanoseconds, cores});
	const merged = (...samples: ReadonlyArray<ReturnType<typeof at>>) =>
		samples.reduce<ReturnType<typeof at>[]>((before, sample) => [...(list.merge?.(before, [sample]) ?? [])], [])[0];

	// biome-ignore format: a table
	it.each([
		['two seconds of one core',      [at(0, 0), at(2000, 2e9)],            1],
		['half of one',                  [at(0, 5e9), at(1000, 5.5e9)],        0.5],
		['one sample says nothing',      [at(0, 5e9)],                         undefined],
		['unless the runtime does',      [at(0, 5e9, 0.3)],                    0.3],
		['two are better than its word', [at(0, 0, 0.3), at(1000, 1e9, 0.3)],  1],
		['a counter that began anew',    [at(0, 9e9), at(1000, 1e9)],          undefined],
		['the same sample again',        [at(0, 0), at(1000, 1e9), at(1000, 1e9)], 1],
		['a clock that went back',       [at(5000, 0), at(1000, 1e9)],         undefined],
	] as const)('%s', (_, samples, expected) => {
		expect(merged(...samples)?.cores).toBe(expected);
	});

	it('a minute of them is kept', () => {
		const all = Array.from({length: 100}, (_, index) => at(index * 2000, index * 1e9));
		const history = merged(...all)?.history ?? [];
		expect(history.length).toBe(30);
		expect(history.at(-1)).toMatchObject({atMs: 198_000, cores: 0.5});
	});
});

describe('sparklines', () => {
	// biome-ignore format: a table
	it.each([
		[[0, 1, 2, 3, 4, 5, 6, 7],       8, 0, '▁▂▃▄▅▆▇█'],
		[[1, undefined, 1],              4, 0, ' █ █'],
		[[0.001],                        2, 1, ' ▁'],
		[[],                             3, 1, '   '],
		[[9, 9, 1],                      1, 0, '█'],
		[[-1, 2],                        2, 0, '▁█'],
	])('%j in %i cells', (values, width, least, expected) => {
		expect(sparkline(values, width, least)).toBe(expected);
	});
});
