import {describe, expect, it} from 'vitest';
import type {Plan} from '../../src/app/acting/row-action.ts';
import {targetOf} from '../../src/app/acting/target.ts';
import {actions, actionsFor} from '../../src/app/actions/index.ts';
import {scriptOf} from '../../src/app/command-script.ts';
import {bytesOf, standing} from '../../src/app/jobs/job.ts';
import {layersOf} from '../../src/app/jobs/progress.ts';
import {listNamed} from '../../src/app/lists/index.ts';
import {type State, topScreen} from '../../src/app/state.ts';
import {container, containers, image, nowMs, pods, press, started, tasks, told} from '../support/state.ts';

const plan: Plan = {
	title: 'stop front/web',
	groups: [[{argv: ['crictl', 'stop', 'x'], text: 'crictl stop x', effect: 'write', manner: 'query', files: []}]],
	radius: ['web of the pod default/front: the kubelet makes it anew'],
	asks: true,
};

const asked = press(started(), 'enter a s enter');
const shown = told(asked.state, {type: 'planned', id: asked.state.planning?.id ?? -1, plan});

describe('the menu', () => {
	it('has for each row what can be done to it, and says why something cannot', () => {
		const offered = (list: 'containers' | 'pods' | 'images' | 'tasks', row: unknown) =>
			actionsFor([targetOf(listNamed(list), row)].filter(target => target !== undefined)).map(
				({action, because}) => `${action.id}${because ? '-' : ''}`,
			);
		expect(offered('containers', containers[0])).toEqual([
			'shell',
			'root-shell',
			'host-shell',
			'stop',
			'kill',
			'pause',
			'resume',
			'remove',
			'copy-out',
			'copy-in',
			'port-forward',
			'why',
		]);
		expect(offered('containers', containers[2])).toContain('stop-');
		expect(offered('pods', pods[0])).toEqual([
			'shell-',
			'root-shell-',
			'host-shell-',
			'stop',
			'remove',
			'copy-out-',
			'copy-in-',
			'port-forward',
			'why',
		]);
		expect(offered('images', image('x'))).toEqual(['remove-image', 'pull', 'export']);
		expect(offered('tasks', tasks[0])).toContain('resume-');
	});

	it('says why it does not open: read-only before all else, then a list without rows', () => {
		const notice = (state: State) => press(state, 'a').state.notice?.text;
		expect(notice({...started(), lists: {}})).toBe('there is no row here');
		expect(notice({...started(), lists: {}, readOnly: true})).toContain('read-only mode');
		expect(notice(press(started(), ": 'ns' enter").state)).toBe('nothing can be done to such a row');
	});

	it('gives no two actions of one row the same key', () => {
		for (const targets of [
			containers.map(one => targetOf(listNamed('containers'), one)),
			[targetOf(listNamed('images'), image('x'))],
			[targetOf(listNamed('tasks'), tasks[0])],
		]) {
			const keys = actionsFor(targets.filter(target => target !== undefined)).map(({action}) => action.key);
			expect(new Set(keys).size).toBe(keys.length);
		}
		expect(new Set(actions.map(({id}) => id)).size).toBe(actions.length);
	});

	it.each([
		['a esc', undefined],
		['a', 'menu'],
		["a 's'", 'ask'],
		['a k enter', undefined],
		['a down down down enter', 'ask'],
		['a j', 'menu'],
	])('%j leads to %s', (typed, overlay) => {
		expect(press(started(), `enter ${typed}`).state.overlay?.kind).toBe(overlay);
	});

	it('several rows: only what all of them can, and nothing that wants one', () => {
		const two = [
			targetOf(listNamed('containers'), containers[0]),
			targetOf(listNamed('containers'), container('b')),
		].filter(target => target !== undefined);
		const by = new Map(actionsFor(two).map(({action, because}) => [action.id, because]));
		expect(by.get('stop')).toBe(undefined);
		expect(by.get('shell')).toBe('only one row at a time');
	});
});

