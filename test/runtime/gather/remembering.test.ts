import {describe, expect, it} from 'vitest';
import type {Argv} from '../../../src/model/argv.ts';
import {rememberAnswers} from '../../../src/runtime/gather/remembering.ts';
import {subjectOf} from '../../../src/runtime/gather/subject-of.ts';
import {treeReader} from '../../support/tree.ts';

// biome-ignore format: a table
it.each<[string, string | undefined]>([
	['systemctl show --no-pager kubelet.service', 'units'],
	['docker ps --all --quiet', 'docker'],
	['kubectl --kubeconfig /k --request-timeout=5s get node node1 -o json', 'node'],
	['kubectl --kubeconfig /k --request-timeout=5s get pods --all-namespaces -o json', 'pods'],
	['kubectl --kubeconfig /k auth can-i --quiet create pods/eviction', undefined],
	['/usr/bin/containerd --config /c config dump', 'runtime'],
	['ctr --address /s --timeout 2s plugins ls', 'runtime'],
	['ctr --address /s -n k8s.io images ls -q', 'images'],
	['ctr --address /s --namespace moby tasks ls', 'tasks'],
	['crictl --runtime-endpoint unix:///s --image-endpoint unix:///s images -o json', 'images'],
	['crictl --runtime-endpoint unix:///s --timeout 5s info', 'runtime'],
	['crictl --runtime-endpoint unix:///s pods --state ready', 'sandboxes'],
	['uname -m', undefined],
])('%s is about %s', (line, subject) => {
	expect(subjectOf(line.split(' ') as unknown as Argv)).toBe(subject);
});

describe('answers are remembered', () => {
	function counting() {
		let asked = 0;
		return rememberAnswers(treeReader({files: {}, answer: () => ({stdout: String(++asked)})}));
	}

	it('until they are asked anew, each subject for itself', async () => {
		const {reader, forget} = counting();
		const say = async (...argv: [string, ...string[]]) => (await reader.query(argv)).stdout;
		const images = () => say('ctr', 'images', 'ls');
		expect([await say('docker', 'ps'), await images(), await say('docker', 'ps')]).toEqual(['1', '2', '1']);
		forget(['docker']);
		expect([await say('docker', 'ps'), await images()]).toEqual(['3', '2']);
		forget();
		expect([await say('docker', 'ps'), await images()]).toEqual(['4', '5']);
	});

	it('what is about nothing that a step can touch is asked each time', async () => {
		const {reader} = counting();
		await reader.query(['df', '/']);
		expect((await reader.query(['df', '/'])).stdout).toBe('2');
	});
});
