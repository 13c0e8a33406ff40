import {describe, expect, it} from 'vitest';
import {loadKnownErrors} from '../../../src/explain/data.ts';
import {createMatcher} from '../../../src/explain/match.ts';
import {explainWhy, type Why} from '../../../src/explain/why/why.ts';
import type {Container} from '../../../src/model/container.ts';
import type {ApiPod, WhyContainer, WhyFacts} from '../../../src/model/why-facts.ts';
import {entryJson} from '../../support/journal.ts';
import {container, nowMs, pod} from '../../support/state.ts';

const matcher = createMatcher(await loadKnownErrors());
const missing = {missing: 'not asked'} as const;

function of(name: string, more: Partial<Container>, about: Partial<WhyContainer> = {}): WhyContainer {
	return {container: container(name, more), oomKilled: false, log: {value: []}, ...about};
}

function facts(more: Partial<WhyFacts>): WhyFacts {
	return {
		nowMs,
		tool: 'crictl',
		runtime: {value: true},
		pod: {name: 'broken', namespace: 'default', uid: 'uid-broken'},
		sandboxes: [pod('broken')],
		containers: [],
		journal: {value: []},
		kubelet: {value: 'runs'},
		kernel: {value: []},
		api: missing,
		...more,
	};
}

function why(more: Partial<WhyFacts>): Why {
	const answer = explainWhy(facts(more), matcher);
	if ('error' in answer) throw new Error(answer.error);
	return answer;
}

const api = (more: Partial<ApiPod>): WhyFacts['api'] => ({
	value: {phase: 'Pending', restartPolicy: 'Always', containers: [], unmet: [], events: [], finalizers: [], ...more},
});
const klog = (text: string) => entryJson('kubelet', `E1123 11:59:00.000000     412 pod_workers.go:1298] ${text}`);
const waiting = (reason: string, message: string) =>
	api({
		containers: [
			{name: 'main', image: 'i', init: false, ready: false, restarts: 0, running: false, waiting: {reason, message}},
		],
	});
const exited = (exitCode: number, reason = 'Error', about: Partial<WhyContainer> = {}) =>
	of(
		'main',
		{state: 'exited', exitCode, reason, attempt: 3, startedAtMs: nowMs - 65_000, finishedAtMs: nowMs - 60_000},
		about,
	);
const askedToStop = (agoMs: number) =>
	JSON.stringify({
		SYSLOG_IDENTIFIER: 'containerd',
		_SYSTEMD_UNIT: 'containerd.service',
		__REALTIME_TIMESTAMP: String((nowMs - agoMs) * 1000),
		MESSAGE: `time="2026-11-27T07:22:01Z" level=info msg="StopContainer for \\"${container('main').id}\\" with timeout 2 (s)"`,
	});
const crash = klog(
	'"Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"main\\" with CrashLoopBackOff: \\"back-off 1m20s restarting failed container=main pod=broken_default(uid-broken)\\""',
);

it('a runtime that does not answer is the answer, and no riddle about the pod', () => {
	const silent = why({
		api: api({phase: 'Running'}),
		sandboxes: [],
		runtime: {missing: 'crictl ps: exit 1: containerd is not running'},
	});
	expect(silent.verdict).toBe('broken');
	expect(silent.because).toMatch(/^the runtime does not answer/);
	expect(silent.notSeen.map(({source}) => source)).toContain('runtime');
});

