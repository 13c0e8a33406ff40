import {describe, expect, it} from 'vitest';
import {readJournals} from '../../src/checks/journals.ts';
import {runChecks} from '../../src/checks/run.ts';
import {loadKnownErrors} from '../../src/explain/data.ts';
import {createMatcher} from '../../src/explain/match.ts';
import type {Reader} from '../../src/host/host.ts';
import type {NodeSnapshot} from '../../src/model/node-snapshot.ts';
import {gatherMisplaced} from '../../src/runtime/gather/misplaced.ts';
import {gatherUnits} from '../../src/runtime/gather/units.ts';
import {found} from '../support/found-check.ts';
import {healthyNode, nowMs, unitOf, withState} from '../support/node-snapshot.ts';

const dropIn = '/etc/systemd/system/kubelet.service.d/50-site.conf';
const again = [
	'systemctl daemon-reload',
	'systemctl reset-failed kubelet.service',
	'systemctl restart kubelet.service',
];

function node(shown: Readonly<Record<string, string>>, files: Readonly<Record<string, string>>): Reader {
	return {
		query: async ([program, ...args]: readonly string[]) => {
			const texts = program === 'systemctl' ? args.flatMap(name => shown[name] ?? []) : [];
			return {stdout: texts.join('\n'), stderr: '', exitCode: texts.length === 0 ? 1 : 0};
		},
		readText: async (path: string) => files[path] ?? '',
		listNames: async () => [],
	} as unknown as Reader;
}

/** As systemd 257 shows them, on `modern`: the kubelet with RequiresMountsFor=/data/kubelet, whose mount fails. */
const kubelet = (more: string) =>
	`Id=kubelet.service\nLoadState=loaded\nFragmentPath=/usr/lib/systemd/system/kubelet.service\nDropInPaths=${dropIn}\n${more}`;

describe('what a service needs', () => {
	const shown = {
		'kubelet.service': kubelet(
			'ActiveState=inactive\nResult=success\nRequires=system.slice data-kubelet.mount sysinit.target\n',
		),
		'data-kubelet.mount': 'Id=data-kubelet.mount\nLoadState=loaded\nActiveState=failed\n',
		'system.slice': 'Id=system.slice\nLoadState=loaded\nActiveState=active\n',
	};

	it('is what systemd has loaded, beyond what files say', async () => {
		const units = await gatherUnits(node(shown, {[dropIn]: '[Unit]\nRequiresMountsFor=/data/kubelet\n'}));
		expect(units['kubelet.service']?.failedNeeds).toEqual(['data-kubelet.mount']);
		expect(units['kubelet.service']?.lacks).toBeUndefined();
	});

	const needing = (text: string, failedNeeds: readonly string[]) =>
		found('unit-conditions', {
			units: {
				value: {
					'kubelet.service': unitOf('kubelet.service', {
						activeState: 'inactive',
						failedNeeds,
						files: [{path: dropIn, text}],
					}),
				},
			},
		});

	it('a mount that failed is named with the line that asks for it', () => {
		expect(needing('[Unit]\nRequiresMountsFor=/data/kubelet\n', ['data-kubelet.mount'])).toMatchObject({
			verdict: 'fatal',
			because: expect.stringContaining('kubelet.service needs data-kubelet.mount, which failed'),
			fix: [`sed -i 2d ${dropIn}`, ...again],
		});
	});

	it('a link that says so goes away', () => {
		const link = '/etc/systemd/system/kubelet.service.requires/nfs-data.service';
		const unit = unitOf('kubelet.service', {
			activeState: 'inactive',
			failedNeeds: ['nfs-data.service'],
			needLinks: [link],
		});
		expect(found('unit-conditions', {units: {value: {'kubelet.service': unit}}})).toMatchObject({
			verdict: 'fatal',
			because: expect.stringContaining('a link in kubelet.service.requires says so'),
			fix: [`rm ${link}`, ...again],
		});
	});

	it('without a line it is started again after what it needs', () => {
		expect(needing('[Unit]\nRequiresMountsFor=/srv\n', ['data-kubelet.mount']).fix).toEqual([
			'systemctl status --no-pager --lines=20 data-kubelet.mount',
			'systemctl restart data-kubelet.mount',
			...again.slice(1),
		]);
	});
});

