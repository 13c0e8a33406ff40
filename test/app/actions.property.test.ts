import fc from 'fast-check';
import {expect, it} from 'vitest';
import type {Plan} from '../../src/app/acting/row-action.ts';
import type {Action} from '../../src/app/action.ts';
import {type State, topScreen} from '../../src/app/state.ts';
import {update} from '../../src/app/update.ts';
import {frameOf} from '../../src/views/frame.ts';
import {loadStaticTables, prepareTables} from '../../src/views/static-tables.ts';
import {flaws, plainTheme} from '../support/screen.ts';
import {nowMs, press, started, told} from '../support/state.ts';

await loadStaticTables();

const plan = (more: Partial<Plan> = {}): Plan => ({
	title: 'do \u001b[2Jsomething 日本',
	groups: [
		[{argv: ['crictl', 'rm', 'x'], text: `crictl rm ${'x'.repeat(90)}`, effect: 'destroy', manner: 'query', files: []}],
	],
	radius: Array.from({length: 30}, (_, index) => `touches ${index}`),
	asks: true,
	...more,
});
const keys = [
	...'aAsSkKxXrRnNeEoOiIpPwWfFzZuUdDyYjJbBtqQg:/!?',
	'1',
	'enter',
	'enter',
	'esc',
	'up',
	'down',
	'tab',
	'space',
	'backspace',
	'ctrl-s',
	'ctrl-c',
	'pagedown',
	'left',
	'right',
];

/** What the world answers is about the last numbers that were given out: late, early and wrong ones too. */
type Event =
	| Action
	| {readonly type: 'plan-comes'; readonly back: number; readonly stays: boolean}
	| {readonly type: 'job-goes'; readonly at: number; readonly ends: 'running' | 'done' | 'failed' | 'cancelled'};

const event: fc.Arbitrary<Event> = fc.oneof(
	{weight: 10, arbitrary: fc.constantFrom(...keys).map((key): Event => ({type: 'key', key}))},
	{weight: 2, arbitrary: fc.record({type: fc.constant('plan-comes' as const), back: fc.nat(2), stays: fc.boolean()})},
	{
		weight: 2,
		arbitrary: fc.record({
			type: fc.constant('job-goes' as const),
			at: fc.nat(3),
			ends: fc.constantFrom('running' as const, 'done' as const, 'failed' as const, 'cancelled' as const),
		}),
	},
	fc.record({
		type: fc.constant('resized' as const),
		columns: fc.integer({min: 40, max: 200}),
		rows: fc.integer({min: 10, max: 60}),
	}),
	fc.string({maxLength: 5}).map((text): Event => ({type: 'paste', text})),
	fc.nat(8).map(
		(id): Event => ({
			type: 'details',
			id,
			details: {command: 'x', document: {a: [{key: 'TOKEN', value: 't'}], 'b\u001b[2J': '日'.repeat(100)}},
		}),
	),
);

function actionOf(state: State, {...given}: Event): Action {
	if (given.type === 'plan-comes')
		return {type: 'planned', id: state.nextId - 1 - given.back, plan: plan({stays: given.stays})};
	if (given.type !== 'job-goes') return given;
	const known = state.jobs[given.at];
	const ended = given.ends === 'running' ? {} : {endedAtMs: nowMs};
	const view = known ?? {
		id: state.nextId + given.at,
		title: 'a job',
		stays: given.at === 1,
		startedAtMs: nowMs,
		seen: false,
	};
	return {type: 'job-changed', job: {...view, status: given.ends, ...ended}};
}

const events = fc.array(event, {maxLength: 80, size: 'max'});

it('whatever is typed, planned and ended: nothing is thrown, and the frame is sound', () => {
	fc.assert(
		fc.property(events, all => {
			let state = started();
			for (const each of all) {
				state = update(state, actionOf(state, each)).state;
				prepareTables(state);
				expect(flaws(frameOf(state, plainTheme), state.size)).toEqual([]);
			}
		}),
		{numRuns: 80},
	);
});

it('nothing starts but by y on a question that is on the screen', () => {
	fc.assert(
		fc.property(events, all => {
			let state = started();
			for (const each of all) {
				const action = actionOf(state, each);
				const {overlay} = state;
				const step = update(state, action);
				const starts = step.effects.some(({type}) => type === 'start-job' || type === 'attach');
				if (starts) {
					expect(overlay).toMatchObject({kind: 'confirm', leads: {do: 'act'}});
					expect(action).toMatchObject({type: 'key', key: expect.stringMatching(/^[yY]$/)});
				}
				state = step.state;
			}
		}),
		{numRuns: 300},
	);
});

it('esc, often enough, leads home', () => {
	fc.assert(
		fc.property(events, all => {
			let state = started();
			for (const each of all) state = update(state, actionOf(state, each)).state;
			const home = press(state, 'esc '.repeat(state.screens.length * 3 + 3)).state;
			expect([home.overlay, home.screens.length, topScreen(home).kind]).toEqual([undefined, 1, 'list']);
		}),
		{numRuns: 300},
	);
});

it('in the demo and in read-only mode no action is planned, and none begins', () => {
	fc.assert(
		fc.property(events, fc.boolean(), (all, demo) => {
			let state = started(demo ? {demo: 'demo'} : {readOnly: true});
			for (const each of all) {
				const step = told(state, actionOf(state, each));
				expect(
					step.effects.map(({type}) => type).filter(type => ['plan', 'start-job', 'attach'].includes(type)),
				).toEqual([]);
				state = step.state;
			}
		}),
		{numRuns: 200},
	);
});