describe('the cause is named first', () => {
	// biome-ignore format: a table
	it.each<[string, string, Partial<WhyFacts>]>([
		['command not found, by the runtime', 'command-not-found', {containers: [exited(128, 'StartError', {message: 'failed to create containerd task: runc create failed: unable to start container process: exec: "/no/such/binary": stat /no/such/binary: no such file or directory: unknown'})], journal: {value: [crash]}}],
		['command not found, by docker',      'command-not-found', {tool: 'docker', containers: [of('main', {state: 'created', exitCode: 127}, {message: 'OCI runtime create failed: exec: "/no/such/binary": stat /no/such/binary: no such file or directory: unknown'})]}],
		['memory limit',                      'oom',               {containers: [exited(137, 'OOMKilled', {oomKilled: true, memoryLimitBytes: 16 * 2 ** 20})], journal: {value: [crash]}}],
		['memory limit, by the kernel',       'oom',               {containers: [exited(137)], kernel: {value: [entryJson('kernel', 'Memory cgroup out of memory: Killed process 4242 (tail)')]}}],
		['missing ConfigMap',                 'config-ref-missing', {api: waiting('CreateContainerConfigError', 'configmap "nothere" not found')}],
		['missing Secret, in a volume',       'config-ref-missing', {sandboxes: [], journal: {value: [klog('MountVolume.SetUp failed for volume "s" (UniqueName: "kubernetes.io/secret/uid-broken-s") pod "broken" (UID: "uid-broken") : secret "nothere" not found')]}}],
		['runAsNonRoot',                      'run-as-non-root',   {api: waiting('CreateContainerConfigError', 'container has runAsNonRoot and image will run as root (pod: "broken", container: main)')}],
		['a liveness probe',                  'liveness-failed',   {containers: [exited(137)], journal: {value: [klog('"Probe failed" probeType="Liveness" pod="default/broken" podUID="uid-broken" containerName="main" probeResult="failure" output=""'), crash]}}],
		['a probe that calls what is not there', 'probe-program-missing', {containers: [of('main', {state: 'running'})], api: api({phase: 'Running', containers: [{name: 'main', image: 'i', init: false, ready: false, restarts: 0, running: true}], events: [{reason: 'Unhealthy', message: 'Readiness probe errored: rpc error: code = Unknown desc = failed to exec in container: failed to start exec "1": OCI runtime exec failed: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH: unknown', count: 3, warning: true}]})}],
		['a probe that is too slow',          'probe-timeout',     {containers: [of('main', {state: 'running'})], journal: {value: [entryJson('containerd', 'time="2026-11-27T07:22:01Z" level=error msg="ExecSync for \\"93\\" failed" error="rpc error: code = DeadlineExceeded desc = failed to exec in container: timeout 1s exceeded: context deadline exceeded"')]}, api: api({phase: 'Running', containers: [{name: 'main', image: 'i', init: false, ready: false, restarts: 0, running: true}], events: [{reason: 'Unhealthy', message: 'Readiness probe failed: command "sleep 9" timed out', count: 3, warning: true}]})}],
		['activeDeadlineSeconds',             'pod-deadline',      {api: api({phase: 'Failed', reason: 'DeadlineExceeded', message: 'Pod was active on the node longer than the specified deadline'})}],
		['a scheduling gate',                 'sched-gate',        {sandboxes: [], api: api({unmet: [{type: 'PodScheduled', reason: 'SchedulingGated', message: 'Scheduling is blocked due to non-empty scheduling gates'}]})}],
		['http asked of a registry with TLS', 'https-http',        {sandboxes: [], api: api({events: [{reason: 'Failed', message: 'Failed to pull image "localhost:5443/web:1": failed to resolve reference "localhost:5443/web:1": unexpected status from HEAD request to http://localhost:5443/v2/web/manifests/1: 400 Bad Request', count: 1, warning: true}]})}],
		['a program that is done',            'program-done',      {containers: [of('main', {state: 'exited', exitCode: 0, attempt: 4})], journal: {value: [crash]}}],
		['its words: a port',                 'program-address-in-use', {containers: [exited(1, 'Error', {log: {value: ['starting', 'listen tcp :8080: bind: address already in use']}})], journal: {value: [crash]}}],
		['its words: read-only',              'program-read-only', {containers: [exited(1, 'Error', {log: {value: ["mkdir: can't create directory '/var/cache/x': Read-only file system"]}})]}],
		['its words: rights',                 'program-permission-denied', {containers: [exited(1, 'Error', {log: {value: ["mkdir: can't create directory '/data': Permission denied"]}})]}],
		['its words: a capability',           'program-operation-not-permitted', {containers: [exited(1, 'Error', {log: {value: ['chown: /tmp: Operation not permitted']}})]}],
		['its words: a name',                 'program-name-unknown', {containers: [exited(1, 'Error', {log: {value: [";; connection timed out; no servers could be reached"]}})]}],
		['its words: a setting',              'program-setting-missing', {containers: [exited(1, 'Error', {log: {value: ['FATAL: DATABASE_URL is not set']}})]}],
		['its words: a command',              'program-not-found', {containers: [exited(127, 'Error', {log: {value: ['sh: nosuchprogram: not found']}})]}],
		['its words: a file',                 'program-file-missing', {containers: [exited(1, 'Error', {log: {value: ['open /etc/app/config.yaml: no such file or directory']}})]}],
		['its words: no interpreter',         'program-interpreter', {containers: [exited(1, 'Error', {log: {value: ['exec /c/start.sh: no such file or directory']}})]}],
		['its words: no first line',          'program-exec-format', {containers: [exited(1, 'Error', {log: {value: ['exec /c/bare: exec format error']}})]}],
		['a probe that speaks https',         'probe-scheme',      {containers: [of('main', {state: 'running'})], api: api({phase: 'Running', containers: [{name: 'main', image: 'i', init: false, ready: false, restarts: 2, running: true}], events: [{reason: 'Unhealthy', message: 'Liveness probe failed: Get "https://10.244.0.22:8080/": http: server gave HTTP response to HTTPS client', count: 3, warning: true}]})}],
		['a disk that is not here, after it was placed', 'local-path-missing', {sandboxes: [], api: api({events: [{reason: 'FailedScheduling', message: '0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.', count: 1, warning: true}, {reason: 'FailedMount', message: 'MountVolume.NewMounter initialization failed for volume "localpv" : path "/mnt/disks/ssd9" does not exist', count: 3, warning: true}]})}],
		['more than an emptyDir may hold',    'pod-over-its-disk', {api: api({phase: 'Failed', reason: 'Evicted', message: 'Usage of EmptyDir volume "v" exceeds the limit "2Mi". '})}],
		['its words: a role',                 'program-forbidden', {containers: [exited(1, 'Error', {log: {value: ['pods is forbidden: User "system:serviceaccount:default:default" cannot list resource "pods" in API group "" in the namespace "default"']}})]}],
		['its words: a bug',                  'program-bug',       {containers: [exited(2, 'Error', {log: {value: ['panic: runtime error: invalid memory address or nil pointer dereference', 'goroutine 1 [running]:']}})]}],
		['a program that fails by itself',    'program-failed',    {containers: [exited(3, 'Error', {log: {value: ['FATAL: no database at db:5432']}})], journal: {value: [crash]}}],
		['a signal that nobody explains',     'program-killed',    {containers: [exited(137)]}],
		['a crash',                           'program-crashed',   {containers: [exited(139)]}],
		['somebody asked the runtime',        'program-stopped',   {containers: [exited(137)], journal: {value: [askedToStop(62_000)]}}],
		['somebody paused it',                'container-frozen',  {containers: [of('main', {state: 'running'}, {frozen: true})]}],
		["docker's health check",             'health-check-failed', {tool: 'docker', containers: [of('main', {state: 'running'}, {health: {status: 'unhealthy', said: 'no such file'}})]}],
		['a port that a probe asks in vain',  'probe-refused',     {containers: [of('main', {state: 'running'})], api: api({phase: 'Running', containers: [{name: 'main', image: 'i', init: false, ready: false, restarts: 0, running: true}], events: [{reason: 'Unhealthy', message: 'Readiness probe failed: dial tcp 10.244.0.32:5432: connect: connection refused', count: 3, warning: true}]})}],
		['its words: no shell',               'program-shell-syntax', {containers: [exited(2, 'Error', {log: {value: ['sh: syntax error: unexpected "then"']}})]}],
		['words of cleaning beside it',       'program-failed',    {tool: 'docker', containers: [exited(4)], journal: {value: [klog('failed to remove pod init container "main": rpc error: code = Unknown desc = failed to remove container "b8": Error response from daemon: removal of container b8 is already in progress; Skipping pod "broken_default(uid-broken)"')]}}],
		['a runtime that was slow for a moment', 'program-killed', {containers: [exited(137)], journal: {value: [entryJson('containerd', 'time="2026-11-27T07:22:01Z" level=error msg="get state for 18171b48c1f9237f228dde93e390c548dfa1977706787454ab6428aa2b2308fb" error="context deadline exceeded: unknown"')]}}],
		['its own end, beside what a journal has', 'program-failed', {containers: [exited(4)], journal: {value: [klog('"Error syncing pod, skipping" err="network is not ready: container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized" pod="default/broken" podUID="uid-broken"')]}}],
		['its words: a port that it may not open', 'program-port-forbidden', {containers: [exited(1, 'Error', {log: {value: ['httpd: bind: Permission denied']}})]}],
		['words that nobody knows',           'said-alone',        {api: waiting('CreateContainerError', 'Error response from daemon: flux capacitor is empty')}],
		['args where the program should be',  'command-is-argument', {containers: [exited(128, 'StartError', {message: 'runc create failed: unable to start container process: exec: "--port=80": executable file not found in $PATH: unknown'})]}],
		['a line where a word should be',     'command-one-word',  {containers: [exited(128, 'StartError', {message: 'runc create failed: unable to start container process: exec: "java -jar /app.jar": executable file not found in $PATH: unknown'})]}],
	])('%s', (_name, id, more) => {
		const answer = why(more);
		expect(answer.verdict).toBe('broken');
		expect(answer.causes[0]?.id).toBe(id);
		expect(answer.because).toBe(answer.causes[0]?.title);
	});
});