describe('the slice of a service', () => {
	const shown = {
		'kubelet.service': kubelet('ActiveState=activating\nSlice=limits-node.slice\n'),
		'limits.slice': 'Id=limits.slice\nLoadState=loaded\nFragmentPath=/etc/systemd/system/limits.slice\n',
		'limits-node.slice': 'Id=limits-node.slice\nLoadState=loaded\n',
	};
	const files = {
		'/etc/systemd/system/limits.slice': '[Slice]\nMemoryMax=20M\n',
		[dropIn]: '[Service]\nSlice=limits-node.slice\n',
	};

	it('limits it, and so does the one above', async () => {
		const units = await gatherUnits(node(shown, files));
		expect(units['kubelet.service']?.slices).toEqual([
			{name: 'limits.slice', files: [{path: '/etc/systemd/system/limits.slice', text: '[Slice]\nMemoryMax=20M\n'}]},
		]);
		expect(found('unit-confined', {units: {value: units}})).toMatchObject({
			verdict: 'fatal',
			because: expect.stringContaining('kubelet.service runs in limits.slice, which has MemoryMax=20M'),
			fix: [`sed -i 2d ${dropIn}`, ...again],
		});
	});

	it('is none where it has room', async () => {
		const wide = {...files, '/etc/systemd/system/limits.slice': '[Slice]\nMemoryMax=8G\nTasksMax=infinity\n'};
		const units = await gatherUnits(node(shown, wide));
		expect(found('unit-confined', {units: {value: units}}).verdict).toBe('ok');
	});
});

const errors = await loadKnownErrors();

describe('a service that systemd gave up, mended since', () => {
	const endedMs = nowMs - 30_000;
	const line = (message: string) =>
		JSON.stringify({
			__REALTIME_TIMESTAMP: String((endedMs - 500) * 1000),
			_SYSTEMD_UNIT: 'kubelet.service',
			SYSLOG_IDENTIFIER: 'kubelet',
			MESSAGE: message,
		});
	const words =
		'E1128 18:03:34.007605    1582 run.go:74] "command failed" err="failed to load kubelet config file, path: /var/lib/kubelet/config.yaml, error: failed to load Kubelet config file /var/lib/kubelet/config.yaml, error failed to read kubelet config file \\"/var/lib/kubelet/config.yaml\\", error: open /var/lib/kubelet/config.yaml: no such file or directory"';
	const down = (changedMs: number): Partial<NodeSnapshot> => ({
		processes: healthyNode().processes.filter(({name}) => name !== 'kubelet'),
		units: {
			value: {
				'kubelet.service': unitOf('kubelet.service', {
					activeState: 'failed',
					subState: 'failed',
					result: 'exit-code',
					properties: {InactiveEnterTimestampMonotonic: String((endedMs - (nowMs - 9e6)) * 1000)},
				}),
				'containerd.service': unitOf('containerd.service'),
			},
		},
		journal: {value: [line(words)]},
		...withState({
			changes: {
				bootedAtMs: nowMs - 9e6,
				mounts: [],
				gone: [],
				entries: [
					{
						path: '/var/lib/kubelet/config.yaml',
						kind: 'file',
						mode: '644',
						owner: '0:0',
						sizeBytes: 9,
						modifiedMs: nowMs - 8e6,
						changedMs,
					},
				],
			},
		}),
	});
	const first = (more: Partial<NodeSnapshot>) => {
		const seen = healthyNode(more);
		return runChecks(seen, readJournals(seen, createMatcher(errors), errors)).checks[0];
	};

	it('is started, whatever it said before', () => {
		const one = first(down(nowMs - 10_000));
		expect(one?.id).toBe('left-down');
		expect(one?.because).toContain('/var/lib/kubelet/config.yaml was changed at');
		expect(one?.fix.map(({text}) => text)).toEqual(again.slice(1).map(text => text));
	});

	it('its words stand where the change came before its end', () => {
		expect(first(down(endedMs - 60_000))?.id).not.toBe('left-down');
	});
});

describe('a folder in the place of a socket', () => {
	const path = '/run/containerd/containerd.sock.ttrpc';
	const kinds = (kind: string) =>
		({kindOf: async (asked: string) => (asked === '/' ? 'directory' : kind), listNames: async () => []}) as never;

	it.each([
		['directory', [{path, wanted: 'socket', is: 'directory', of: 'containerd'}]],
		['socket', []],
		['file', []],
	] as const)('%s', async (kind, expected) => {
		expect(await gatherMisplaced(kinds(kind), [{path, wanted: 'socket', of: 'containerd'}])).toEqual(expected);
	});

	it('goes away, and the service is started', () => {
		const misplaced = [{path, wanted: 'socket', is: 'directory', of: 'containerd'}] as const;
		expect(found('places', withState({misplaced}))).toMatchObject({
			verdict: 'fatal',
			because: expect.stringContaining('is a folder, and must be a socket'),
			fix: [`mv ${path} ${path}.wrong`, 'systemctl reset-failed containerd', 'systemctl restart containerd'],
		});
	});
});