describe('questions', () => {
	it('an answer that cannot be meant is said, and not taken', () => {
		const {state, effects} = press(started(), "enter a s 'x' enter");
		expect([state.overlay?.kind, effects.filter(({type}) => type === 'plan')]).toEqual(['ask', []]);
		expect(state.overlay).toMatchObject({wrong: 'a whole number of seconds, such as 10'});
	});

	it('up and down choose', () => {
		expect(press(started(), 'enter a k down').state.overlay).toMatchObject({text: 'HUP'});
		expect(press(started(), 'enter a k up').state.overlay).toMatchObject({text: 'WINCH'});
	});

	// biome-ignore format: a table
	it.each([
		["enter a s '7'",                   '7',        'instead of what was proposed'],
		["enter a s left '7'",              '170',      'within it, where the cursor was moved there'],
		["enter a s '7' '5'",               '75',       'and then goes on'],
		["enter a i 'x'",                   '/tmp/x',   'a name goes on behind a folder'],
		["enter a i '/etc'",                '/etc',     'unless it begins at the root'],
	])('%s: %s, %s', (keys, text) => {
		expect(press(started(), keys).state.overlay).toMatchObject({kind: 'ask', text});
	});

	it('what is pasted stands instead of what was proposed', () => {
		const asking = press(started(), 'enter a s').state;
		expect(told(asking, {type: 'paste', text: '30'}).state.overlay).toMatchObject({text: '30'});
	});

	it('the answers go into the plan; esc runs nothing', () => {
		expect(press(started(), 'enter a s backspace enter').effects.at(-1)).toMatchObject({
			type: 'plan',
			action: 'stop',
			answers: {grace: '1'},
		});
		expect(press(started(), 'enter a s esc').state).toMatchObject({
			overlay: undefined,
			notice: {text: 'nothing was run'},
		});
		expect(told(press(started(), 'enter a k').state, {type: 'paste', text: '\u001b[2JX'}).state.overlay).toMatchObject({
			text: 'X',
		});
	});
});

describe('a plan', () => {
	it('is shown to the letter with what it touches, and not run', () => {
		expect(shown.effects).toEqual([]);
		expect(shown.state.overlay).toMatchObject({
			kind: 'confirm',
			title: 'Stop front/web?',
			lines: ['crictl stop x'],
			touches: plan.radius,
		});
	});

	it.each(['enter', 'n', 'esc', 'q'])('is not run on %s', key => {
		expect(press(shown.state, key)).toMatchObject({
			effects: [],
			state: {overlay: undefined, notice: {text: 'nothing was run'}},
		});
	});

	it('is a job on y, on a screen of its own', () => {
		const {state, effects} = press(shown.state, 'y');
		expect(effects.map(({type}) => type)).toEqual(['start-job', 'open-pane']);
		expect(topScreen(state)).toMatchObject({kind: 'text', source: {of: 'job'}});
	});

	it('is dropped where a key was pressed meanwhile, or where another one was asked for', () => {
		const late = {type: 'planned', id: asked.state.planning?.id ?? -1, plan} as const;
		const moved = press(asked.state, 'j').state;
		expect(told(moved, late).state.notice?.text).toBe(
			'another key was pressed before the question came: nothing was run',
		);
		expect(told(press(asked.state, 'j').state, late).state.overlay).toBe(undefined);
		expect(told(asked.state, {...late, id: 999}).state.overlay).toBe(undefined);
		const refused = told(asked.state, {type: 'not-planned', id: late.id, error: 'it is gone'}).state;
		expect(refused).toMatchObject({planning: undefined, notice: {text: 'it is gone'}});
	});

	it.each([
		[{demo: 'no node'}, /^demo: /],
		[{readOnly: true}, /^read-only mode: /],
	])('is not even asked about with %j', (start, sentence) => {
		const {state, effects} = press(started(start), 'enter a');
		expect([state.overlay, state.notice?.text, effects.some(({type}) => type === 'plan')]).toEqual([
			undefined,
			expect.stringMatching(sentence),
			false,
		]);
	});
});

