import {describe, expect, it} from 'vitest';
import type {Action, Effect} from '../../src/app/action.ts';
import {headline} from '../../src/app/migration/headline.ts';
import {pledgeFor} from '../../src/app/migration/pledge.ts';
import {type State, topScreen} from '../../src/app/state.ts';
import type {Cleaning} from '../../src/migrate/clean-up.ts';
import {makePlan} from '../../src/migrate/plan.ts';
import {wayNamed} from '../../src/migrate/ways/index.ts';
import {asking, looked, lookedAt, news, standingOf, told as tells, walkTo} from '../support/migration.ts';
import {dockerNode} from '../support/migration-facts.ts';
import {keys, nowMs, started, told} from '../support/state.ts';

const open: readonly Action[] = keys(": 'migrate' enter");
const walk = keys("a 'yes' enter");
const standing = [standingOf('crictl-config', '/etc/crictl.yaml', '/etc/crictl.yaml as it was')];
const begun = looked(lookedAt({facts: {did: new Set(['crictl-config'])}}, {standing}));

function onScreen(...actions: readonly Action[]) {
	return told(started(), ...open, ...actions);
}

const orders = (effects: readonly Effect[]) =>
	effects.flatMap(effect => (effect.type === 'migrate-walk' ? [effect.order] : []));
const page = (state: State) => {
	const screen = topScreen(state);
	return screen.kind === 'migrate' ? `${screen.page} ${screen.pane}` : screen.kind;
};

