import {describe, expect, it} from 'vitest';
import {loadKnownErrors} from '../../src/explain/data.ts';
import {createExplainer} from '../../src/explain/explain.ts';
import {takenApart} from '../../src/explain/innermost.ts';
import {createMatcher} from '../../src/explain/match.ts';
import {explainPasted} from '../../src/explain/pasted.ts';
import {readLogLine} from '../../src/explain/read-line.ts';

// biome-ignore format: a table
describe('a wrapped error', () => {
	it.each([
		['MountVolume.SetUp failed for volume "data" : open /var/lib/x/a.json: no such file or directory', 'MountVolume.SetUp failed for volume "data', 'open /var/lib/x/a.json: no such file or directory'],
		['"Error syncing pod, skipping" err="failed to make pod data directories: mkdir /var/lib/kubelet/pods/1: read-only file system" pod="a/b" podUID="1b2c"', 'Error syncing pod, skipping', 'mkdir /var/lib/kubelet/pods/1: read-only file system'],
		['"RunPodSandbox failed" error="rpc error: code = Unknown desc = failed to reserve sandbox name: name is reserved"', 'RunPodSandbox failed', 'failed to reserve sandbox name: name is reserved'],
		['OCI runtime create failed: runc create failed: unable to set swap limit without memory limit: unknown', 'OCI runtime create failed', 'runc create failed: unable to set swap limit without memory limit'],
	])('%s', (line, tried, reason) => {
		expect(takenApart(line)).toEqual({tried, reason});
	});
});

it('one piece is nothing to take apart, and a long one is cut', () => {
	expect(takenApart('all is lost')).toBeUndefined();
	expect(takenApart(`a: ${'b'.repeat(5000)}`)?.reason).toHaveLength(200);
});

const known = await loadKnownErrors();
const matcher = createMatcher(known);

function firstOf(line: string) {
	const explainer = createExplainer(matcher);
	explainer.add(readLogLine(line, 1));
	return explainPasted([line], known, matcher, explainer.explain()).findings[0];
}

describe('where no cause is known', () => {
	it('the line is taken apart, and what it is about is named', () => {
		expect(
			firstOf('E1128 03:11:09.113470 409 a.go:1] "Could not turn the flux bridge" err="flux: it is Tuesday"'),
		).toMatchObject({
			id: 'general-network',
			cause: expect.stringContaining('In its own words: "flux: it is Tuesday", at "Could not turn the flux bridge".'),
		});
	});

	// biome-ignore format: a table
	it.each([
		['acme: dial tcp 10.0.0.9:2381: connect: connection reset by peer', 'general-port-etcd',       'crictl ps -a --name etcd; crictl logs ID'],
		['acme: Get "http://127.0.0.1:10248/x": connection refused',        'general-port-kubelet',    'ss -ltnp | grep 10248'],
		['acme: stat /etc/kubernetes/scheduling.conf: no such file or directory', 'general-path-conf', 'kubeadm init phase kubeconfig all'],
		['acme: read /proc/sys/net/acme: no such file or directory',        'general-path-kernel',     'uname -r'],
		['acme: Unit acme-worker.slice not found.',                         'general-unit',            'systemctl status acme-worker.slice'],
		['acme: cannot take the sprocket',                                  'general-unknown',         'the minute before it: journalctl -b -p warning --since -5m --no-pager'],
	])('%s', (line, id, command) => {
		const found = firstOf(line);
		expect(found?.id).toBe(id);
		expect(found?.fix.map(({text}) => text)).toContain(command);
		expect(found?.confidence).toBeLessThan(0.5);
	});
});

describe('a family of wordings', () => {
	const idsOf = (message: string) => matcher.match({message}).map(({id}) => id);

	it('counts beside the words around it', () => {
		expect(idsOf('OCI runtime create failed: rootfsPropagation=2 is not supported here: unknown')).toEqual([
			'container-spec',
			'shim-create-failed',
		]);
	});

	it('does not count where something narrower is known', () => {
		const line =
			'OCI runtime exec failed: exec failed: cannot exec in a paused container (use --ignore-paused to override)';
		expect(idsOf(line)).toEqual(['container-paused']);
	});

	it('is the cause of the words around it', () => {
		expect(
			firstOf(
				'Error: failed to create shim task: OCI runtime create failed: cannot set gid to unmapped user in user namespace: unknown',
			)?.id,
		).toBe('container-spec');
	});
});
