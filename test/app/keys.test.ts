import {describe, expect, it} from 'vitest';
import {helpRows} from '../../src/app/help-view.ts';
import {bindingOf, footerOf, helpOf, keymap, type Place} from '../../src/app/keymap.ts';
import {selectedRow} from '../../src/app/rows.ts';
import {type State, topScreen} from '../../src/app/state.ts';
import {logPathOf} from '../../src/runtime/log-files.ts';
import {container, facts, loaded, pod, press, snapshots, started, told} from '../support/state.ts';

/** The way to where the person is, in one line: `pods › containers of front › logs of front/web`. */
function way({screens}: State): string {
	return screens
		.map(screen => {
			if (screen.kind === 'list') return screen.pod ? `${screen.list} of ${screen.pod.name}` : screen.list;
			if (screen.kind === 'cheat') return `cheat ${screen.query}`;
			if (screen.kind === 'jobs' || screen.kind === 'checks' || screen.kind === 'migrate') return screen.kind;
			if (screen.kind === 'journal') return ['journal', ...screen.units].join(' ');
			return screen.kind === 'translate' ? `translate ${screen.line}` : screen.title;
		})
		.join(' › ');
}

function rowName(state: State): string | undefined {
	const screen = topScreen(state);
	return screen.kind === 'list' ? (selectedRow(state, screen) as {name?: string} | undefined)?.name : undefined;
}

describe('from one screen to another', () => {
	// biome-ignore format: a table
	it.each([
		['',                         'pods'],
		['enter',                    'pods › containers of front'],
		['enter enter',              'pods › containers of front › container web'],
		['enter j enter',            'pods › containers of front › container proxy'],
		['enter enter esc',          'pods › containers of front'],
		['enter enter esc esc',      'pods'],
		['enter enter esc esc esc',  'pods'],
		['i',                        'pods › pod-sandbox front'],
		['j i',                      'pods › pod-sandbox database'],
		['l',                        'pods › containers of front'],
		['e',                        'pods › containers of front'],
		['enter l',                  'pods › containers of front › logs of front/web'],
		['enter l esc',              'pods › containers of front'],
		['t',                        'pods › translate docker '],
		['enter i t',                'pods › containers of front › container web › translate docker '],
		['!',                        'pods › commands'],
		['enter l !',                'pods › containers of front › logs of front/web › commands'],
		[": 'containers' enter",     'containers'],
		["enter : 'images' enter",   'images'],
		[": 'ns' enter enter",       'containers'],
		[": 'im' enter enter",       'images › image docker.io/library/busybox:1.35'],
		[": 't' enter enter",        'tasks › task web'],
		[": 'snap' enter enter",     'snapshots › snapshot sha256:aaaa'.replace('sha256:', '')],
		[": 'ps' enter j j j l",     'containers › logs of legacy'],
		[": 'ns' enter i",           'namespaces'],
		[": 'docker ps -a' enter",   'pods › translate docker ps -a'],
		[": 'commands' enter",       'pods › commands'],
		["/ 'zzz' enter enter",      'pods'],
	])('%j → %s', (typed, expected) => {
		expect(way(press(started(), typed).state)).toBe(expected);
	});
});

