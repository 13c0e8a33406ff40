import {describe, expect, it} from 'vitest';
import {namesOf, targetsOf} from '../../src/app/acting/target.ts';
import {listNamed} from '../../src/app/lists/index.ts';
import type {List, ListName} from '../../src/app/lists/list.ts';
import {type State, topScreen} from '../../src/app/state.ts';
import type {Snapshot} from '../../src/model/snapshot.ts';
import type {NodeRuntime} from '../../src/runtime/node-runtime.ts';
import {drawn} from '../support/screen.ts';
import {container, containers, id, loaded, pod, pods, press, started, told} from '../support/state.ts';

const place = (state: State) => {
	const screen = topScreen(state);
	return screen.kind === 'text' ? screen.source.of : screen.kind === 'list' ? screen.list : screen.kind;
};
const footer = (state: State) => drawn(state).at(-1) ?? '';
const on = (list: ListName, lists = {}) => press(started({lists}), `: '${list}' enter`).state;

describe('a row that speaks of a container stands for it', () => {
	// biome-ignore format: a table
	it.each([
		['stats', 'l', 'logs'],
		['stats', 'w', 'why'],
		['tasks', 'l', 'logs'],
		['tasks', 'w', 'why'],
	] as const)('%s: %s → %s', (list, key, expected) => {
		expect(place(press(on(list), key).state)).toBe(expected);
	});

	it('what can be done to the container can be done from its measurements', () => {
		const state = on('stats');
		expect(namesOf(targetsOf(state))).toBe('front/web');
		expect(press(state, 'a').state.overlay?.kind).toBe('menu');
		expect(press(state, 'e').state.planning?.title).toBe('shell front/web');
	});

	it('its log is known by its pod where containers were never listed', () => {
		const told = press(on('stats', {containers: []}), 'l');
		expect(told.effects.at(-1)).toMatchObject({
			type: 'open-pane',
			source: {of: 'logs', container: {name: 'web', podName: 'front', labels: {'io.kubernetes.pod.uid': 'uid-front'}}},
		});
	});
});

describe('what stands on its own screen is acted on there', () => {
	// biome-ignore format: a table
	it.each([
		['containers', 'd', 'l', 'logs'],
		['containers', 'w', 'l', 'logs'],
		// Which of its two is meant is the person's choice.
		['pods',       'd', 'l', 'containers'],
		['pods',       'w', 'l', 'containers'],
		['pods',       'w', 'e', 'containers'],
		['pods',       'd', 'w', 'why'],
	] as const)('%s: %s, then %s → %s', (list, opens, key, expected) => {
		const opened = press(on(list), opens).state;
		expect(footer(opened)).toContain('logs');
		const {state} = press(opened, key);
		expect(place(state)).toBe(expected);
		expect(place(press(state, 'esc').state)).toBe(place(opened));
	});

	it.each(['d', 'w'])('%s, then a shell', opens => {
		expect(press(on('containers'), `${opens} e`).state.planning?.title).toBe('shell front/web');
	});

	it('what is no container has no log', () => {
		const image = press(on('images'), 'd').state;
		expect(footer(image)).not.toContain('logs');
		expect(press(image, 'l').state.notice?.text).toBe('no log here');
	});
});

describe('keys of k9s', () => {
	it('s is the shell too', () => {
		expect(press(on('containers'), 's').state.planning?.title).toBe('shell front/web');
	});

	it('p opens the log of the attempt before, where there is one', () => {
		const {effects} = press(on('containers'), 'j p');
		expect(effects.at(-1)).toMatchObject({
			type: 'open-pane',
			source: {of: 'logs', previous: true, container: {name: 'proxy'}},
		});
		const first = press(on('containers'), 'p');
		expect(first.state.notice?.text).toBe('this is the first attempt: there is none before it');
		expect(place(first.state)).toBe('containers');
	});
});

describe('keys that lead nowhere from a list', () => {
	// biome-ignore format: a table
	it.each([
		['images',     'actions',  'logs'],
		['images',     'describe', 'why'],
		['snapshots',  'usage',    'shell'],
		['namespaces', 'filter',   'describe'],
		['leases',     'filter',   'actions'],
		['events',     'describe', 'logs'],
	] as const)('%s: the footer has %s and not %s', (list, has, lacks) => {
		expect(footer(on(list))).toContain(` ${has}`);
		expect(footer(on(list))).not.toContain(` ${lacks}`);
	});

	// biome-ignore format: a table
	it.each([
		['namespaces', 'd', 'namespaces: the row is all that is known'],
		['namespaces', 'i', 'namespaces: the row is all that is known'],
		['leases',     'y', 'a lease has nothing more to show: its labels stand in wide mode (ctrl-w)'],
		['images',     'l', 'no log here: choose a container'],
	] as const)('%s: %s says %s', (list, key, text) => {
		expect(press(on(list), key).state.notice?.text).toBe(text);
	});
});

