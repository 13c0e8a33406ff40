import {describe, expect, it} from 'vitest';
import {stringify} from 'yaml';
import {detailsText, seenLines} from '../../src/app/details/lines.ts';
import type {Details, DetailsScreen} from '../../src/app/details/screen.ts';
import {detailsView, textOf} from '../../src/app/details/view.ts';
import {type State, topScreen} from '../../src/app/state.ts';
import {exitInWords} from '../../src/model/exit-words.ts';
import {container, nowMs, press, started, told} from '../support/state.ts';

const document = {
	status: {
		state: 'CONTAINER_RUNNING',
		labels: {app: 'web'},
		mounts: [{containerPath: '/data', hostPath: '/srv', readonly: true}],
		annotations: {
			'io.kubernetes.container.ports': '[{"name":"http","hostPort":8081,"containerPort":80,"protocol":"TCP"}]',
		},
		message: '',
	},
	info: {
		pid: 101,
		snapshotKey: 'snap',
		runtimeSpec: {
			process: {
				args: ['httpd', '-f', 'a b'],
				env: ['A=1', 'DB_PASSWORD=s3cret'],
				cwd: '/www',
				user: {uid: 1000, gid: 0},
			},
			linux: {
				cgroupsPath: '/kubepods/x',
				namespaces: [{type: 'network', path: '/proc/7/ns/net'}],
				resources: {memory: {limit: 67_108_864}, cpu: {quota: 50_000, period: 100_000, shares: 512}},
			},
		},
	},
};
const details: Details = {command: 'crictl inspect x', document, toYaml: value => stringify(value)};

const opened = (key: string, more: Details = details): State =>
	told(press(started({rows: 30}), `enter ${key}`).state, {type: 'details', id: 2, details: more}).state;
const linesOf = (state: State) =>
	textOf(state, topScreen(state) as DetailsScreen)
		.trimEnd()
		.split('\n');
const viewOf = (state: State) => detailsView(state, topScreen(state) as DetailsScreen);
const cursorLine = (state: State) => viewOf(state).seen[viewOf(state).cursor]?.text.trim();

describe('describe', () => {
	it('a container, for people', () => {
		const text = linesOf(opened('d')).join('\n');
		for (const line of [
			/^Container$/m,
			/^ {2}Pod +default\/front$/m,
			/^ {2}PID +101$/m,
			/^ {2}User +1000:0$/m,
			/^ {2}Command +httpd -f 'a b'$/m,
			/^ {2}80\/tcp \(http\) at port 8081 of the node$/m,
			/^ {2}\/data from \/srv \(ro\)$/m,
			/^ {2}DB_PASSWORD {2}<masked>$/m,
			/^ {2}Memory +67\.1MB \(67108864 bytes\)$/m,
			/^ {2}CPU +0\.5 CPU$/m,
			/^ {2}Cgroup +\/kubepods\/x$/m,
			/^ {2}Network +\/proc\/7\/ns\/net$/m,
			/^ {2}Snapshot +snap$/m,
			/^ {2}app {2}web$/m,
		])
			expect(text).toMatch(line);
	});

	it.each([
		[0, undefined, /without an error/],
		[137, 'OOMKilled', /memory limit/],
		[137, undefined, /SIGKILL/],
		[143, undefined, /SIGTERM/],
		[127, undefined, /not found in the image/],
		[134, undefined, /SIGABRT/],
		[42, undefined, /^42$/],
	])('exit code %d (%s) in words', (code, reason, expected) => expect(exitInWords(code, reason)).toMatch(expected));

	it('whatever the answer is, something is said and nothing is thrown', () => {
		for (const odd of [
			null,
			[],
			{},
			'text',
			7,
			[{}],
			{status: null},
			{Spec: 'x'},
			{info: {runtimeSpec: []}},
			{NetworkSettings: {Ports: {'80/tcp': null}}},
		])
			for (const key of ['d', 'y', 'i']) expect(linesOf(opened(key, {document: odd ?? {}})).length).toBeGreaterThan(0);
	});
});

describe('masks', () => {
	it('x shows them, and hides them again; what is saved is what is shown', () => {
		const state = opened('i');
		expect(linesOf(state).join('\n')).not.toContain('s3cret');
		expect(linesOf(press(state, 'x').state).join('\n')).toContain('s3cret');
		expect(linesOf(press(state, 'x x').state).join('\n')).not.toContain('s3cret');
		const [save] = press(state, 'ctrl-s').effects;
		expect(save).toMatchObject({type: 'save', name: 'container web.json', text: expect.stringContaining('<masked>')});
		expect(JSON.stringify(press(state, 'x ctrl-s').effects)).toContain('s3cret');
	});

	it('are of one screen: the next one is masked again', () => {
		const {state} = press(opened('i'), 'x esc d');
		expect(topScreen(state)).toMatchObject({kind: 'details', unmasked: false});
	});
});