describe('what is asked of the world', () => {
	const web = {
		of: 'logs',
		since: 'tail',
		previous: false,
		container: container('web', {podId: 'pod-front', podName: 'front', podNamespace: 'default', pid: 101}),
	};
	const inspected = {type: 'load-details', id: 1, subject: {kind: 'pod-sandbox', id: 'pod-front'}};

	// biome-ignore format: a table
	it.each<[string, unknown]>([
		['enter',                      [{type: 'load', list: 'containers'}]],
		['r',                          [{type: 'load', list: 'pods'}]],
		['i',                          [inspected]],
		['i esc',                      [inspected, {type: 'load', list: 'pods'}]],
		['!',                          [{type: 'open-pane', id: 1, source: {of: 'commands'}}]],
		['t',                          [{type: 'load-tables'}, {type: 'load-explainer'}]],
		['q',                          [{type: 'quit'}]],
		['ctrl-c',                     [{type: 'quit'}]],
		[": 'q' enter",                [{type: 'quit'}]],
		['j k g G f left v',           []],
		['w',                          [{type: 'open-pane', id: 1, source: {of: 'why', wanted: {by: 'pod', pod: {name: 'front', namespace: 'default', uid: 'uid-front'}}}}]],
		['x',                          [{type: 'load', list: 'tree'}]],
		[": 'sn' enter u",            [{type: 'load', list: 'snapshots'}, {type: 'measure', list: 'snapshots', row: snapshots[0]}]],
		["/ '-f' ",                   [{type: 'load-fuzzy'}]],
		['? j k x',                    []],
		["/ 'w' enter",                []],
		['i : \'pods\' enter',         [inspected, {type: 'load', list: 'pods'}]],
	])('%j', (typed, expected) => {
		expect(press(started(), typed).effects.filter(({type}) => type !== 'remember')).toEqual(expected);
	});

	it('l follows the log of the container; t asks for it again with timestamps, and t without', () => {
		const {state, effects} = press(started(), 'enter l');
		expect(effects.at(-1)).toEqual({type: 'open-pane', id: 2, source: {...web, timestamps: false}});
		const withLines = told(state, {type: 'pane-lines', id: 2, lines: [{text: 'one', tone: 'plain'}]}).state;
		const again = press(withLines, 't');
		expect(again.effects).toEqual([
			{type: 'close-pane', id: 2},
			{type: 'open-pane', id: 2, source: {...web, timestamps: true}},
		]);
		expect(again.state.panes[2]).toEqual({lines: [], dropped: 0, status: 'loading'});
		expect(press(again.state, 't').effects.at(-1)).toEqual({
			type: 'open-pane',
			id: 2,
			source: {...web, timestamps: false},
		});
	});

	it('e opens a shell in the container', () => {
		expect(press(started(), 'enter e').effects.at(-1)).toMatchObject({
			type: 'plan',
			action: 'shell',
			targets: [{kind: 'container', container: web.container}],
		});
	});

	it.each(['', 'enter', 'enter l', 'enter i', 't', '?', ':', '/', "/ 'web'", ": 'po'", 'enter l /', '!', "t 'x'"])(
		'ctrl-c quits after %j',
		before => {
			expect(press(started(), `${before} ctrl-c`).effects.at(-1)).toEqual({type: 'quit'});
		},
	);

	it.each(['', 'enter', 'enter l', 'enter i', '!'])('q and :q quit after %j', before => {
		expect(press(started(), `${before} q`).effects.at(-1)).toEqual({type: 'quit'});
		expect(press(started(), `${before} : 'q' enter`).effects.at(-1)).toEqual({type: 'quit'});
	});
});

describe('a whole line behind the docker that stands there already', () => {
	// biome-ignore format: a table
	it.each([
		['docker ps -a',            'docker ps -a'],
		['sudo docker ps',          'docker ps'],
		['crictl ps',               'crictl ps'],
		['ctr -n moby t ls',        'ctr -n moby t ls'],
		['ps -a',                   'docker ps -a'],
		['exec docker docker ps',   'docker exec docker docker ps'],
		['docker',                  'docker docker'],
	])('%s → %s', (added, expected) => {
		const typed = press(started(), `t '${added}'`).state;
		expect(topScreen(typed)).toMatchObject({kind: 'translate', line: expected, cursor: expected.length});
		const pasted = told(press(started(), 't').state, {type: 'paste', text: added}).state;
		expect(topScreen(pasted)).toMatchObject({kind: 'translate', line: expected, cursor: expected.length});
	});
});

