import {describe, expect, it} from 'vitest';
import {loadKnownErrors} from '../../src/explain/data.ts';
import {createExplainer} from '../../src/explain/explain.ts';
import {createMatcher} from '../../src/explain/match.ts';
import {readLogLine} from '../../src/explain/read-line.ts';

const known = await loadKnownErrors();
const ids = new Set(known.map(({id}) => id));

const explain = (...lines: readonly string[]) => {
	const explainer = createExplainer(createMatcher(known));
	for (const [index, line] of lines.entries()) explainer.add(readLogLine(line, index + 1));
	return explainer.explain();
};

describe('the data', () => {
	it('names every consequence of something that is known', () => {
		const named = known.flatMap(({consequenceOf = []}) => consequenceOf).filter(id => id !== '*');
		expect(named.filter(id => !ids.has(id))).toEqual([]);
	});

	it.each(known.flatMap(({id, general, examples}) => examples.map(example => [id, example, general] as const)))(
		'%s: %s',
		(id, example, general) => {
			expect(
				createMatcher(known, general ? 'general' : 'specific')
					.match(readLogLine(example, 1))
					.map(one => one.id),
			).toContain(id);
		},
	);
});

const unimplemented =
	'E1121 10:25:44.135599   21677 remote_runtime.go:86] Version from runtime service failed: rpc error: code = Unimplemented desc = unknown service runtime.v1alpha2.RuntimeService';
const refused = (at: string) =>
	JSON.stringify({
		MESSAGE:
			'E1121 10:00:00.000000       1 x.go:1] connection error: desc = "transport: error while dialing: dial unix /run/containerd/containerd.sock: connect: connection refused"',
		_SYSTEMD_UNIT: 'kubelet.service',
		__REALTIME_TIMESTAMP: `${Date.parse(at) * 1000}`,
	});
const booted = JSON.stringify({
	MESSAGE: 'time="2026-11-21T10:00:03Z" level=info msg="containerd successfully booted in 0.03s"',
	_SYSTEMD_UNIT: 'containerd.service',
	__REALTIME_TIMESTAMP: `${Date.parse('2026-11-21T10:00:03Z') * 1000}`,
});