it('an attempt that is just being made has the cause of the one before it', () => {
	const before = container('main', {id: 'b', state: 'exited', exitCode: 3});
	const made = (agoMs: number) =>
		why({containers: [of('main', {state: 'created', attempt: 2, createdAtMs: nowMs - agoMs}, {before})]});
	expect(made(800).causes[0]?.id).toBe('program-failed');
	expect(made(800).containers[0]?.said).toBe(
		'is being made, restarted 2 times; the attempt before ended with exit code 3',
	);
	expect(made(60_000).causes[0]?.id).not.toBe('program-failed');
	expect(made(60_000).containers[0]?.said).toContain('was not started');
});

it('what follows from a cause is under it, and the log of the program is evidence', () => {
	const {causes} = why({
		containers: [exited(3, 'Error', {log: {value: ['FATAL: no database at db:5432']}})],
		journal: {value: [crash]},
	});
	expect(causes.map(({id, causedBy}) => [id, causedBy])).toEqual([
		['program-failed', undefined],
		['crash-loop', 'program-failed'],
	]);
	expect(causes[0]?.evidence).toEqual([{source: 'log of main', text: 'FATAL: no database at db:5432'}]);
	expect(causes[0]?.fix.map(({text}) => text)).toContain('kubectl logs --previous broken -n default');
});