describe('a pod with one container stands for it', () => {
	const own = {id: 'one', name: 'web', state: 'running', attempt: 2} as const;
	const before = {...own, id: 'zero', attempt: 1, state: 'exited'} as const;
	const alone = pod('alone', {containers: [before, own]});

	it('l opens its log, listed or not', () => {
		const {state} = press(started({lists: {pods: [alone], containers: []}}), 'l');
		expect(topScreen(state)).toMatchObject({
			kind: 'text',
			title: 'logs of alone/web',
			source: {of: 'logs', container: {id: 'one', attempt: 2, containerdNamespace: 'k8s.io'}},
		});
		const listed = container('web', {id: 'one', logPath: '/var/log/x'});
		const known = press(started({lists: {pods: [alone], containers: [listed]}}), 'l').state;
		expect(topScreen(known)).toMatchObject({source: {container: {logPath: '/var/log/x'}}});
	});

	it('its log lies where the kubelet puts it', () => {
		const {state} = press(started({lists: {pods: [alone], containers: []}}), 'l');
		const screen = topScreen(state);
		if (screen.kind !== 'text' || screen.source.of !== 'logs') throw new Error('no log');
		expect(logPathOf(screen.source.container, false)).toBe('/var/log/pods/default_alone_uid-alone/web/2.log');
	});

	it('e asks for a shell in it', () => {
		expect(press(started({lists: {pods: [alone]}}), 'e').effects.at(-1)).toMatchObject({
			type: 'plan',
			action: 'shell',
			targets: [{kind: 'pod'}],
		});
	});

	it('through docker it is one of docker', () => {
		const docker = {...facts, listing: {through: 'docker', because: 'dockershim'} as const};
		const {state} = press(started({facts: docker, lists: {pods: [alone], containers: []}}), 'l');
		expect(topScreen(state)).toMatchObject({source: {container: {containerdNamespace: 'moby'}}});
	});
});

describe('what is said', () => {
	// biome-ignore format: a table
	it.each<[string, Parameters<typeof started>[0], string | undefined]>([
		['enter l esc',                   {},                   undefined],
		['l',                             {},                   'choose the container for the log'],
		['e',                             {},                   'choose the container for the shell'],
		['e j',                           {},                   undefined],
		['j enter e',                     {},                   'migrate is exited'],
		["enter e",                       {demo: 'no runtime'}, 'demo: there is no container behind this row'],
		["enter e",                       {readOnly: true},     'read-only mode: no shell'],
		[": 'im' enter l",                {},                   'no log here: choose a container'],
		[": 'im' enter e",                {},                   'no shell here: choose a container'],
		[": 'nonsense' enter",            {},                   ':nonsense leads nowhere. Try :content, or ? for help'],
		[": 'imgaes' enter",              {},                   ':imgaes leads nowhere. Try :images, or ? for help'],
		[": 'imgaes' enter j",            {},                   undefined],
	])('%j with %j: %j', (typed, start, expected) => {
		const {state, effects} = press(started(start), typed);
		expect(state.notice?.text).toBe(expected);
		expect(effects.filter(({type}) => type === 'plan' || type === 'attach')).toEqual([]);
	});
});