describe('before a walk', () => {
	it('the node is looked at once, and again at r, but not twice at a time', () => {
		expect(onScreen().effects.filter(({type}) => type === 'migrate-look')).toHaveLength(1);
		expect(onScreen(...keys('r r')).effects.filter(({type}) => type === 'migrate-look')).toHaveLength(1);
		expect(
			onScreen(looked(lookedAt()), ...keys('r r')).effects.filter(({type}) => type === 'migrate-look'),
		).toHaveLength(2);
	});

	// biome-ignore format: a table
	it.each<[string, readonly Action[], string | undefined]>([
		['a before the node was looked at',     keys('a'),                                  'still looking at the node'],
		['a where a finding stands in the way', [looked(lookedAt({containerdConfig: 'x = ['})), ...keys('a')], 'not now: the configuration of containerd'],
		['a without the consent',               [looked(asking()), ...keys('a')],           'standalone-containers must be accepted first: c'],
		['c on a finding that asks nothing',    [looked(lookedAt()), ...keys('c')],         'this finding asks for no consent'],
		['c',                                   [looked(asking()), ...keys('c')],           'accepted: standalone-containers'],
		['c twice',                             [looked(asking()), ...keys('c c')],         'standalone-containers is no longer accepted'],
		['c twice, then a',                     [looked(asking()), ...keys('c c a')],       'standalone-containers must be accepted first: c'],
		['u where nothing was done',            [looked(lookedAt()), ...keys('u')],         'nothing was done: there is nothing to take back'],
		['S',                                   [looked(lookedAt()), ...keys('S')],         'no walk is under way'],
		['a while another process walks',       [looked(lookedAt({}, {heldBy: 77})), ...keys('a')], 'another migration runs here: process 77; r looks again'],
		['esc on the question',                 [looked(lookedAt()), ...keys("a 'yes' esc")], 'nothing was changed'],
	])('%s', (_, actions, said) => {
		const {state, effects} = onScreen(...actions);
		expect(state.notice?.text).toBe(said);
		expect(orders(effects)).toEqual([]);
	});

	it('esc on what is unfolded folds it away, from any of its lines; then it leaves', () => {
		const opened = onScreen(looked(asking()), ...keys('enter down down')).state;
		expect(topScreen(opened)).toMatchObject({opened: [expect.stringMatching(/^preflight:/)]});
		const closed = told(opened, ...keys('esc')).state;
		expect(topScreen(closed)).toMatchObject({kind: 'migrate', opened: []});
		expect(page(told(closed, ...keys('esc')).state)).toBe('list');
		expect(page(told(opened, ...keys('G esc')).state)).toBe('list');
	});

	it.each(['enter', "'y' enter", "'no' enter", "'yess' enter", "'yes'"])('%s is no yes', typed => {
		const {state, effects} = onScreen(looked(lookedAt()), ...keys(`a ${typed}`));
		expect(orders(effects)).toEqual([]);
		expect(state.overlay?.kind).toBe('pledge');
	});

	it('only the whole word begins, with what was accepted by name, and up to where it was asked for', () => {
		const {effects, state} = told(
			started(),
			{type: 'open-migration', consents: ['docker-users'], until: 'drain'},
			looked(asking()),
			...keys("c a 'YES' enter"),
		);
		expect(orders(effects)).toEqual([
			{verb: 'apply', consents: ['docker-users', 'standalone-containers'], until: 'drain'},
		]);
		expect(page(state)).toBe('walk steps');
	});

	describe('C', () => {
		const removal = {
			...{id: 'docker-data', title: "remove docker's images", why: 'it is not used', freesBytes: 3_000_000},
			...{commands: ['find /var/lib/docker -delete'], consent: 'docker-data', irreversible: "docker's volumes"},
		};
		const left = (cleaning: Cleaning) => looked(lookedAt({}, {cleaning}));

		// biome-ignore format: a table
		it.each<[string, Action, string]>([
			['on docker',             looked(lookedAt()), 'docker stays'],
			['where docker is in use', left({removals: [removal], blocked: 'still active: docker.service'}), 'not now: still active: docker.service'],
			['where nothing is left', left({removals: []}), 'nothing is left of docker but its packages'],
		])('%s says why not', (_, action, text) => {
			const {state} = onScreen(action, ...keys('C'));
			expect(state.overlay).toBeUndefined();
			expect(state.notice?.text).toContain(text);
		});

		it('says what is freed and lost, and begins at yes', () => {
			const asked = onScreen(left({removals: [removal]}), ...keys('C'));
			expect(asked.state.overlay).toMatchObject({
				kind: 'pledge',
				title: expect.stringContaining('remove what is left of docker, 3.0 MB?'),
				lines: expect.arrayContaining(["no undo docker's volumes"]),
			});
			const begun = onScreen(left({removals: [removal]}), ...keys("C 'yes' enter"));
			expect(orders(begun.effects)).toEqual([{verb: 'clean-up', consents: []}]);
			expect(begun.state.migration?.walk?.steps.map(({id, state}) => `${id} ${state}`)).toEqual([
				'docker-data waiting',
			]);
		});
	});

	it('another way has its own name', () => {
		const plan = {...makePlan(dockerNode(), [], wayNamed('cri-o')), preflight: []};
		const {state} = onScreen(looked(lookedAt({}, {plan})));
		expect(headline(state, {page: 'preflight'}).text).toContain('GO: from docker to cri-o');
		expect(pledgeFor(state, 'apply').title).toContain('from docker to cri-o?');
	});

	it('a node that is there already is not said to be migrated', () => {
		const plan = {...makePlan(dockerNode(), [], wayNamed('containerd')), from: 'containerd', preflight: []} as const;
		const {state} = onScreen(looked(lookedAt({}, {plan})));
		expect(headline(state, {page: 'preflight'}).text).toMatch(
			/^the kubelet uses containerd already; \d+ steps of the way are left/,
		);
	});

	it('an undo that was broken off is said, and leads to what stands yet', () => {
		const {state} = onScreen(
			looked(lookedAt({facts: {did: new Set(['crictl-config'])}}, {standing, goingBack: true as const})),
		);
		expect(page(state)).toBe('status steps');
		for (const each of ['preflight', 'plan', 'status'] as const)
			expect(headline(state, {page: each}).text).toBe(
				'an undo is not at its end: 1 left; u goes on with it, a to containerd again',
			);
	});

	it('a walk that was begun leads to its next step, and what is done is shown as done', () => {
		const {state} = onScreen(begun);
		expect(page(state)).toBe('plan steps');
		const screen = topScreen(state);
		expect(screen.kind === 'migrate' && screen.lines.plan).toBe(0);
		expect(
			onScreen(begun, ...walk)
				.state.migration?.walk?.steps.filter(step => step.state === 'before')
				.map(({id}) => id),
		).toEqual([
			'install-containerd',
			'keep-package',
			'containerd-root',
			'keep-kernel',
			'image-names',
			'bare-pods',
			'images-again',
			'image-names-again',
			'images-back',
			'restore-pods',
		]);
	});

	it.each([
		[{demo: 'no runtime'}, 'demo: nothing is changed, for there is no node behind this screen'],
		[{readOnly: true}, 'read-only mode: nothing that changes the node is run'],
	])('with %j neither a nor u asks', (start, said) => {
		for (const key of ['a', 'u']) {
			const {state, effects} = told(started(start), ...open, begun, ...keys(`${key} 'yes' enter`));
			expect(told(started(start), ...open, begun, ...keys(key)).state.notice?.text).toBe(said);
			expect(orders(effects)).toEqual([]);
			expect(state.migration?.walk).toBe(undefined);
		}
	});
});