describe('nothing is wrong where nothing is', () => {
	it('it runs; what was the matter before is said as past', () => {
		expect(why({containers: [of('main', {state: 'running'})]})).toMatchObject({
			verdict: 'runs',
			because: 'it runs',
			causes: [],
		});
		const before = container('main', {state: 'exited', exitCode: 3});
		const answer = why({containers: [of('main', {state: 'running', attempt: 1}, {before})]});
		expect(answer).toMatchObject({verdict: 'runs', causes: [{id: 'program-failed'}]});
		expect(answer.next).toBeUndefined();
	});

	const ending = (
		goneAtMs: number,
		state: 'running' | 'exited',
		finalizers: readonly string[] = [],
		preStops: ApiPod['preStops'] = [],
	) =>
		why({
			containers: [of('main', state === 'running' ? {state} : {state, exitCode: 0})],
			api: api({phase: 'Running', goneAtMs, finalizers, preStops, nodeName: 'node1'}),
		});

	// biome-ignore format: a table
	it.each<[string, Why['verdict'], RegExp, Why]>([
		['on SIGTERM not yet',  'waits',  /main has not ended on SIGTERM: it has 95s/,     ending(nowMs + 95_000, 'running')],
		['cannot be killed',    'broken', /main runs on: it cannot be killed/,             ending(nowMs - 600_000, 'running')],
		['in its preStop hook', 'waits',  /preStop hook runs, or has run \(main: sleep 900\)/, ending(nowMs + 95_000, 'running', [], [{name: 'main', hook: 'sleep 900'}])],
		['kept by a finalizer', 'broken', /takes its finalizer away: acme\.io\/cleanup/,   ending(nowMs - 600_000, 'exited', ['acme.io/cleanup'])],
		['gone in a moment',    'waits',  /gone in a moment/,                              ending(nowMs - 1000, 'exited')],
		['nobody says so',      'broken', /the kubelet of node1 has not said/,             ending(nowMs - 600_000, 'exited')],
	])('a pod that is to end, %s: %s', (_, verdict, because, answer) => {
		expect(answer.verdict).toBe(verdict);
		expect(answer.because).toMatch(because);
	});

	it('no scheduler: nothing is known but that it waits', () => {
		const alone = why({sandboxes: [], api: api({schedulerName: 'volcano'})});
		expect(alone).toMatchObject({verdict: 'broken', because: expect.stringContaining('is volcano there?')});
	});

	it('what kept it from its start is over once a container of it was made', () => {
		const events = (atMs: number) => [
			{
				reason: 'NetworkNotReady',
				message:
					'network is not ready: container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
				count: 3,
				warning: true,
				atMs,
			},
		];
		const first = (atMs: number) =>
			why({
				containers: [of('main', {state: 'exited', exitCode: 4, createdAtMs: nowMs - 60_000})],
				api: api({phase: 'Running', events: events(atMs)}),
			}).causes.map(({id}) => id);
		expect(first(nowMs - 90_000)).toEqual(['program-failed']);
		expect(first(nowMs - 30_000)).toContain('cni-not-init');
	});

	it('what should have made a pod, and has made none', () => {
		const text =
			'FailedCreate: pods "shop-7c" is forbidden: error looking up service account shop/shop: serviceaccount "shop" not found';
		const owned = (said: readonly {source: string; text: string}[]) =>
			why({sandboxes: [], owner: {kind: 'Deployment', said}});
		const answer = owned([{source: 'API server', text}]);
		expect(answer).toMatchObject({subject: 'Deployment default/broken', verdict: 'broken', notSeen: []});
		expect(answer.causes[0]?.id).toBe('service-account-missing');
		expect(owned([]).because).toContain('this Deployment has no pod on this node');
	});

	it('who makes pods is not here, or does not run', () => {
		const placed = api({nodeName: 'node1', events: [{reason: 'Scheduled', message: 'ok', count: 1, warning: false}]});
		const alone = {sandboxes: [], api: placed};
		expect(why({...alone, hostName: 'node1', kubelet: {value: 'none'}}).because).toMatch(
			/^no kubelet runs on this node/,
		);
		expect(why({...alone, hostName: 'node2.corp'}).because).toMatch(
			/^it belongs to the node node1, and this one is node2/,
		);
		expect(why({...alone, hostName: 'node1'}).because).toMatch(/^the runtime was never asked/);
	});

	it('names registry, image and node in what to type', () => {
		const {causes} = why({
			sandboxes: [],
			api: api({
				nodeName: 'node1',
				containers: [
					{
						name: 'main',
						image: 'reg.corp:5000/web:1',
						init: false,
						ready: false,
						restarts: 0,
						running: false,
						waiting: {reason: 'ErrImagePull', message: 'http: server gave HTTP response to HTTPS client'},
					},
				],
			}),
		});
		const fixes = causes.flatMap(({fix}) => fix.map(({text}) => text));
		expect(fixes).toContain('mkdir -p /etc/containerd/certs.d/reg.corp:5000');
		expect(fixes).toContain('crictl pull reg.corp:5000/web:1');
	});

	it('it ended as it should', () => {
		const done = of('main', {state: 'exited', exitCode: 0, reason: 'Completed'});
		expect(why({containers: [done], api: api({phase: 'Succeeded', restartPolicy: 'Never'})}).verdict).toBe('ended');
		expect(why({containers: [done]}).verdict).toBe('ended');
		expect(why({containers: [done], api: api({phase: 'Running'})})).toMatchObject({
			verdict: 'broken',
			because: expect.stringContaining('no program that stays'),
		});
	});

	it('an init container that runs is waited for', () => {
		const containers = [
			{name: 'wait-for-db', image: 'i', init: true, ready: false, restarts: 0, running: true},
			{
				name: 'main',
				image: 'i',
				init: false,
				ready: false,
				restarts: 0,
				running: false,
				waiting: {reason: 'PodInitializing'},
			},
		];
		expect(why({containers: [of('wait-for-db', {state: 'running'})], api: api({containers})})).toMatchObject({
			verdict: 'waits',
			because: expect.stringContaining('wait-for-db'),
		});
	});
});