describe('formats', () => {
	it('y: YAML, then JSON; d and i lead there too', () => {
		expect(linesOf(opened('y'))[0]).toBe('status:');
		expect(linesOf(press(opened('y'), 'y').state)[0]).toBe('{');
		expect(linesOf(press(opened('y'), 'd').state)[0]).toBe('Container');
		expect(linesOf(press(opened('d'), 'i').state)[0]).toBe('{');
	});
});

describe('folding', () => {
	const folded = (text: string) => {
		const screen = {format: 'json', subject: {kind: 'container'}, unmasked: true} as DetailsScreen;
		const {lines} = detailsText(screen, {document: text}, nowMs);
		return lines.map(({end}, number) => end - number);
	};

	it('JSON by its brackets, the closing one included', () => {
		expect(folded('{\n  "a": [\n    1\n  ],\n  "b": 2\n}')).toEqual([5, 2, 0, 0, 0, 0]);
	});

	it('YAML by its indentation, lists below their name', () => {
		expect(folded('a:\n  b: 1\n  c:\n    - 1\n    - 2\nd:\n- x: 1\n  y: 2\n- z\ne: 1')).toEqual([
			4, 0, 2, 0, 0, 3, 1, 0, 0, 0,
		]);
	});

	it('enter folds and unfolds; within, it folds what it stands in; z folds all', () => {
		const state = opened('i');
		const inStatus = press(state, 'j enter').state;
		expect(viewOf(inStatus).seen.map(({text}) => text)).toContain('  "status": {');
		expect(viewOf(inStatus).seen.length).toBeLessThan(viewOf(state).seen.length);
		expect(viewOf(press(inStatus, 'enter').state).seen).toEqual(viewOf(state).seen);
		expect(cursorLine(press(state, 'j j enter').state)).toBe('"status": {');
		expect(viewOf(press(state, 'z').state).seen.map(({text}) => text.trim())).toEqual([
			'{',
			'"status": {',
			'"info": {',
			'}',
		]);
		expect(viewOf(press(state, 'z z').state).seen).toEqual(viewOf(state).seen);
	});

	it('every line is seen once, or folded away once', () => {
		const {text} = viewOf(opened('y'));
		for (let number = 0; number < text.lines.length; number += 1) {
			const seen = seenLines(text, [number]);
			const covered = seen.flatMap(line =>
				line.folded ? text.lines.slice(line.number, line.end + 1) : [text.lines[line.number]],
			);
			expect(covered).toEqual(text.lines);
		}
	});
});

describe('search', () => {
	it('goes there while it is typed; n and N go on, around the end; esc clears it', () => {
		const state = press(opened('i'), "/ 'pid' enter").state;
		expect(cursorLine(state)).toBe('"pid": 101,');
		expect(cursorLine(press(state, 'n').state)).toBe('"pid": 101,');
		const many = press(opened('i'), "/ 'path' enter").state;
		const first = cursorLine(many);
		expect(cursorLine(press(many, 'n').state)).not.toBe(first);
		expect(cursorLine(press(many, 'n N').state)).toBe(first);
		expect(topScreen(press(many, 'esc').state)).toMatchObject({kind: 'details', filter: ''});
	});

	it('unfolds what it finds', () => {
		const state = press(opened('i'), "z / 'pid' enter").state;
		expect(cursorLine(state)).toBe('"pid": 101,');
	});
});

it('a row that has ended says why', () => {
	const row = container('old', {state: 'exited', exitCode: 137, reason: 'OOMKilled'});
	const state = told(press(started({lists: {containers: [row]}}), ": 'ps' enter d").state, {
		type: 'details',
		id: 2,
		details: {document: {}},
	}).state;
	expect(linesOf(state).join('\n')).toMatch(/Exit code +137: killed by the kernel/);
});

it('where the runtime does not answer, what the list knew is described', () => {
	const error = 'crictl inspect x: exit 1: containerd is not running: there is no /run/containerd/containerd.sock';
	const known = linesOf(opened('d', {command: 'crictl inspect x', error})).join('\n');
	expect(known).toMatch(/^ {2}Pod +default\/front$/m);
	expect(known).toMatch(/^ {2}PID +101$/m);
	// The runtime's own answer is nobody's to make up.
	expect(linesOf(opened('i', {command: 'crictl inspect x', error})).join('')).toBe('');
});
