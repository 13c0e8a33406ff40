import {describe, expect, it} from 'vitest';
import type {Action} from '../../src/app/action.ts';
import {helpOf, placeOf} from '../../src/app/keymap.ts';
import {aliasLines, settingsLines} from '../../src/app/settings-lines.ts';
import {type PaneLine, type State, topScreen} from '../../src/app/state.ts';
import {themeNames} from '../../src/app/theme-names.ts';
import {whyLines} from '../../src/app/why-lines.ts';
import type {Why} from '../../src/explain/why/why.ts';
import {openCheatSheet} from '../../src/translate/cheat/load.ts';
import {explainer} from '../../src/translate/explain/explainer.ts';
import {loadTables} from '../../src/translate/load.ts';
import {frameOf} from '../../src/views/frame.ts';
import {loadStaticTables, prepareTables} from '../../src/views/static-tables.ts';
import {themeNamed} from '../../src/views/theme.ts';
import {drawn, flaws, plainTheme} from '../support/screen.ts';
import {container, containers, facts, image, keys, loaded, nowMs, pod, press, started, told} from '../support/state.ts';

const tables = await loadTables();
const cheat = openCheatSheet(tables);
await loadStaticTables();
const lines = (...texts: readonly string[]) => texts.map(text => ({text, tone: 'plain' as const}));
const many = Array.from({length: 60}, (_, index) => pod(`pod-${index}`, {ip: `10.244.0.${index}`}));
const failed: Action = {
	type: 'list-failed',
	list: 'pods',
	error: 'crictl pods: exit 1: connect: no such file or directory',
};
const write = {
	argv: ['crictl', 'stop', 'container-web'],
	text: 'crictl stop container-web',
	effect: 'write',
	manner: 'query',
	files: [],
} as const;
const question: Action = {
	type: 'prepared',
	line: 'docker stop web',
	prepared: [write],
	touches: ['touches web of the pod default/front: the kubelet will start it again if the pod says so'],
};

const dots = Array.from({length: 50}, (_, index) => `line ${index} ${'.'.repeat(index * 3)}`);
const inLogs = (size: {columns: number; rows: number}) =>
	told(
		press(started(size), 'enter l').state,
		{type: 'pane-started', id: 2, command: 'crictl logs --follow --tail 1000 container-web'},
		{type: 'pane-lines', id: 2, lines: lines(...dots)},
	).state;
/** A log as its file gives it: times, both streams, words of alarm, something odd that happened to the file. */
const inFile = (size: {columns: number; rows: number}) =>
	told(
		press(started(size), 'enter j l').state,
		{
			type: 'pane-started',
			id: 2,
			command: 'tail -n 1000 -F -- /var/log/pods/default_front_uid-front/proxy/3.log',
			note: 'read from the file; 2 rotated files joined; the same: crictl logs --follow --tail 1000 container-proxy',
			timed: true,
		},
		{
			type: 'pane-lines',
			id: 2,
			lines: Array.from({length: 60}, (_, index) => ({
				text: index % 13 === 5 ? `ERROR connection refused by db:5432, try ${index}` : `GET /order ${index} 200`,
				tone: index % 13 === 5 ? ('accent' as const) : ('plain' as const),
				at: `2026-11-23T11:59:${String(index).padStart(2, '0')}.123456789Z`,
			})),
		},
		{
			type: 'pane-lines',
			id: 2,
			lines: [{text: '── the log was cut off here: its file was emptied ──', tone: 'warn', mark: true}],
		},
	).state;
const inDetails = (size: {columns: number; rows: number}) =>
	told(press(started(size), 'i').state, {
		type: 'details',
		id: 1,
		details: {command: 'crictl inspectp --output json pod-front', document: {status: {state: 'SANDBOX_READY'}}},
	}).state;
const paneOf = (state: State, added: readonly PaneLine[]) =>
	told(
		state,
		{type: 'pane-lines', id: topScreen(state).id, lines: added},
		{type: 'pane-ended', id: topScreen(state).id},
	).state;
