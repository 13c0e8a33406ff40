import {describe, expect, it} from 'vitest';
import {highlightOf, piecesOf, readFilter} from '../../src/app/filter.ts';
import {fuzzySearch} from '../../src/app/fuzzy.ts';
import {parseSelector} from '../../src/app/label-selector.ts';
import {viewOf} from '../../src/app/rows.ts';
import {type State, topScreen} from '../../src/app/state.ts';
import {container, pod, press, started, told} from '../support/state.ts';

const labels = {app: 'web', 'app.kubernetes.io/name': 'front', tier: '', version: '1.2'};

describe('label selectors', () => {
	// biome-ignore format: a table
	it.each([
		['app=web',                          true],
		['app==web',                         true],
		['app = web',                        true],
		['app=we',                           false],
		['app!=db',                          true],
		['app!=web',                         false],
		['other!=web',                       true],
		['app',                              true],
		['tier',                             true],
		['other',                            false],
		['!other',                           true],
		['!app',                             false],
		['app in (db, web)',                 true],
		['app in (db)',                      false],
		['other in (db)',                    false],
		['app notin (db)',                   true],
		['app notin (web, db)',              false],
		['other notin (db)',                 true],
		['app=web,version=1.2',              true],
		['app=web,version=1.3',              false],
		['app in (db,web),version=1.2,!x',   true],
		['app.kubernetes.io/name=front',     true],
		['constructor',                      false],
		['toString!=x',                      true],
		['',                                 true],
	])('%j', (text, expected) => {
		const selector = parseSelector(text);
		if (typeof selector !== 'function') throw new Error(selector.error);
		expect(selector(labels)).toBe(expected);
	});

	it.each(['a b', '=x', 'a in b', 'app in (a', '!', 'a=(b)', 'a=b c'])('%j is none, and that is said', text => {
		expect(parseSelector(text)).toEqual({error: expect.stringContaining('is no label selector')});
	});
});

describe('highlighting', () => {
	// biome-ignore format: a table
	it.each([
		['web',    'web-1 WEB', ['[web]', '-1 ', '[WEB]']],
		['^web',   'web-web',   ['[web]', '-web']],
		['x*',     'ab',        ['ab']],
		['[',      'a[b',       ['a', '[[]', 'b']],
		['o+',     'foo',       ['f', '[oo]']],
	])('%j in %j', (filter, text, expected) => {
		const pattern = highlightOf(readFilter(filter));
		if (!pattern) throw new Error('nothing to highlight');
		expect(piecesOf(text, pattern).map(piece => (piece.hit ? `[${piece.text}]` : piece.text))).toEqual(expected);
	});

	it.each(['', '!web', '-f web', '-l app=web'])('nothing of %j', filter => {
		expect(highlightOf(readFilter(filter))).toBe(undefined);
	});
});

const rows = [
	container('web', {podName: 'front', labels: {app: 'web'}}),
	container('proxy', {podName: 'front', labels: {app: 'proxy'}}),
	container('coredns', {podName: 'coredns-5d78c', labels: {app: 'dns'}}),
];
const shown = (typed: string): readonly string[] => names(press(onContainers(), `/ '${typed}'`).state);
const onContainers = () =>
	told(press(started({lists: {containers: rows}}), ": 'co' enter").state, {type: 'fuzzy-loaded', fuzzy: fuzzySearch})
		.state;

function names(state: State): readonly string[] {
	const screen = topScreen(state);
	return screen.kind === 'list' ? viewOf(state, screen).rows.map(row => (row as {name: string}).name) : [];
}

function problem(state: State): string | undefined {
	const screen = topScreen(state);
	return screen.kind === 'list' ? viewOf(state, screen).problem : undefined;
}

describe('in a list', () => {
	// biome-ignore format: a table
	it.each([
		['front',                ['web', 'proxy']],
		['!front',               ['coredns']],
		['web|dns',              ['web', 'coredns']],
		['-f cordns',            ['coredns']],
		['-f front prxy',        ['proxy']],
		['-f crdn',              ['coredns']],
		['-f ndsc',              []],
		['-f cds',               ['coredns']],
		['-f',                   ['web', 'proxy', 'coredns']],
		['-l app=web',           ['web']],
		['-l=app=web',           ['web']],
		['-l app in (web, dns)', ['web', 'coredns']],
		['-l !app',              []],
		['-l',                   ['web', 'proxy', 'coredns']],
		['-lx',                  []],
	])('/%s', (typed, expected) => {
		expect(shown(typed)).toEqual(expected);
	});

	// biome-ignore format: a table
	it.each([
		["/ '['",            'no regular expression: searched as it stands'],
		["/ '![' enter",     'no regular expression: searched as it stands'],
		["/ '-l a b'",       'a b is no label selector: key, !key, key=value, key in (a, b)'],
		["/ 'web'",          undefined],
		["/ '-l app'",       undefined],
		[": 'ns' enter / '-l app'", 'namespaces have no labels'],
	])('%s: %j', (typed, expected) => {
		expect(problem(press(onContainers(), typed).state)).toBe(expected);
	});

	it('is remembered when the list is come back to, and gone once it was cleared', () => {
		const left = press(onContainers(), "/ 'front' enter : 'pods' enter").state;
		expect(topScreen(left)).toMatchObject({list: 'pods', filter: ''});
		const back = press(left, ": 'co' enter").state;
		expect(topScreen(back)).toMatchObject({list: 'containers', filter: 'front'});
		const again = press(back, "esc : 'pods' enter : 'co' enter").state;
		expect(topScreen(again)).toMatchObject({list: 'containers', filter: ''});
	});

	it('is not carried into the containers of a pod, or of a namespace', () => {
		const filtered = press(onContainers(), "/ 'front' enter").state;
		expect(topScreen(press(filtered, ": 'pods' enter enter").state)).toMatchObject({list: 'containers', filter: ''});
		expect(topScreen(press(filtered, ": 'ns' enter enter").state)).toMatchObject({list: 'containers', filter: ''});
	});

	it('the work of a fuzzy search grows with the list, not with its square', () => {
		const work = (size: number) => {
			const texts = Array.from({length: size}, (_, index) => `container-${index} pod-${index % 110} x:${index}`);
			let reads = 0;
			const counted = new Proxy(texts, {
				get(target, key) {
					reads += 1;
					return Reflect.get(target, key);
				},
			});
			expect(fuzzySearch(counted, 'contaner-277 pod')).toContain(277);
			return reads;
		};
		expect(work(1000) / work(500)).toBeLessThan(2.2);
		expect(work(1000)).toBeLessThan(10_000);
	});

	it('an answer that comes later is filtered as well', () => {
		const {state} = press(onContainers(), "/ 'web' enter");
		const next = told(state, {
			type: 'list-loaded',
			list: 'containers',
			rows: [...rows, container('web2')],
			atMs: 0,
		}).state;
		expect(names(next)).toEqual(['web', 'web2']);
	});
});

it('labels of pods are looked at too', () => {
	const state = press(started({lists: {pods: [pod('a', {labels: {k8s: 'x'}}), pod('b')]}}), "/ '-l k8s=x'").state;
	expect(names(state)).toEqual(['a']);
});