describe('movement in a list', () => {
	const thirty = Array.from({length: 30}, (_, index) => pod(`pod${index}`));
	const long = () => started({lists: {pods: thirty}});

	// Ten rows fit: 24 rows less two of header, titles, crumbs and footer are 19.
	// biome-ignore format: a table
	it.each([
		['j',                 'pod1'],
		['down down up',      'pod1'],
		['k',                 'pod0'],
		['pagedown',          'pod19'],
		['ctrl-f',            'pod19'],
		['space',             'pod1'],
		['pagedown pagedown',       'pod29'],
		['space pageup',      'pod0'],
		['G',                 'pod29'],
		['end j',             'pod29'],
		['G ctrl-b',          'pod10'],
		['G g',               'pod0'],
		['G home',            'pod0'],
		["G / '2' enter",     'pod29'],
		["/ '2' enter j",     'pod12'],
		["/ '2' enter j esc", 'pod12'],
	])('%s: %s', (typed, expected) => {
		expect(rowName(press(long(), typed).state)).toBe(expected);
	});

	it.each(['', 'j j', 'G', 'pagedown', 'space space'])(
		'the cursor stays on its row when the list changes (%j)',
		typed => {
			const {state} = press(long(), typed);
			const before = rowName(state);
			const grown = told(state, loaded('pods', [pod('new1'), pod('new2'), ...thirty])).state;
			expect(rowName(grown)).toBe(before);
			expect(rowName(told(grown, loaded('pods', thirty.toReversed())).state)).toBe(before);
		},
	);

	it('a row that vanishes leaves the cursor where it was, within what is left', () => {
		const {state} = press(long(), 'j j j');
		expect(rowName(told(state, loaded('pods', thirty.toSpliced(3, 1))).state)).toBe('pod4');
		expect(rowName(told(state, loaded('pods', thirty.slice(0, 2))).state)).toBe('pod1');
		expect(rowName(told(state, loaded('pods', [])).state)).toBe(undefined);
		expect(rowName(told(state, loaded('pods', []), loaded('pods', thirty)).state)).toBe('pod3');
	});

	it('its last place counts, not the one where it was found', () => {
		const grown = told(press(long(), 'j').state, loaded('pods', [...thirty.slice(10), ...thirty.slice(0, 10)])).state;
		expect(rowName(grown)).toBe('pod1');
		expect(rowName(told(grown, loaded('pods', [...thirty.slice(10), pod('pod0'), pod('x')])).state)).toBe('x');
	});

	it('a failed load keeps the rows, and the next good one takes the error away', () => {
		const failed = told(started(), {type: 'list-failed', list: 'pods', error: 'no answer'}).state;
		expect([failed.lists.pods?.rows.length, failed.lists.pods?.error]).toEqual([3, 'no answer']);
		expect(told(failed, loaded('pods', [])).state.lists.pods?.error).toBe(undefined);
	});
});

describe('filter', () => {
	const shown = (typed: string) => {
		const {state} = press(started(), typed);
		const screen = topScreen(state);
		return screen.kind === 'list' ? [screen.filter, state.overlay?.kind] : undefined;
	};

	// biome-ignore format: a table
	it.each([
		["/ 'front'",                 'front', 'prompt'],
		["/ 'front' enter",           'front', undefined],
		["/ 'front' esc",             '',      undefined],
		["/ 'front' enter esc",       '',      undefined],
		["/ 'a' enter / 'b' esc",     'a',     undefined],
		["/ 'a' enter / 'b' enter",   'ab',    undefined],
		["/ 'ab' backspace",          'a',     'prompt'],
		["/ 'ab' left ctrl-k enter",  'a',     undefined],
		["/ 'ab' ctrl-u enter",       '',      undefined],
		['/ backspace',               '',      undefined],
		["/ 'a' enter / backspace backspace", '', undefined],
		["/ 'a b' ctrl-w",            'a ',    'prompt'],
		["/ 'q?:!'",                  'q?:!',  'prompt'],
	])('%s → %j', (typed, filter, overlay) => {
		expect(shown(typed)).toEqual([filter, overlay]);
	});

	it('pasted', () => {
		const {state} = told(press(started(), '/').state, {type: 'paste', text: 'fro\nnt\u001b[31m'});
		expect(topScreen(state)).toMatchObject({filter: 'fro nt'});
	});

	it('is dropped by going to another list', () => {
		expect(topScreen(press(started(), "/ 'x' enter : 'im' enter").state)).toMatchObject({list: 'images', filter: ''});
	});
});

describe('the command line', () => {
	const prompt = (typed: string) => press(started(), typed).state.overlay;

	// biome-ignore format: a table
	it.each([
		[": 'im' tab",                              'images '],
		[": 'con' tab",                             'containers '],
		[": 'ns' tab",                              'namespaces '],
		[": 'zz' tab",                              'zz'],
		[": tab",                                   'pods '],
		[": 'pods' enter : up",                     'pods'],
		[": 'pods' enter : 'im' enter : up up",     'pods'],
		[": 'pods' enter : 'im' enter : up up up",  'pods'],
		[": 'pods' enter : 'im' enter : up up down", 'im'],
		[": 'pods' enter : up down",                ''],
		[": 'pods' enter : 'im' enter : 'pods' enter : up up", 'im'],
		[": 'a' left 'b' right 'c'",                'bac'],
	])('%s → %j', (typed, text) => {
		expect(prompt(typed)).toMatchObject({kind: 'prompt', purpose: 'command', text});
	});

	it.each([': esc', ": 'pods' esc", ': backspace', ': enter', ": '  ' enter"])('%j closes it and stays', typed => {
		const {state, effects} = press(started(), typed);
		expect([state.overlay, way(state), effects]).toEqual([undefined, 'pods', []]);
	});

	it('a namespace after the name narrows; 0 shows all again', () => {
		const {state} = press(started(), ": 'containers moby' enter");
		expect(state.containerdNamespace).toBe('moby');
		expect(rowName(state)).toBe('legacy');
		expect(rowName(press(state, '0').state)).toBe('web');
		expect(press(state, '0').state.containerdNamespace).toBe(undefined);
		expect(press(state, 'esc').state.containerdNamespace).toBe(undefined);
		expect(press(started(), ": 'ns' enter j enter").state.containerdNamespace).toBe('moby');
		expect(press(started(), ": 'ns moby' enter").state.screens).toMatchObject([{list: 'containers'}]);
	});
});