const inAliases = (size: Size) => {
	const state = press(started({...size, settings: {aliases: {mydb: 'pods /database'}}}), ": 'aliases' enter").state;
	return told(state, {type: 'pane-lines', id: 1, lines: aliasLines(state)}, {type: 'pane-ended', id: 1}).state;
};
const inSettings = (size: Size) => {
	const state = press(
		started({...size, settings: {theme: 'light', file: '/home/bob/config.yaml'}}),
		": 'config' enter",
	).state;
	return told(state, {type: 'pane-lines', id: 1, lines: settingsLines(state)}, {type: 'pane-ended', id: 1}).state;
};
const why: Why = {
	subject: 'pod default/front',
	verdict: 'broken',
	because: 'web ends again and again',
	next: 'the kubelet starts it again in about 2m (back-off)',
	containers: [
		{
			name: 'web',
			said: 'ended with exit code 3, restarted 7 times',
			good: false,
			message: undefined,
			log: ['no database'],
		},
	],
	causes: [
		{
			id: 'program-failed',
			title: 'The program of web ends by itself with exit code 3',
			cause:
				'3: what it means is for the program to say. Neither the kubelet nor the runtime ended it: what it wrote last says why.',
			confidence: 0.9,
			evidence: [
				{source: 'log of web', text: 'no database'},
				{source: 'log of web', text: 'no database'},
				{source: 'log of web', text: 'giving up'},
			],
			fix: [{text: 'crictl logs --tail 50 container-web', argv: ['crictl', 'logs', '--tail', '50', 'container-web']}],
		},
	],
	notSeen: [{source: 'the API server', text: 'no kubeconfig on this node can ask it'}],
};
const inTranslator = (line: string) => (size: {columns: number; rows: number}) =>
	press(started({...size, tables, explainer}), `: '${line}' enter`).state;

const inCheat = (typed: string) => (size: {columns: number; rows: number}) =>
	press(started({...size, tables, explainer, cheat}), typed).state;

type Size = {readonly columns: number; readonly rows: number};