it('what to type is in the words of what made it', () => {
	const found = (more: Partial<WhyFacts>) => why(more).causes.flatMap(({fix}) => fix.map(({text}) => text));
	const nobody = {pod: undefined, sandboxes: []} as unknown as Partial<WhyFacts>;
	const missingProgram = {message: 'exec: "/app": stat /app: no such file or directory: unknown'};
	const docker = found({...nobody, tool: 'docker', containers: [exited(128, 'StartError', missingProgram)]});
	expect(docker.join('\n')).not.toMatch(/kubectl|crictl|ctr/);
	expect(docker.join('\n')).toMatch(/docker inspect \w+.*: Command/);
	const byHand = found({kubelet: {value: 'none'}, containers: [exited(3)]});
	expect(byHand.join('\n')).not.toMatch(/kubectl/);
	expect(byHand.filter(text => text.includes('logs'))).toEqual([expect.stringMatching(/^crictl logs --tail 50/)]);
	const kept = found({
		containers: [of('main', {state: 'exited', exitCode: 0})],
		api: api({goneAtMs: nowMs - 600_000, finalizers: ['acme.io/cleanup']}),
	});
	expect(kept.join('\n')).toContain('kubectl patch pod broken -n default');
});

describe('what comes next', () => {
	// biome-ignore format: a table
	it.each<[string, string | undefined, Partial<WhyFacts>]>([
		['the wait that the kubelet says',  'in about 20s: it waits 80s', {containers: [exited(3)], journal: {value: [crash]}}],
		['else the one that it must be',    'in about 20s: it waits 80s', {containers: [exited(3)]}],
		['never',                           'nothing: its restartPolicy is Never', {containers: [exited(3)], api: api({restartPolicy: 'Never'})}],
		['refused for good',                'nothing: the kubelet refused it', {sandboxes: [], api: api({phase: 'Failed', reason: 'NodePorts', message: 'Pod Predicate NodePorts failed'})}],
		['no kubelet',                      'nothing: no kubelet runs', {containers: [exited(3)], kubelet: {value: 'none'}}],
		['a kubelet that is halted',        'nothing: the kubelet was stopped by a signal', {containers: [exited(3)], kubelet: {value: 'halted'}}],
		['a kubelet that cannot be seen',   'the kubelet starts main again', {containers: [exited(3)], kubelet: {missing: 'no /proc'}}],
		['once it is there',                'once what is missing is there', {api: waiting('CreateContainerConfigError', 'configmap "nothere" not found')}],
	])('%s', (_name, expected, more) => {
		expect(why(more).next).toContain(expected);
	});
});