describe('the walk', () => {
	const walking = (...actions: readonly Action[]) => onScreen(looked(lookedAt()), ...walk, ...actions);
	const stateOf = (state: State, id: string) => state.migration?.walk?.steps.find(step => step.id === id)?.state;

	it('each step stands as the engine tells', () => {
		const {state} = walking(...walkTo.middle);
		expect(['backup', 'containerd-config', 'crictl-config', 'images', 'drain'].map(id => stateOf(state, id))).toEqual([
			'done',
			'done',
			'skipped',
			'running',
			'waiting',
		]);
		expect(state.migration?.walk?.output.map(({text}) => text)).toContain('120 MB of about 300 MB');
	});

	it('secrets and control sequences in what is said stay away', () => {
		const {state} = walking(
			tells(1, {type: 'output', id: 'images', text: 'token: abcdef\u001b[2J\nhttps://me:secret@host/'}),
			tells(2, {type: 'step', id: 'images', state: 'failed', detail: 'password=hunter2'}),
		);
		const text = JSON.stringify(state.migration?.walk);
		for (const secret of ['abcdef', 'secret@', 'hunter2', '\\u001b']) expect(text).not.toContain(secret);
	});

	it('a and u wait for its end; ctrl-z does not stop it halfway', () => {
		const {state, effects} = walking(...walkTo.middle, ...keys('a u ctrl-z'));
		expect(state.notice?.text).toBe('not now: the node is being migrated');
		expect(state.overlay).toBe(undefined);
		expect(effects.map(({type}) => type)).not.toContain('suspend');
	});

	it('S asks the engine to stop', () => {
		const {state, effects} = walking(...walkTo.middle, ...keys('S'));
		expect(effects.at(-1)).toEqual({type: 'migrate-stop'});
		expect(state.migration?.walk?.stopping).toBe(true);
	});

	it.each(['q', 'ctrl-c', ": 'q' enter"])('%s asks, and leaves only when the engine has stopped', key => {
		const asked = walking(...walkTo.middle, ...keys(key));
		expect(asked.state.overlay?.kind).toBe('confirm');
		expect(asked.effects.map(({type}) => type)).not.toContain('quit');
		const kept = told(asked.state, ...keys('n'));
		expect(kept.effects).toEqual([]);
		expect(kept.state.migration?.walk?.stopping).toBe(false);
		const agreed = told(asked.state, ...keys('y'));
		expect(agreed.effects).toEqual([{type: 'migrate-stop'}]);
		const end = told(
			agreed.state,
			tells(5000, {type: 'result', ok: false, because: 'stopped; run it again to go on', failedStep: 'images'}),
			news({type: 'ended', verb: 'apply', report: '/r.md', atMs: nowMs}),
		);
		expect(end.effects).toEqual([{type: 'quit'}]);
		expect(told(agreed.state, ...keys('ctrl-c')).effects).toEqual([{type: 'quit'}]);
	});

	it('a second ctrl-c while it asks does not ask again', () => {
		expect(walking(...keys('ctrl-c ctrl-c')).effects.at(-1)).toEqual({type: 'migrate-stop'});
		expect(walking(...keys('ctrl-c ctrl-c ctrl-c')).effects.at(-1)).toEqual({type: 'quit'});
	});

	it('esc leaves it running behind another screen, and :migrate leads back to it', () => {
		const away = walking(...walkTo.middle, ...keys('esc'));
		expect(page(away.state)).toBe('list');
		const {state, effects} = told(away.state, ...keys(": 'migrate' enter"));
		expect(page(state)).toBe('walk steps');
		expect(effects.map(({type}) => type)).not.toContain('migrate-look');
	});

	it('one that failed shows why; then it can be tried again or taken back', () => {
		const failed = walking(...walkTo.failure);
		expect(page(failed.state)).toBe('walk result');
		expect(stateOf(failed.state, 'stop-docker')).toBe('failed');
		expect(failed.effects.at(-1)).toEqual({type: 'migrate-look'});
		// The runtime is found anew with the list behind: the header names it at once.
		expect(failed.effects).toContainEqual({type: 'load', list: 'pods'});
		expect(orders(told(failed.state, begun, ...walk).effects)).toHaveLength(1);
		expect(orders(told(failed.state, begun, ...keys("u 'yes' enter")).effects)).toMatchObject([{verb: 'undo'}]);
	});

	it('one that never began says so', () => {
		const ended = news({
			type: 'ended',
			verb: 'apply',
			report: '/r.md',
			atMs: nowMs,
			error: 'another migration runs here: process 7',
		});
		const {state} = walking(ended);
		expect(state.migration?.walk?.result).toEqual({
			ok: false,
			causes: [],
			endedAtMs: nowMs,
			because: 'another migration runs here: process 7',
		});
	});

	it('one that was stopped has no failed step', () => {
		const {state} = walking(
			...walkTo.middle,
			tells(5000, {type: 'step', id: 'images', state: 'failed', detail: 'stopped; run it again to go on'}),
			tells(5001, {type: 'result', ok: false, because: 'stopped; run it again to go on', failedStep: 'images'}),
		);
		expect(stateOf(state, 'images')).toBe('waiting');
	});
});