// biome-ignore format: a table
const screens: ReadonlyArray<readonly [name: string, (size: Size) => State]> = [
	['pods',                    size => started(size)],
	['pods many, in the middle', size => press(started({...size, lists: {pods: many}}), 'pagedown pagedown k').state],
	['containers of a pod',     size => press(started(size), 'enter j').state],
	['containers',              size => press(started(size), ": 'ps' enter").state],
	['images',                  size => press(started(size), ": 'im' enter").state],
	['tasks',                   size => press(started(size), ": 'tasks' enter").state],
	['snapshots',               size => press(started(size), ": 'sn' enter").state],
	['namespaces',              size => press(started(size), ": 'ns' enter").state],
	['stats',                   size => press(started(size), ": 'stats' enter C").state],
	['events',                  size => press(started(size), ": 'events' enter").state],
	['no events here',          size => told(press(started(size), ": 'events' enter").state, loaded('events', []), {type: 'list-failed', list: 'events', error: 'no events: neither ctr nor docker is on this node to tell of them'}).state],
	['tasks of crio',          size => told(press(started(size), ": 'tasks' enter").state, {type: 'list-failed', list: 'tasks', error: 'CRI-O is the runtime of this node', foreign: true}).state],
	['content',                 size => press(started(size), ": 'content' enter").state],
	['leases',                  size => press(started(size), ": 'leases' enter").state],
	['tree',                    size => press(started(size), ": 'tree' enter j j").state],
	['tree of a pod',           size => press(started(size), 'enter j x').state],
	['wide',                    size => press(started(size), ": 'ps' enter ctrl-w").state],
	['moved to the right',      size => press(started(size), ": 'ps' enter right right right").state],
	['sorted',                  size => press(started(size), ": 'ps' enter T I").state],
	['marked',                  size => press(started(size), ": 'ps' enter space space").state],
	['highlighted',             size => press(started(size), ": 'ps' enter / 'r.n' enter").state],
	['no regular expression',   size => press(started(size), "/ 'front['").state],
	['filtered by labels',      size => press(started(size), "/ '-l app=web' enter").state],
	['filtered',                size => press(started(size), "/ '!front'").state],
	['filtered to nothing',     size => press(started(size), "/ 'nothing' enter").state],
	['none on this node',       size => told(started(size), loaded('pods', [])).state],
	['none in the namespace',   size => press(started({...size, lists: {images: []}}), ": 'im moby' enter").state],
	['not asked yet',           size => ({...started(size), lists: {}})],
	['no answer',               size => told({...started(size), lists: {}}, failed).state],
	['stale',                   size => told(started({...size, lists: {pods: many}}), ...keys('G'), failed, {type: 'tick', nowMs: nowMs + 95_000}).state],
	['no runtime, from files',  size => told({...started(size), lists: {}}, {...failed, error: 'crictl --runtime-endpoint unix:///run/containerd/containerd.sock pods --output json: exit 1: no such file or directory', left: [pod('left', {state: 'unknown', createdAtMs: Number.NaN})]}).state],
	['a warning',               size => started({...size, facts: {...facts, warnings: ['the kubelet uses another endpoint: unix:///run/crio/crio.sock']}})],
	['listed through ctr',      size => started({...size, facts: {...facts, listing: {through: 'ctr', because: 'crictl is not on this node'}}})],
	['demo, read-only',         size => started({...size, demo: 'no container runtime here', readOnly: true})],
	['a notice',                size => press(started(size), 'e').state],
	['command line',            size => press(started(size), ": 'co'").state],
	['command line, names',     size => press(started({...size, tables}), ": 'docker logs '").state],
	['help',                    size => press(started(size), '?').state],
	['help, further down',      size => press(started(size), '? space space').state],
	['help, searched',          size => press(started(size), "? / 'log'").state],
	['help, of a log',          size => press(inLogs(size), '?').state],
	['help, with keys of ones own', size => press(started({...size, settings: {plugins: [{key: 'ctrl-g', name: 'sockets', where: ['pods'], command: ['ss', '-tln'], run: 'pane', confirm: false, readOnly: true}]}}), "? / 'sockets' enter").state],
	['a broken configuration',  size => started({...size, settings: {file: '/home/bob/.config/rtconsole/config.yaml', problems: ['/home/bob/.config/rtconsole/config.yaml:3: keys.lgos: no such command; did you mean logs?', 'another']}})],
	['details',                 inDetails],
	['details, asking',         size => press(started(size), 'i').state],
	['details, refused',        size => told(press(started(size), 'i').state, {type: 'details', id: 1, details: {error: 'crictl inspectp: exit 1: not found'}}).state],
	['details, described without the runtime', size => told(press(started(size), 'enter d').state, {type: 'details', id: 2, details: {command: 'crictl inspect container-web', error: 'crictl inspect container-web: exit 1: containerd is not running: there is no /run/containerd/containerd.sock'}}).state],
	['details, of a runtime that is gone', size => told(press(started(size), 'i').state, {type: 'details', id: 1, details: {command: 'crictl --runtime-endpoint unix:///run/containerd/containerd.sock inspectp --output json pod-front', error: 'crictl --runtime-endpoint unix:///run/containerd/containerd.sock inspectp --output json pod-front: exit 1: containerd is not running: there is no /run/containerd/containerd.sock'}}).state],
	['a long notice',           size => ({...started(size), notice: {text: 'crictl --runtime-endpoint unix:///run/containerd/containerd.sock ps --all --output json: exit 1: containerd is not running: there is no /run/containerd/containerd.sock', tone: 'bad'}})],
	['logs',                    inLogs],
	['logs, wrapped',           size => press(inLogs(size), 'w k k').state],
	['logs, filtered',          size => press(inLogs(size), "/ '7 ' enter g").state],
	['logs from the file',      inFile],
	['logs from the file, times', size => press(inFile(size), 't w').state],
	['logs, highlighted',       size => press(inFile(size), "/ 'order 1?7' enter H N").state],
	['logs, with context',      size => press(inFile(size), "/ 'refused' enter + + m").state],
	['logs, the attempt before', size => told(press(inFile(size), 'p').state, {type: 'pane-started', id: 2, command: 'crictl logs --tail 1000 --previous container-proxy', note: 'not from the file: there is no /var/log/pods/default_front_u/proxy/2.log'}, {type: 'pane-ended', id: 2, error: 'crictl logs: exit 1: no such file'}).state],
	['logs, moved',             size => press(inLogs(size), 'f right right').state],
	['why',                     size => paneOf(press(started(size), 'w').state, whyLines(why))],
	['aliases',                 inAliases],
	['settings',                inSettings],
	['a process',               size => paneOf(press(started(size), ": 'tasks' enter enter").state, lines('process 101', '  Command  sh -c sleep', '  State    S (sleeping)'))],
	['help, of details',        size => press(inDetails(size), '?').state],
	['help, of the command log', size => press(started(size), '! ?').state],
	['wide, pods',              size => press(started(size), 'ctrl-w').state],
	['wide, images',            size => press(started(size), ": 'im' enter ctrl-w").state],
	['logs, none since',        size => told(press(started(size), 'enter l 4').state, {type: 'pane-started', id: 2, command: 'tail'}, {type: 'pane-ended', id: 2}).state],
	['logs, filtered to nothing', size => press(inFile(size), "/ 'nowhere' enter").state],
	['a search being typed',    size => press(inFile(size), "/ 'refu'").state],
	['asked to leave',          size => press(told(started(size), {type: 'job-changed', job: {id: 9, title: 'port-forward of front', status: 'running', stays: true, startedAtMs: nowMs, seen: false}}).state, 'q').state],
	['command log',             size => told(press(started(size), '!').state, {type: 'pane-started', id: 1, command: 'every process that rtconsole started, newest last'}, {type: 'pane-lines', id: 1, lines: lines('  0     120 ms  crictl pods --output json')}).state],
	['confirm',                 size => told(inTranslator('docker stop web')(size), question).state],
	['translate, exact',        inTranslator('docker ps -a')],
	['translate, mistyped',     inTranslator('docker pss')],
	['translate, with findings', inTranslator('docker ps -as')],
	['explain',                 size => press(inTranslator('docker logs --tail 100 -f web')(size), 'ctrl-x').state],
	['explain, end',            size => press(inTranslator('docker run -d --name web -p 8080:80 -v /data:/data:ro nginx')(size), 'ctrl-x pagedown pagedown pagedown pagedown pagedown pagedown').state],
	['explain, with findings',  size => press(inTranslator('docker ps -as')(size), 'ctrl-x').state],
	['explain, mistyped',       size => press(inTranslator('docker pss')(size), 'ctrl-x').state],
	['explain, a tool',         size => press(inTranslator('ctr -n moby t ls -q')(size), 'ctrl-x').state],
	['translate, a tool',       inTranslator('crictl ps -a --name web')],
	['cheat sheet',             inCheat('ctrl-t')],
	['cheat sheet, search',     inCheat("ctrl-t 'logs' down")],
	['cheat sheet, nothing',    inCheat("ctrl-t 'qqqq'")],
	['cheat sheet, loading',    size => press(started(size), 'ctrl-t').state],
	['cheat sheet, a table',    inCheat("ctrl-t 'logs: docker' enter j j")],
	['cheat sheet, a long table', inCheat("ctrl-t 'containers: docker' enter G")],
	['cheat sheet, settings',   inCheat("ctrl-t 'daemon settings' enter j j j")],
	['cheat sheet, a concept',  inCheat("ctrl-t 'containerd namespaces moby' enter j")],
	['translate, loading',      size => press(started(size), 't').state],
];