describe('explain', () => {
	it('takes an old event that a kubelet sends again for no news', () => {
		const line = `E1128 07:59:46.418984     885 event.go:264] Server rejected event '&v1.Event{Reason:"SystemOOM", Message:"System OOM encountered, victim process: sh, pid: 812"}': 'events is forbidden: User "system:anonymous" cannot create resource "events" in API group "" in the namespace "default"' (will not retry!)`;
		expect(explain(line).findings.map(({id}) => id)).not.toContain('oom-node');
		const unready = `E1128 08:26:13.185428     208 event.go:273] Unable to write event: '&v1.Event{Reason:"Unhealthy", Message:"Readiness probe failed: HTTP probe failed with statuscode: 500"}' (may retry after sleeping)`;
		expect(explain(unready).findings.map(({id}) => id)).not.toContain('readiness-failed');
		expect(explain('System OOM encountered, victim process: sh, pid: 812').findings[0]?.id).toBe('oom-node');
	});

	it('puts what follows from a cause under it', () => {
		const {findings} = explain(
			unimplemented,
			"Nov 21 10:25:44 node1 systemd[1]: kubelet.service: Failed with result 'exit-code'.",
		);
		expect(findings.map(({id, causedBy}) => [id, causedBy])).toEqual([
			['cri-unimplemented-v1', undefined],
			['unit-failed', 'cri-unimplemented-v1'],
		]);
	});

	it('tells that something is over, also for what a client remembers of it for some seconds', () => {
		const {findings} = explain(refused('2026-11-21T10:00:01Z'), booted, refused('2026-11-21T10:00:05Z'));
		expect(findings).toMatchObject([{id: 'dial-containerd', severity: 'info', past: true, count: 2}]);
	});

	it('tells that it is not over where a kubelet that was started since ends of it', () => {
		const ended = (at: string) =>
			JSON.stringify({
				MESSAGE:
					'E1121 10:00:13.000000    1871 run.go:74] "command failed" err="failed to run Kubelet: validate service connection: validate CRI v1 runtime API: connection error: desc = \\"transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: no such file or directory\\""',
				_SYSTEMD_UNIT: 'kubelet.service',
				__REALTIME_TIMESTAMP: `${Date.parse(at) * 1000}`,
			});
		const first = (at: string) => explain(refused('2026-11-21T10:00:01Z'), booted, ended(at)).findings[0];
		expect(first('2026-11-21T10:00:04Z')).toMatchObject({past: true});
		expect(first('2026-11-21T10:00:13Z')).toMatchObject({id: 'dial-containerd', severity: 'fatal'});
	});

	it('tells that a kubelet knows itself, though it sees its node some seconds later', () => {
		const kubelet = (time: string, text: string) => `Nov 27 15:00:${time} n1 kubelet[207]: ${text}`;
		const {findings} = explain(
			kubelet('19', 'E1127 15:00:19.272241     207 kubelet.go:2243] node "n1" not found'),
			kubelet('39', 'I1127 15:00:39.888513     207 kubelet_node_status.go:74] Successfully registered node n1'),
			kubelet('48', 'E1127 15:00:48.153576     207 kubelet.go:2243] node "n1" not found'),
		);
		expect(findings).toMatchObject([{id: 'node-unregistered', severity: 'info', past: true}]);
	});

	it('a service that cannot lower its own oom score is no container that fails', () => {
		const {findings} = explain(
			`time="2026-11-27T18:18:14Z" level=error msg="Unable to ensure the docker processes run in the desired containers: [errors moving \\"dockerd\\" pid: failed to apply oom score -999 to PID 267: write /proc/267/oom_score_adj: permission denied]"`,
		);
		expect(findings.filter(({severity}) => severity !== 'info')).toEqual([]);
	});

	it('what a scheduler may not read at its start is no missing role', () => {
		const {findings} = explain(
			`Nov 27 14:58:08 n1 kube-scheduler[218]: W1127 14:58:08.389994     218 authentication.go:368] Error looking up in-cluster authentication configuration: configmaps "extension-apiserver-authentication" is forbidden: User "system:kube-scheduler" cannot get resource "configmaps" in API group "" in the namespace "kube-system"`,
		);
		expect(findings).toEqual([]);
		const usual = explain(
			`W1128 12:11:03.1 218 requestheader_controller.go:193] Unable to get configmap/extension-apiserver-authentication in kube-system.  Usually fixed by 'kubectl create rolebinding -n kube-system ROLEBINDING_NAME --role=extension-apiserver-authentication-reader --serviceaccount=YOUR_NS:YOUR_SA'`,
		);
		expect(usual.findings.map(({id}) => id)).not.toContain('extension-auth');
	});

	it('tells that something came back', () => {
		const {findings} = explain(refused('2026-11-21T10:00:01Z'), booted, refused('2026-11-21T10:01:05Z'));
		expect(findings).toMatchObject([{id: 'dial-containerd', severity: 'fatal'}]);
		expect(findings[0]).not.toHaveProperty('past');
	});

	it('lists what looks like trouble and is not known, each kind once', () => {
		const {findings, unknown} = explain(
			'E1121 10:25:44.135599   1 a.go:1] the frobnicator 12 failed',
			'E1121 10:25:45.135599   1 a.go:1] the frobnicator 13 failed',
			'I1121 10:25:45.135599   1 a.go:1] all is well',
		);
		expect(findings).toEqual([]);
		expect(unknown).toEqual(['E1121 10:25:44.135599   1 a.go:1] the frobnicator 12 failed']);
	});

	it('shows no control sequence of a log', () => {
		const {findings} = explain(`${unimplemented}\u001b[2J\u202e`);
		expect(JSON.stringify(findings)).not.toMatch(/\\u001b|\u202e/);
	});
});

it('a containerd that boots without its database still has none', () => {
	const {findings} = explain(
		'time="2026-11-27T10:39:20Z" level=warning msg="failed to load plugin io.containerd.metadata.v1.bolt" error="invalid database"',
		'time="2026-11-27T10:39:20Z" level=warning msg="failed to load plugin io.containerd.grpc.v1.cri" error="failed to create CRI service: invalid database"',
		'time="2026-11-27T10:39:21Z" level=info msg="containerd successfully booted in 0.03s"',
	);
	expect(findings.map(({id, severity}) => [id, severity])).toEqual([
		['ctd-database', 'fatal'],
		['ctd-plugin-failed', 'fatal'],
	]);
});