describe('a container of no pod', () => {
	const alone = {pod: undefined, sandboxes: [], kubelet: {value: 'runs'}} as unknown as Partial<WhyFacts>;
	const ended = exited(3);
	const labelled = {...ended, container: {...ended.container, labels: {'containerd.io/restart.status': 'running'}}};

	// biome-ignore format: a table
	it.each<[string, string, WhyContainer]>([
		['docker does nothing',            'nothing: its restart policy is no; docker start main', {...ended, restartPolicy: 'no'}],
		['docker starts it again',         'docker starts it again, unless a person stopped it: its restart policy is always', {...ended, restartPolicy: 'always'}],
		['it waits for docker start',      'nothing: it waits for docker start main', of('main', {state: 'created'}, {restartPolicy: 'always'})],
		["ctr's",                          'nothing: it belongs to no pod', ended],
		["nerdctl's, watched",             'containerd starts it again within ten seconds', labelled],
	])('%s', (_name, next, one) => {
		const answer = why({...alone, containers: [one]});
		expect(answer.next).toContain(next);
		expect(JSON.stringify(answer)).not.toMatch(/kubelet starts|sandbox/);
	});

	it('what was made and not started says so', () => {
		const made = of('main', {state: 'created', createdAtMs: nowMs - 60_000}, {restartPolicy: 'no'});
		expect(why({...alone, containers: [made]})).toMatchObject({
			verdict: 'broken',
			because: 'it was made, and not started',
			containers: [{said: 'was made 60s ago and was not started'}],
		});
	});
});