describe('a name after :', () => {
	const twins = ['one', 'two'].map(name =>
		container('web', {
			id: id(name === 'one' ? 'a1' : 'b2'),
			podId: `pod-${name}`,
			podName: name,
			podNamespace: 'default',
		}),
	);
	const dead = container('web', {...twins[0], id: id('c3'), state: 'exited', exitCode: 1});
	const twice = () => started({lists: {containers: [...twins, dead], pods: [pod('one'), pod('two')]}});

	it('that several containers have which run opens none of them, but lists them', () => {
		const {state, effects} = press(twice(), ": 'shell web' enter");
		expect(state.notice?.text).toBe('2 containers are named web: choose one');
		expect(place(state)).toBe('containers');
		expect(topScreen(state)).toMatchObject({filter: 'web'});
		expect(effects.some(({type}) => type === 'plan' || type === 'attach')).toBe(false);
	});

	// biome-ignore format: a table
	it.each([
		['two/web', 'b2'],
		['one',     'a1'],
		['b200',    'b2'],
	])('%s is one of them', (name, digits) => {
		expect(press(twice(), `: 'logs ${name}' enter`).effects.at(-1)).toMatchObject({
			source: {of: 'logs', container: {id: id(digits)}},
		});
	});

	it('that attempts of one container have means the one that runs', () => {
		const state = started({lists: {containers: [dead, twins[0]]}});
		expect(press(state, ": 'logs web' enter").effects.at(-1)).toMatchObject({source: {container: {id: id('a1')}}});
	});

	it(':describe NAME describes, :inspect NAME shows the answer', () => {
		const formatOf = (line: string) => {
			const screen = topScreen(press(started(), `: '${line}' enter`).state);
			return screen.kind === 'details' ? screen.format : undefined;
		};
		expect(formatOf('describe web')).toBe('describe');
		expect(formatOf('inspect web')).toBe('json');
	});
});

describe('r on a screen of text', () => {
	it('asks again why', () => {
		const {state, effects} = press(started(), 'w r');
		expect(effects.slice(-2).map(({type}) => type)).toEqual(['close-pane', 'open-pane']);
		expect(state.panes[topScreen(state).id]?.status).toBe('loading');
	});

	it('never runs again what was run', () => {
		const {effects, state} = press(press(started(), ": 'aliases' enter").state, 'r');
		expect(effects).toEqual([]);
		expect(state.notice?.text).toBe('there is nothing to ask again here');
	});
});

it('a process does not look as if it had ended', () => {
	const state = press(on('tasks'), 'enter').state;
	const {id: screen} = topScreen(state);
	const shown = told(
		state,
		{type: 'pane-lines', id: screen, lines: [{text: 'x', tone: 'plain'}]},
		{
			type: 'pane-ended',
			id: screen,
		},
	).state;
	expect(drawn(shown)[2]).toMatch(/task web.* 1 line/);
	expect(drawn(shown)[2]).not.toContain('ended');
});

it('esc takes the search through all of a log back to its end', () => {
	const looking = press(started({lists: {containers}}), ": 'logs web' enter / 'x' enter F").state;
	expect(topScreen(looking)).toHaveProperty('source.whole');
	const back = press(looking, 'esc');
	expect(topScreen(back.state)).not.toHaveProperty('source.whole');
	expect(back.effects.at(-1)).toMatchObject({type: 'open-pane', source: {of: 'logs'}});
});

it('c copies the digest of content, as ctr takes it', () => {
	const state = told(on('content'), loaded('content', started().lists.content?.rows ?? [])).state;
	const {effects} = press(state, 'c');
	expect(effects[0]).toMatchObject({type: 'copy', text: expect.stringMatching(/^sha256:/)});
});

it('a sentence that is longer than the line stands there whole', () => {
	const path = `/root/.local/state/rtconsole/screens/${'x'.repeat(60)}.yaml`;
	const state = told(started(), {type: 'notice', text: `saved as ${path}`, tone: 'good'}).state;
	const lines = drawn(state);
	expect(lines).toHaveLength(24);
	expect(lines.slice(-3).join('').replaceAll(/\s/g, '')).toContain(path);
});

describe('IDs are told by names', () => {
	it('an image says which containers use it', () => {
		const state = on('images');
		const {effects} = press(state, 'd');
		expect(effects.at(-1)).toMatchObject({type: 'load-details'});
		const screen = topScreen(press(state, 'd').state);
		expect(screen.kind === 'details' && screen.row).toMatchObject({usedBy: ['container-web  front/web  running']});
	});

	it('a snapshot says whose it is, and how many stand upon a layer; a later answer without it takes nothing away', async () => {
		const {enrich, merge} = listNamed('snapshots') as unknown as List<Snapshot>;
		const of = (key: string, kind: Snapshot['kind'], chain: readonly string[] = []): Snapshot => ({
			...{key, kind, chain},
			snapshotter: 'overlayfs',
			containerdNamespace: 'k8s.io',
		});
		const rows = [
			of('container-web', 'active', ['layer']),
			of('container-legacy', 'active', ['layer']),
			of('pod-front', 'active', ['pause']),
			of('layer', 'committed'),
			of('pause', 'committed'),
			of('unused', 'committed'),
		];
		const runtime = {containers: async () => containers, pods: async () => pods} as unknown as NodeRuntime;
		const named = (await enrich?.(runtime, rows)) ?? [];
		const owners = ['front/web', 'legacy', 'front (sandbox)', '2 containers', '1 container', undefined];
		expect(named.map(({owner}) => owner)).toEqual(owners);
		expect(merge?.(named, rows).map(({owner}) => owner)).toEqual(owners);
	});
});