describe('help', () => {
	it.each<Place>(['list', 'logs', 'details', 'journal', 'migrate'])(
		'of %s: every key, its own before movement',
		place => {
			const keys = helpOf(place);
			expect(new Set(keys)).toEqual(new Set(keymap.filter(({where}) => where.includes(place))));
			const own = keys.findLastIndex(({where}) => where.length === 1);
			expect(own).toBeLessThan(keys.findIndex(({does}) => does === 'down'));
		},
	);

	it('scrolls, no further than there are keys, and closes with any other key', () => {
		const open = press(started(), '?').state;
		expect(open.overlay).toEqual({kind: 'help', top: 0});
		expect(press(open, 'j j k').state.overlay).toEqual({kind: 'help', top: 1});
		expect(press(open, 'k').state.overlay).toEqual({kind: 'help', top: 0});
		const end = helpRows(open, {kind: 'help', top: 0}).length - 1;
		expect(press(open, 'space space space space space space').state.overlay).toEqual({kind: 'help', top: end});
		for (const key of ['esc', 'q', 'x', 'enter', '?']) expect(press(open, key).state.overlay).toBe(undefined);
	});
});

describe('the key table', () => {
	const places: readonly Place[] = ['list', 'text', 'logs', 'translate', 'cheat', 'entry'];

	it.each(places)('%s: no key means two things', place => {
		const all = helpOf(place).flatMap(({keys}) => keys);
		expect(all.toSorted()).toEqual([...new Set(all)].toSorted());
	});

	it.each(places)('%s: its footer is part of its help, and every key of it is bound', place => {
		const help = helpOf(place);
		for (const binding of footerOf(place)) expect(help).toContain(binding);
		for (const binding of help) for (const key of binding.keys) expect(bindingOf(place, key)).toBe(binding);
	});

	it('says what it does in a line', () => {
		for (const {help, short} of keymap) {
			expect(help).toMatch(/^\S.{2,60}\S$/);
			expect(short.length).toBeLessThan(12);
		}
	});
});

it('keys that lead nowhere from here are not offered', () => {
	const offers = (state: State) => helpRows(state, {kind: 'help', top: 0}).map(({does}) => does);
	expect(offers(press(started(), ": 'im' enter d").state)).not.toContain('why');
	expect(offers(press(started(), 'd').state)).toContain('why');
	const plan = {title: 'pull x', groups: [], radius: [], asks: false};
	const {state} = press(started(), 'enter a s enter');
	const opened = told(state, {type: 'planned', id: state.planning?.id ?? -1, plan}).state;
	const screen = topScreen(opened);
	const id = screen.kind === 'text' && screen.source.of === 'job' ? screen.source.job : -1;
	const job = {id, title: 'pull x', status: 'running', stays: false, startedAtMs: 0, seen: false} as const;
	const running = told(opened, {type: 'job-changed', job}).state;
	expect(offers(running)).toContain('stop-job');
	const ended = told(running, {type: 'job-changed', job: {...job, status: 'done'}}).state;
	expect(offers(ended)).not.toContain('stop-job');
	expect(offers(ended)).not.toContain('background');
});