it('an undo takes step after step back, the last first, and says which is under way', () => {
	const changes = [
		standingOf('backup', 'tar', 'nothing'),
		standingOf('images', 'a', 'b'),
		standingOf('images', 'c', 'd'),
	];
	const looking = looked(lookedAt({facts: {did: new Set(['backup', 'images'])}}, {standing: changes}));
	const undone = (...details: readonly string[]) => {
		const {state} = onScreen(
			looking,
			...keys("u 'yes' enter"),
			...details.map((id, index) => tells(index, {type: 'step', id, state: 'changed', detail: 'back'})),
		);
		return state.migration?.walk?.steps.map(step => `${step.id} ${step.state}`);
	};
	expect(undone()).toEqual(['images running', 'backup waiting', 'back-on-docker waiting']);
	expect(undone('images')).toEqual(['images running', 'backup waiting', 'back-on-docker waiting']);
	expect(undone('images', 'images')).toEqual(['images done', 'backup running', 'back-on-docker waiting']);
	expect(undone('images', 'images', 'backup')).toEqual(['images done', 'backup done', 'back-on-docker running']);
});

it('enter and z unfold, p goes through the panes, tab and digits through the pages', () => {
	const at = (typed: string) => onScreen(looked(lookedAt()), ...keys(typed)).state;
	const opened = (state: State) => {
		const screen = topScreen(state);
		return screen.kind === 'migrate' ? screen.opened.length : -1;
	};
	expect(opened(at('enter'))).toBe(1);
	expect(opened(at('enter enter'))).toBe(0);
	expect(opened(at('2 z'))).toBe(lookedAt().plan.steps.length);
	expect(opened(at('2 z z'))).toBe(0);
	expect(page(at('tab'))).toBe('plan steps');
	expect(page(at('tab tab tab tab'))).toBe('preflight steps');
	expect(page(at('4'))).toBe('status steps');
	expect(page(at('p'))).toBe('walk steps');
	expect(page(at('p p'))).toBe('walk output');
});