describe('what ran when its node went down', () => {
	const upSinceMs = nowMs - 240_000;
	const old = {startedAtMs: upSinceMs - 3_600_000, createdAtMs: upSinceMs - 3_600_000};
	const before = (more: Partial<Container>) => container('main', {id: 'b', state: 'exited', ...old, ...more});
	const ended = (more: Partial<Container>, api: WhyFacts['api'] = missing) =>
		why({containers: [of('main', {state: 'running', attempt: 1}, {before: before(more)})], upSinceMs, api}).causes[0];

	it('is not to blame, and runs again', () => {
		expect(ended({exitCode: 255, finishedAtMs: upSinceMs + 9000})).toMatchObject({
			id: 'node-went-down',
			title: 'The node went down under main, and is up again for 4m',
		});
	});

	// biome-ignore format: a table
	it.each<[string, string, Partial<Container>]>([
		['docker asked it to end',        'node-went-down', {exitCode: 137, finishedAtMs: upSinceMs - 20_000}],
		['nobody saw its end',            'node-went-down', {exitCode: 255}],
		['it ended long before',          'program-failed', {exitCode: 255, finishedAtMs: upSinceMs - 1_800_000}],
		['it was killed long before',     'program-killed', {exitCode: 137, finishedAtMs: upSinceMs - 1_800_000}],
		['it was killed since',           'program-killed', {exitCode: 137, finishedAtMs: upSinceMs + 60_000}],
		['it failed by itself',           'program-failed', {exitCode: 3, finishedAtMs: upSinceMs - 1000}],
		['it was started since',          'program-failed', {exitCode: 255, startedAtMs: upSinceMs + 5000, finishedAtMs: upSinceMs + 9000}],
	])('%s: %s', (_name, expected, more) => {
		expect(ended(more)?.id).toBe(expected);
	});
});

it('what the kubelet stops again and again it stops for a probe', () => {
	const {causes} = why({containers: [exited(137)], journal: {value: [askedToStop(62_000)]}});
	expect(causes[0]?.cause).toContain('for a liveness or startup probe that fails');
});

it('who asked the runtime counts only until it ended, and whatever its code is then', () => {
	const of0 = (agoMs: number, code: number) =>
		why({containers: [exited(code)], journal: {value: [askedToStop(agoMs), crash]}}).causes[0]?.id;
	expect(of0(62_000, 0)).toBe('program-stopped');
	expect(of0(62_000, 1)).toBe('program-stopped');
	expect(of0(10_000, 0)).toBe('program-done');
	expect(of0(10_000, 1)).toBe('program-failed');
	expect(of0(10_000, 137)).toBe('program-killed');
});

it('a memory limit that no runtime saw reached is not ruled out, and none is said to be none', () => {
	const killed = (about: Partial<WhyContainer>) => why({containers: [exited(137, 'Error', about)]}).causes[0]?.cause;
	expect(killed({memoryLimitBytes: 16 * 2 ** 20})).toContain('Its memory limit is 16 MiB: the runtime did not see it');
	expect(killed({})).toContain('It has no memory limit');
});

it('what ctr made and never started has no task', () => {
	const made = of('main', {state: 'exited', podId: undefined, containerdNamespace: 'default'} as Partial<Container>);
	const answer = why({pod: undefined, sandboxes: [], tool: 'ctr', containers: [made]} as unknown as Partial<WhyFacts>);
	expect(answer.containers[0]?.said).toContain('has no task that runs');
	expect(answer.next).toContain('ctr -n default tasks start -d');
});

it('an exit code that nobody told is none', () => {
	expect(why({containers: [of('main', {state: 'exited'})]}).containers[0]?.said).toBe(
		'ended, with an exit code that nobody told',
	);
});

it('exit codes and signals are words', () => {
	const {containers} = why({containers: [exited(137, 'OOMKilled', {oomKilled: true, memoryLimitBytes: 16 * 2 ** 20})]});
	expect(containers[0]?.said).toBe(
		'ended 60s ago, after 5s with exit code 137: killed by the kernel, for its memory limit was reached (OOMKilled); its limit is 16 MiB, restarted 3 times',
	);
});

it('what could not be asked is said, and what nothing knows is no answer', () => {
	expect(why({containers: [exited(3)], journal: missing}).notSeen).toEqual([
		{source: 'journal', text: 'not asked'},
		{source: 'API server', text: 'not asked'},
	]);
	expect(explainWhy(facts({sandboxes: []}), matcher)).toEqual({
		error: 'nothing on this node is named default/broken; not seen: API server: not asked',
	});
	expect(explainWhy(facts({sandboxes: [], runtime: {missing: 'no door'}}), matcher)).toEqual({
		error: 'nothing could be learnt of default/broken: the runtime does not answer: no door',
	});
});