const sizes: readonly Size[] = [
	{columns: 80, rows: 24},
	{columns: 160, rows: 45},
];

describe.each(sizes)('at $columns x $rows', size => {
	it.each(screens)('%s', async (name, make) => {
		const state = make(size);
		prepareTables(state);
		expect(flaws(frameOf(state, plainTheme), size)).toEqual([]);
		const file = `goldens/${name.replace(/[^a-z]+/g, '-')}-${size.columns}x${size.rows}.txt`;
		await expect(`${drawn(state).join('\n')}\n`).toMatchFileSnapshot(file);
	});
});

describe.each(sizes)('the way to the help at $columns x $rows', size => {
	it.each(screens)('%s', (_, make) => {
		const state = make(size);
		const hasHelp = helpOf(placeOf(topScreen(state))).some(({does}) => does === 'help');
		if (!hasHelp || state.overlay || state.notice) return;
		expect(drawn(state).at(-1)).toContain('⟦?⟧ help');
	});
});

describe.each(sizes)('themes at $columns x $rows', size => {
	it.each(themeNames)('%s', async name => {
		const state = told(started({...size, lists: {pods: many}}), ...keys('G'), failed).state;
		const lines = frameOf(state, themeNamed(name)).map(line => line.replaceAll('\u001b', '␛').trimEnd());
		await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`goldens/theme-${name}-${size.columns}x${size.rows}.txt`);
	});
});