describe('jobs', () => {
	const view = {id: 7, title: 'pull x', status: 'running', stays: false, startedAtMs: nowMs, seen: false} as const;
	const running = (stays = false): State => {
		const began = press(shown.state, 'y').state;
		const screen = topScreen(began);
		const id = screen.kind === 'text' && screen.source.of === 'job' ? screen.source.job : -1;
		return told(began, {type: 'job-changed', job: {...view, id, stays}}).state;
	};
	const jobOf = (state: State) => state.jobs[0] ?? view;

	it('esc ends it first, then leaves', () => {
		const once = press(running(), 'esc');
		expect([once.effects.map(({type}) => type), jobOf(once.state).status, topScreen(once.state).kind]).toEqual([
			['stop-job'],
			'stopping',
			'text',
		]);
		expect(topScreen(press(once.state, 'esc').state).kind).toBe('list');
	});

	it('b leaves it running; so does esc what is meant to go on; x stops that', () => {
		for (const {state, effects} of [press(running(), 'b'), press(running(true), 'esc')])
			expect([topScreen(state).kind, jobOf(state).status, effects.some(({type}) => type === 'stop-job')]).toEqual([
				'list',
				'running',
				false,
			]);
		expect(press(running(true), 'x').effects.map(({type}) => type)).toEqual(['stop-job']);
		expect(press(running(true), "esc : 'jobs' enter x").effects.some(({type}) => type === 'stop-job')).toBe(true);
	});

	it('its end refreshes the lists behind it, and is said where it is not on the screen', () => {
		const away = press(running(), 'b').state;
		const ended = told(away, {
			type: 'job-changed',
			job: {...jobOf(away), status: 'failed', error: 'no such host', endedAtMs: nowMs},
		});
		expect(ended.effects).toEqual([
			{type: 'load', list: 'pods'},
			{type: 'load', list: 'containers'},
		]);
		expect(ended.state).toMatchObject({
			notice: {text: 'pull x: no such host   (:jobs)', tone: 'bad'},
			jobs: [{seen: false}],
		});
		expect(press(ended.state, 'J enter').state.jobs[0]).toMatchObject({seen: true});
		const here = running();
		expect(
			told(here, {type: 'job-changed', job: {...jobOf(here), status: 'done', endedAtMs: nowMs}}).state,
		).toMatchObject({notice: undefined, jobs: [{seen: true}]});
	});

	it.each(['q', 'ctrl-c', ": 'q' enter"])('%s asks while something runs', typed => {
		const away = press(running(), 'b').state;
		const once = press(away, typed);
		expect(once.effects.map(({type}) => type)).not.toContain('quit');
		expect(once.state.overlay).toMatchObject({kind: 'confirm', lines: ['pull x']});
		expect(press(once.state, 'y').effects).toEqual([{type: 'quit'}]);
		expect(press(once.state, 'ctrl-c').effects).toEqual([{type: 'quit'}]);
		expect(press(once.state, 'n')).toMatchObject({effects: [], state: {overlay: undefined}});
	});

	it('how it stands, in words', () => {
		const now = nowMs + 12_000;
		expect(standing({...view, progress: '3MB of 9MB (33 %)'}, now)).toBe('running 12s, 3MB of 9MB (33 %)');
		expect(standing({...view, stays: true}, now)).toBe('open for 12s');
		expect(standing({...view, status: 'failed', error: 'no', endedAtMs: now}, now + 5)).toBe('failed after 12s: no');
		expect(bytesOf(50, 100)).toBe('50B of 100B (50 %)');
		expect(bytesOf(150, 100)).toBe('150B of 100B (99 %)');
		expect(bytesOf(50, undefined)).toBe('50B');
	});

	it('layers that arrive, from ctr content active', () => {
		expect(layersOf('REF\tSIZE\tAGE\t\n')).toBe(undefined);
		expect(
			layersOf('REF\t\tSIZE\t\tAGE\t\nlayer-sha256:ab\t1.0 MiB\t\t3 seconds\t\nlayer-sha256:cd\t512B\t\t3 seconds\t\n'),
		).toBe('2 layers arriving, 1.05MB of them here');
	});
});

it('the command log as a script: changes are commented out, what is strange is quoted', () => {
	const entry = {
		number: 1,
		argv: ['crictl', 'ps'],
		purpose: 'query',
		startedAtMs: nowMs,
		ended: {durationMs: 12.4, exitCode: 0},
	} as const;
	const text = scriptOf(
		[
			entry,
			{...entry, purpose: 'run', argv: ['crictl', 'rm', "a'b\n"], ended: {durationMs: 1, exitCode: 1}},
			{...entry, purpose: 'follow', ended: undefined},
		],
		'node1\nrm -rf /',
	);
	expect(text.split('\n')).toEqual([
		'#!/bin/bash',
		'# commands that rtconsole ran on node1rm -rf /',
		'# what changed the node, took the terminal or does not end is commented out: read it before you run it again',
		'',
		'# 2026-11-23T12:00:00.000Z  asks, exit 0, 12 ms',
		'crictl ps',
		'',
		'# 2026-11-23T12:00:00.000Z  changes the node, exit 1, 1 ms',
		"# crictl rm $'a\\'b\\n'",
		'',
		'# 2026-11-23T12:00:00.000Z  goes on until it is stopped, still running',
		'# crictl ps',
		'',
	]);
});
