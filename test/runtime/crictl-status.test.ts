import {expect, it} from 'vitest';
import {parseConcatenated} from '../../src/runtime/concatenated-json.ts';
import {parseContainerStatuses, parsePodDetails} from '../../src/runtime/crictl-status.ts';
import {recordedText} from '../support/recordings.ts';

// biome-ignore format: a table
const versions = ['crictl-1.20+containerd-1.6.20', 'crictl-1.26+containerd-1.7.24', 'crictl-1.26+containerd-2.1.9', 'crictl-1.30+containerd-1.7.24', 'crictl-1.32+containerd-2.1.9'];

it.each(versions)('%s: running, ended and created containers', recording => {
	const read = (name: string) => parseContainerStatuses(recordedText(recording, `inspect-${name}.json`))[0];
	const running = read('running');
	expect(running).toMatchObject({state: 'running', image: 'docker.io/library/web:1.0'});
	expect(running).toMatchObject({pid: expect.any(Number), startedAtMs: expect.any(Number)});
	expect(running?.logPath).toBe(
		'/var/log/pods/default_web-7d9f8c6b5-x2x7k_3d1c7f0e-5a0f-4b52-9b43-0e4f0c1a0001/web/0.log',
	);
	expect([running?.exitCode, running?.finishedAtMs]).toEqual([undefined, undefined]);
	expect(read('exited-1')).toMatchObject({state: 'exited', exitCode: 1, reason: 'Error', pid: undefined});
	expect(read('oom')).toMatchObject({state: 'exited', exitCode: 137, reason: 'OOMKilled'});
	expect(read('stopped')).toMatchObject({state: 'exited', exitCode: 137, reason: 'Error'});
	expect(read('nocmd')).toMatchObject({state: 'exited', exitCode: 128, reason: 'StartError', startedAtMs: undefined});
	expect(read('created')).toMatchObject({state: 'created', exitCode: undefined, startedAtMs: undefined});
});

it('the times of a container, to the millisecond', () => {
	const text = recordedText('crictl-1.32+containerd-2.1.9', 'inspect-oom.json');
	expect(parseContainerStatuses(text)[0]).toMatchObject({startedAtMs: 1795257420479, finishedAtMs: 1795257420522});
});

it('cri-dockerd tells the PID, and the log below /var/log/pods', () => {
	const [status] = parseContainerStatuses(recordedText('crictl-1.30+cri-dockerd', 'inspect-running.json'));
	expect(status).toMatchObject({
		pid: 1496,
		image: 'busybox:1.35',
		logPath: '/var/log/pods/default_bare_5388d8eb-4a4b-4b78-ae52-65cc8f6bdc5c/main/1.log',
	});
});

// biome-ignore format: a table
it.each([
	['crictl-1.20+containerd-1.6.20', 'inspectp-ready.json',    {ip: '10.244.0.2', hostNetwork: false, pid: 597}],
	['crictl-1.20+containerd-1.6.20', 'inspectp-notready.json', {ip: undefined, hostNetwork: false, pid: undefined}],
	['crictl-1.20+containerd-1.6.20', 'inspectp-hostnet.json',  {ip: undefined, hostNetwork: true, pid: 725}],
	['crictl-1.32+containerd-2.1.9',  'inspectp-ready.json',    {ip: '10.244.0.2', hostNetwork: false, pid: 1224}],
	['crictl-1.32+containerd-2.1.9',  'inspectp-hostnet.json',  {ip: undefined, hostNetwork: true, pid: 1368}],
	['crictl-1.30+cri-dockerd',       'inspectp.json',          {ip: '10.244.0.10', hostNetwork: false, pid: undefined}],
	['crictl-1.30+kubelet-1.30-node', 'inspectp-ready.json',    {ip: '10.244.0.17', hostNetwork: false, pid: 3213}],
])('%s %s', (recording, file, expected) => {
	expect(parsePodDetails(recordedText(recording, file))[0]).toMatchObject(expected);
});

it('several answers at once: one after the other until 1.30, a list from 1.31 on', () => {
	const files = ['inspect-running.json', 'inspect-oom.json', 'inspect-created.json'];
	const texts = files.map(file => recordedText('crictl-1.30+containerd-1.7.24', file));
	const states = ['running', 'exited', 'created'];
	expect(parseContainerStatuses(texts.join('\n')).map(({state}) => state)).toEqual(states);
	expect(parseContainerStatuses(`[${texts.join(',')}]`).map(({state}) => state)).toEqual(states);
});

// biome-ignore format: a table
it.each([
	['', []],
	[' \n', []],
	['{"a": "}{"}{"b": "\\"}"}\n', [{a: '}{'}, {b: '"}'}]],
	['[{"a": 1}]', [{a: 1}]],
])('%j holds %j', (text, values) => {
	expect(parseConcatenated(text)).toEqual(values);
});

it.each(['{"a": 1', '{"a": 1}{"b": 2', '{"a": 1} nonsense', 'nonsense'])('%j is not JSON', text => {
	expect(() => parseConcatenated(text)).toThrow(SyntaxError);
});