describe('at every size, in colour', () => {
	const theme = themeNamed('dark');

	it.each(screens)('%s', (_, make) => {
		for (const columns of [40, 61, 99, 100])
			for (const rows of [10, 50]) {
				const size = {columns, rows};
				const state = make(size);
				prepareTables(state);
				expect(flaws(frameOf(state, theme), size)).toEqual([]);
			}
	});
});

// biome-ignore format: a table
const hostile: ReadonlyArray<readonly [string, string]> = [
	['a clear of the screen',   '\u001b[2J\u001b[Hpwned'],
	['a title',                 '\u001b]0;pwned\u0007x\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\'],
	['C1',                      '\u009b31mred\u009c\u0085next\u0090q\u009c'],
	['line breaks and tabs',    'a\nb\r\nc\td\ve\ff\u2028g\u2029h'],
	['bidi',                    '\u202egnp.exe\u2066x\u2069\u200f\u061c'],
	['zero width',              'a\u200bb\u200c\u2060\ufeff\u00ad\u180ec'],
	['wide',                    '日本語のコンテナ名'.repeat(4)],
	['emoji',                   '👩‍💻🇩🇪🏳️‍🌈👍🏽'.repeat(5)],
	['combining',               'e\u0301\u0308'.repeat(40)],
	['a pile of marks',         `z${'\u0301'.repeat(500)}`],
	['lone surrogates',         '\ud800x\udc00'],
	['NUL and BEL',             '\u0000\u0007\u007f'],
	['a book',              'x'.repeat(300_000)],
	['a book, wide',        '日'.repeat(100_000)],
];

describe('names that mean harm', () => {
	it.each(hostile)('%s: nothing of it reaches the terminal, and columns stay where they are', (_, name) => {
		const podOf = {podId: 'p', podName: name, podNamespace: name};
		const bad = [
			pod(name, {id: 'p', namespace: name, ip: name}),
			pod('plain', {containers: [{id: 'x', name, state: 'exited'}]}),
		];
		const lists = {
			pods: bad,
			containers: [container(name, {...podOf, image: name, containerdNamespace: name}), ...containers],
			images: [image(name, {containerdNamespace: name})],
			tasks: [{id: name, containerdNamespace: name, pid: 1, state: 'running', container: {name, podName: name}}],
			snapshots: [{key: name, parent: name, kind: 'view', snapshotter: name, containerdNamespace: name}],
			namespaces: [{name, containers: 1, tasks: 1, images: 1, snapshots: 1}],
		};
		const evilFacts = {
			...facts,
			hostname: name,
			warnings: [name],
			runtime: {name, version: name},
			endpoint: {url: name, source: 'flag', detail: name},
			tools: {crictl: {name: 'crictl', command: ['crictl'], version: name}},
		} as const;
		for (const size of sizes.slice(0, name.length > 100 ? 1 : 2)) {
			const start = started({...size, lists, facts: evilFacts});
			const typed =
				name.length > 50_000
					? ['', 'enter l', 'i']
					: [
							'',
							'enter',
							'enter enter',
							'enter l',
							'i',
							'i i',
							": 'im' enter",
							": 'tasks' enter",
							": 'sn' enter",
							": 'ns' enter",
							": 'ns' enter enter",
							": 'im' enter i",
						];
			for (const way of typed) {
				const {state} = press(start, way);
				expect(flaws(frameOf(state, plainTheme), size)).toEqual([]);
			}
			for (const text of ['/', ':', 't'])
				expect(
					flaws(
						frameOf(told(press(start, text).state, {type: 'paste', text: name.slice(0, 3000)}).state, plainTheme),
						size,
					),
				).toEqual([]);
			const ended = told(
				press(start, 'i').state,
				{type: 'pane-ended', id: 1, error: name},
				{type: 'notice', text: name, tone: 'bad'},
			).state;
			expect(flaws(frameOf(ended, plainTheme), size)).toEqual([]);
			expect(
				flaws(frameOf(told(start, {type: 'list-failed', list: 'pods', error: name}).state, plainTheme), size),
			).toEqual([]);
		}
		const [titles = '', , second = ''] = frameOf(
			started({columns: 80, rows: 24, lists: {pods: bad}}),
			plainTheme,
		).slice(3);
		const at = titles.indexOf('STATE');
		expect(second.slice(at, at + 5)).toBe('ready');
	});
});
