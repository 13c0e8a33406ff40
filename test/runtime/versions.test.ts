import {expect, it} from 'vitest';
import {createNodeRuntime} from '../../src/runtime/create-runtime.ts';
import {discover} from '../../src/runtime/discover.ts';
import {readCriVersion, readServerVersion, readVersion} from '../../src/runtime/versions.ts';
import {present, recordedFiles, recordedReader, recordedText} from '../support/recordings.ts';

// biome-ignore format: a table
it.each([
	['crictl version v1.30.0', '1.30.0'],
	['crictl version 1.20.0-24-g53ad8bb7', '1.20.0'],
	['ctr github.com/containerd/containerd 1.6.20~ds1', '1.6.20'],
	['ctr github.com/containerd/containerd/v2 2.1.9+unknown', '2.1.9'],
	['Docker version 20.10.24+dfsg1, build 297e128', '20.10.24'],
	['Kubernetes v1.30.4', '1.30.4'],
	['Client Version: version.Info{Major:"1", Minor:"20", GitVersion:"v1.20.2"}', '1.20.2'],
	['nerdctl version 1.7.6', '1.7.6'],
	['no idea', undefined],
])('%s → %s', (text, version) => {
	expect(readVersion(text)).toBe(version);
});

// biome-ignore format: a table
it.each([
	['crictl-1.20+dockershim',        {name: 'docker', version: '20.10.24+dfsg1', apiVersion: '1.41.0'}],
	['crictl-1.30+containerd-1.6.20', {name: 'containerd', version: '1.6.20~ds1', apiVersion: 'v1'}],
	['crictl-1.30+cri-dockerd',       {name: 'docker', version: '26.1.5+dfsg1', apiVersion: 'v1'}],
	['crictl-1.32+containerd-2.1.9',  {name: 'containerd', version: '2.1.9+unknown', apiVersion: 'v1'}],
])('runtime behind %s', (recording, runtime) => {
	expect(readCriVersion(recordedText(recording, 'version.txt'))).toEqual(runtime);
});

it.each([
	['ctr-1.6.20', '1.6.20~ds1'],
	['ctr-2.1.9', '2.1.9+unknown'],
])('server of %s', (recording, version) => {
	expect(readServerVersion(recordedText(recording, 'version.txt'))).toBe(version);
});

it('versions of a node, and the endpoint of the kubelet that runs there', async () => {
	const reader = recordedReader(
		['crictl-1.32+containerd-2.1.9'],
		[
			...recordedFiles('node-files@modern'),
			...present({sockets: ['/run/containerd/containerd.sock'], programs: ['crictl', 'kubectl']}),
			{kind: 'names', at: 0, path: '/proc', names: ['1', '99', '578', 'self']},
			{kind: 'text', at: 0, path: '/proc/1/comm', text: 'systemd\n'},
			// That of a node of kind.
			{kind: 'text', at: 0, path: '/proc/99/comm', text: 'kubelet\n'},
			{kind: 'text', at: 0, path: '/proc/99/status', text: 'Name:\tkubelet\nNSpid:\t99\t7\nNSsid:\t99\t7\n'},
			{kind: 'text', at: 0, path: '/proc/99/cmdline', text: 'kubelet\0--container-runtime-endpoint=/kind.sock\0'},
			{kind: 'text', at: 0, path: '/proc/578/comm', text: 'kubelet\n'},
			{
				kind: 'text',
				at: 0,
				path: '/proc/578/cmdline',
				text: '/usr/bin/kubelet\0--container-runtime-endpoint\0unix:///run/cri-dockerd.sock\0--v=2\0',
			},
		],
	);
	const runtime = createNodeRuntime(reader, await discover(reader, {env: {}, hostname: 'node1'}));
	const facts = await runtime.versions();
	expect(facts.tools.crictl).toEqual({name: 'crictl', command: ['crictl'], version: '1.32.0'});
	expect(facts.tools.kubectl).toEqual({name: 'kubectl', command: ['kubectl'], version: undefined});
	expect(facts.runtime).toEqual({name: 'containerd', version: '2.1.9+unknown', apiVersion: 'v1'});
	expect(facts.kubeletEndpoint).toEqual({
		url: 'unix:///run/cri-dockerd.sock',
		source: 'kubelet',
		detail: 'command line of process 578',
	});
	expect(facts.warnings[0]).toContain('the kubelet uses unix:///run/cri-dockerd.sock');
	expect(runtime.facts).toEqual(facts);
	// Who looks every second must be able to see that nothing is new.
	expect(runtime.facts).toBe(facts);
});
