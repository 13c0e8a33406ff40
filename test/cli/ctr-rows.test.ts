import {expect, it} from 'vitest';
import {dockerCommand} from '../../src/cli/commands/docker.ts';
import {chosen, rowsOf} from '../../src/cli/ctr-rows.ts';
import type {CtrContainer} from '../../src/runtime/ctr-containers.ts';
import {runOneShot} from '../support/one-shot.ts';

const nowMs = Date.parse('2026-11-28T04:00:00Z');
const minutes = (count: number) => nowMs - count * 60_000;
const base = {
	image: 'docker.io/library/busybox:1.35',
	command: ['sh', '-c', 'exit 3'],
	labels: {job: 'etl'},
	createdAtMs: minutes(10),
};
const containers: readonly CtrContainer[] = [
	{...base, name: 'runs', state: 'running', sinceMs: minutes(5)},
	{...base, name: 'still', state: 'paused', labels: {}, sinceMs: minutes(5)},
	{...base, name: 'over', state: 'exited', exitCode: 3, sinceMs: minutes(2)},
	{...base, name: 'begun', state: 'created', labels: {job: 'other'}},
	{...base, name: 'again', state: 'restarting', labels: {}, exitCode: 1, sinceMs: minutes(1)},
];

const flagsOf = (line: string): ReadonlyMap<string, readonly string[]> => {
	const flags = new Map<string, string[]>();
	for (const word of line.split('|').filter(Boolean)) {
		const [name = '', value = 'true'] = word.split(/:(.*)/s);
		flags.set(name, [...(flags.get(name) ?? []), value]);
	}
	return flags;
};

// biome-ignore format: a table
it.each([
	['',                                      'runs still again'],
	['all',                                   'runs still over begun again'],
	['filter:status=restarting',              'again'],
	['filter:status=exited',                  'over'],
	['filter:status=exited|filter:status=created', 'over begun'],
	['filter:exited=3',                       'over'],
	['filter:exited=0',                       ''],
	['all|filter:name=^/?over$',              'over'],
	['all|filter:label=job',                  'runs over begun'],
	['all|filter:label=job=etl|filter:label=job', 'runs over'],
	['filter:ancestor=busybox:1.35',          'runs still again'],
	['filter:ancestor=busybox',               ''],
	['filter:publish=80',                     ''],
	['filter:network=bridge',                 undefined],
	['last:3',                                undefined],
	['size',                                  undefined],
])('docker ps %s lists %s', (line, expected) => {
	expect(chosen(containers, flagsOf(line))?.map(({name}) => name).join(' ')).toBe(expected);
});

const head =
	'CONTAINER           IMAGE                            CREATED             STATE     NAME      ATTEMPT   POD ID    POD';
// biome-ignore format: a table
it.each([
	['quiet',                                            'over\n'],
	['format:{{.ID}}',                                   'over\n'],
	['format:{{.Names}}: {{.Status}}',                   'over: Exited (3) 2 minutes ago\n'],
	['format:table {{.Names}}\\t{{.Command}}',           'over\t"sh -c \'exit 3\'"\n'],
	['format:{{json .Names}} {{.Label "job"}} {{.State}}', '"over" etl exited\n'],
	['format:{{.Image}} {{.RunningFor}}',                'docker.io/library/busybox:1.35 10 minutes ago\n'],
	['format:{{if .Names}}x{{end}}',                     undefined],
	['format:{{.Nonsense}}',                             undefined],
	['',                                                 'over                docker.io/library/busybox:1.35   10 minutes ago      Exited    over      -         -         -\n'],
])('docker ps -a %s prints %j', (line, expected) => {
	expect(rowsOf(containers.slice(2, 3), {flags: flagsOf(line), head, nowMs})).toBe(expected);
});

it('docker ps --format json has docker’s fields', () => {
	const [row] = (rowsOf(containers.slice(0, 1), {flags: flagsOf('format:json'), head, nowMs}) ?? '').split('\n');
	expect(JSON.parse(row ?? '')).toMatchObject({
		ID: 'runs',
		Names: 'runs',
		State: 'running',
		Status: 'Up 5 minutes',
		Labels: 'job=etl',
	});
});

it('what docker run made stands behind the containers of pods', async () => {
	const info = {
		Image: 'docker.io/library/x:1',
		Labels: {a: 'b\u001b[2J'},
		CreatedAt: '2026-11-28T03:00:00Z',
		Spec: {process: {args: ['sh']}},
	};
	const answers: Readonly<Record<string, string>> = {
		'containers ls': 'mine\nover\nagain\n',
		'task ls': 'TASK    PID    STATUS    \nmine    77     RUNNING\nover    88     STOPPED\nagain    89     STOPPED\n',
		'containers info': JSON.stringify(info),
		'containers info again': JSON.stringify({...info, Labels: {a: 'c', 'containerd.io/restart.status': 'running'}}),
		'shim --id':
			'{\n    "id": "over",\n    "pid": 88,\n    "exit_status": 4,\n    "exited_at": "2026-11-28T03:30:00Z"\n}\n',
	};
	const query = async (argv: readonly string[]) => {
		const at = argv.indexOf('default');
		const stdout =
			at < 0
				? 'web\n'
				: (answers[argv.slice(at + 1, at + 4).join(' ')] ?? answers[argv.slice(at + 1, at + 3).join(' ')] ?? '');
		return {exitCode: 0, stdout, stderr: '', durationMs: 1};
	};
	const args = ['ps', '-a', '--format', '{{.Names}} {{.State}} {{.Label "a"}}'];
	const {out, err} = await runOneShot(dockerCommand, args, {}, {host: {query}});
	expect(out).toBe('web\nmine running b\nover exited b\nagain restarting c\n');
	expect(err).not.toContain('not listed');
});
