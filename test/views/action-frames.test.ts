import {describe, expect, it} from 'vitest';
import {stringify} from 'yaml';
import {type Target, targetOf} from '../../src/app/acting/target.ts';
import {actionNamed, actions} from '../../src/app/actions/index.ts';
import {listNamed} from '../../src/app/lists/index.ts';
import type {State} from '../../src/app/state.ts';
import {frameOf} from '../../src/views/frame.ts';
import {themeNamed} from '../../src/views/theme.ts';
import {actionNode, imageOfNode} from '../support/action-node.ts';
import {drawn, flaws, plainTheme} from '../support/screen.ts';
import {containers, nowMs, pods, press, started, told} from '../support/state.ts';

const paths = {
	'/f': 10,
	'/tmp': 'directory',
	'/tmp/f': 20,
	'/proc/101/root': 'directory',
	'/proc/101/root/tmp': 'directory',
	'/proc/101/root/bin': ['sh'],
} as const;
const answers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	stop: {grace: '10'},
	kill: {signal: 'TERM'},
	pull: {image: 'nginx:1.27'},
	export: {file: '/tmp/f'},
	'copy-out': {from: '/etc/f', to: '/tmp'},
	'copy-in': {from: '/f', to: '/tmp'},
	'port-forward': {ports: '8080:80'},
};

function targetsFor(id: string): readonly Target[] {
	const all = [
		targetOf(listNamed('containers'), containers[0]),
		targetOf(listNamed('pods'), pods[0]),
		targetOf(listNamed('images'), imageOfNode),
	];
	return all.filter(target => target !== undefined && actionNamed(id).fits(target) === true) as readonly Target[];
}

/** The question that an action asks about a row, on the screen. */
async function question(id: string, target: Target, size: {columns: number; rows: number}): Promise<State> {
	const node = actionNode(
		'crictl',
		id.includes('shell') ? {...paths, '/proc/101/root/bin': [], '/bin/busybox': 'file'} : paths,
	);
	const plan = await actionNamed(id).plan([target], answers[id] ?? {}, node);
	return told({...started(size), planning: {id: 1, title: ''}}, {type: 'planned', id: 1, plan}).state;
}

const document = {
	status: {
		state: 'CONTAINER_RUNNING',
		labels: {'io.kubernetes.pod.name': 'front', app: 'web'},
		mounts: [{containerPath: '/data', hostPath: '/srv/data', readonly: true}],
		logPath: '/var/log/pods/default_front/web/0.log',
	},
	info: {
		runtimeSpec: {
			process: {
				args: ['httpd', '-f'],
				env: ['PATH=/bin', 'DB_PASSWORD=s3cret', 'URL=postgres://a:s3cret@db/x'],
				user: {uid: 1000, gid: 0},
			},
			linux: {
				cgroupsPath: '/kubepods/x',
				namespaces: [{type: 'network', path: '/proc/7/ns/net'}],
				resources: {memory: {limit: 67_108_864}},
			},
		},
	},
};

function inDetails(size: {columns: number; rows: number}, key: string): State {
	const details = {
		command: 'crictl inspect --output json container-web',
		document,
		toYaml: (value: unknown) => stringify(value),
	};
	return told(press(started(size), `enter ${key}`).state, {type: 'details', id: 2, details}).state;
}

const sizes = [
	{columns: 80, rows: 24},
	{columns: 160, rows: 45},
];

const asked = actions
	.flatMap(({id}) => targetsFor(id).map(target => [id, target.kind, target] as const))
	.filter(([id, kind]) => !(id.includes('shell') && kind === 'pod'));

describe.each(sizes)('at $columns x $rows', size => {
	it.each(asked)('%s of a %s asks', async (id, kind, target) => {
		const state = await question(id, target, size);
		expect(state.overlay?.kind).toBe('confirm');
		expect(flaws(frameOf(state, plainTheme), size)).toEqual([]);
		const file = `goldens/confirm-${id}-${kind}-${size.columns}x${size.rows}.txt`;
		await expect(`${drawn(state).join('\n')}\n`).toMatchFileSnapshot(file);
	});

	const job = {
		id: 3,
		title: 'export busybox',
		status: 'running',
		stays: false,
		progress: '3MB of 9MB (33 %)',
		startedAtMs: nowMs - 12_000,
		seen: false,
	} as const;
	// biome-ignore format: a table
	it.each<[string, State]>([
		['menu',          press(started(size), 'enter a').state],
		['menu-image',    press(started(size), ": 'im' enter a").state],
		['ask-grace',     press(started(size), 'enter a s').state],
		['ask-signal',    press(started(size), 'enter a k down').state],
		['ask-wrong',     press(started(size), "enter a f 'x' enter").state],
		['jobs',          told(press(started(size), 'J').state, {type: 'job-changed', job}, {type: 'job-changed', job: {...job, id: 4, status: 'failed', error: 'no space left on device', endedAtMs: nowMs}}).state],
		['details-describe', inDetails(size, 'd')],
		['details-yaml',  press(inDetails(size, 'y'), "/ 'env' enter").state],
		['details-folded', press(inDetails(size, 'i'), 'j enter').state],
		['details-secrets', press(inDetails(size, 'd'), 'x').state],
		['jobs-none',     press(started(size), 'J').state],
	])('%s', async (name, state) => {
		expect(flaws(frameOf(state, plainTheme), size)).toEqual([]);
		await expect(`${drawn(state).join('\n')}\n`).toMatchFileSnapshot(`goldens/act-${name}-${size.columns}x${size.rows}.txt`);
	});
});

it.each(asked)('%s of a %s keeps its question on the screen at every size', async (id, _, target) => {
	const theme = themeNamed('dark');
	for (const size of [
		{columns: 40, rows: 10},
		{columns: 61, rows: 12},
		{columns: 100, rows: 50},
	]) {
		const state = await question(id, target, size);
		const frame = frameOf(state, theme);
		expect(flaws(frame, size)).toEqual([]);
		expect(frame.join('\n')).toContain('yes, run it');
		const end = press(state, 'pagedown '.repeat(20)).state;
		expect(flaws(frameOf(end, theme), size)).toEqual([]);
	}
});
