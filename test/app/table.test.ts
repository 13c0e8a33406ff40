import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {containers} from '../../src/app/lists/containers.ts';
import {lists} from '../../src/app/lists/index.ts';
import {pods} from '../../src/app/lists/pods.ts';
import {lastLeft, placeColumns} from '../../src/app/place-columns.ts';
import {cellsOf, headerOf} from '../../src/app/table.ts';
import {treeOf} from '../../src/runtime/tree.ts';
import {
	container,
	containers as containerRows,
	content,
	event,
	image,
	leases,
	namespaces,
	nowMs,
	pod,
	pods as podRows,
	snapshots,
	stats as statsRows,
	tasks,
	usage,
} from '../support/state.ts';

const titles = (width: number, rows = podRows) =>
	placeColumns(pods, rows, nowMs, width)
		.map(({column}) => column.title)
		.join(' ');

describe('what goes first when there is no room', () => {
	// biome-ignore format: a table
	it.each([
		[200, 'NAMESPACE POD STATE RUNNING RESTARTS CPU% MEM IP AGE SANDBOX'],
		[86,  'NAMESPACE POD STATE RUNNING RESTARTS CPU% MEM IP AGE'],
		[72,  'NAMESPACE POD STATE RUNNING RESTARTS CPU% MEM AGE'],
		[64,  'NAMESPACE POD STATE RUNNING RESTARTS CPU% MEM AGE'],
		[54,  'NAMESPACE POD STATE RUNNING RESTARTS CPU% AGE'],
		[45,  'POD STATE RUNNING RESTARTS CPU% AGE'],
		[36,  'POD STATE RUNNING RESTARTS AGE'],
		[30,  'POD STATE RUNNING RESTARTS'],
		[20,  'POD STATE'],
		[5,   'POD STATE'],
	])('%i cells: %s', (width, expected) => {
		expect(titles(width)).toBe(expected);
	});

	it('names shrink before a column is left out that matters', () => {
		const long = [pod('x'.repeat(50))];
		expect(titles(52, long)).toBe('POD STATE RUNNING RESTARTS AGE');
		expect(placeColumns(pods, long, nowMs, 52).map(({width}) => width)).toEqual([19, 7, 7, 8, 3]);
	});
});

describe('at 80 cells', () => {
	const usual = ['coredns-7db6d8ff4d-x2v9k', 'kube-controller-manager-node1'].map(name =>
		pod(name, {namespace: 'kube-system', createdAtMs: nowMs - 200 * 60_000}),
	);

	it('short titles and names that still tell make room for CPU and memory', () => {
		const placed = placeColumns(pods, usual, nowMs, 80);
		expect(headerOf(placed)).toMatch(/^NAMESPACE +POD +STATE +RUN +RST +CPU% +MEM +AGE$/);
		expect(placed.find(({column}) => column.title === 'POD')?.width).toBeGreaterThanOrEqual(24);
	});

	it('long titles come back as soon as there is room', () => {
		expect(headerOf(placeColumns(pods, usual, nowMs, 100))).toMatch(/RUNNING +RESTARTS +CPU% +MEM/);
	});

	it('the mark of the order stands at the short title too', () => {
		const sort = {column: 'RESTARTS', descending: true};
		expect(headerOf(placeColumns(pods, usual, nowMs, 80, {sort}), sort)).toMatch(/RST↓/);
	});

	it('what one sorts by is shown, though it is a column of wide mode', () => {
		const sort = {column: 'K8S NS', descending: false};
		expect(headerOf(placeColumns(containers, containerRows, nowMs, 80, {sort}), sort)).toMatch(/K8S NS↑/);
	});
});

describe('pods', () => {
	const one = (state: 'running' | 'exited' | 'unknown', attempt: number | undefined, name = 'web') => ({
		id: `${name}-${attempt}`,
		name,
		state,
		attempt,
	});
	// biome-ignore format: a table
	it.each([
		['the attempt that is kept for its log is no part of it', [one('exited', 1), one('running', 2)],                   '1/1', '2'],
		['one that waits to be started again',                    [one('exited', 6), one('exited', 7)],                    '0/1', '7'],
		['several containers: the restarts of all',               [one('running', 2), one('exited', 3, 'proxy')],          '1/2', '5'],
		['where nobody tells the attempt',                        [one('running', undefined)],                             '1/1', ''],
		['of files only: nobody knows whether it runs',           [one('unknown', 1)],                                     '?/1', '1'],
		['none',                                                  [],                                                      '0/0', ''],
	])('%s', (_, containers, running, restarts) => {
		const cell = (title: string) => pods.columns.find(column => column.title === title)?.text(pod('a', {containers}), 0);
		expect([cell('RUNNING'), cell('RESTARTS')]).toEqual([running, restarts]);
	});
});

const word = fc.oneof(
	fc.string({maxLength: 30}),
	fc.string({unit: 'binary', maxLength: 10}),
	fc.constantFrom(
		'日本語'.repeat(5),
		'👩‍💻🇩🇪',
		'e\u0301'.repeat(9),
		'\u001b[31mred',
		'a\nb',
		'\u202e',
		'x'.repeat(500),
	),
);
const rowsOf = (text: string): Readonly<Record<string, readonly unknown[]>> => ({
	pods: [pod(text, {namespace: text, ip: text, id: text}), ...podRows],
	containers: [container(text, {podName: text, image: text, id: text, containerdNamespace: text}), ...containerRows],
	images: [image(text, {containerdNamespace: text})],
	tasks: [{...tasks[0], id: text, containerdNamespace: text, container: {name: text, podName: text}}],
	snapshots: [{...snapshots[0], key: text, parent: text, snapshotter: text, containerdNamespace: text}],
	namespaces: [{...namespaces[0], name: text}],
	stats: [usage(text, {podName: text, podNamespace: text, containerdNamespace: text}), ...statsRows],
	events: [event(text, text, {detail: text, containerdNamespace: text, container: {name: text, podName: text}})],
	content: [
		{...content[0], digest: text, age: text, usedBy: [text], labels: {[text]: text}, containerdNamespace: text},
	],
	leases: [{...leases[0], id: text, labels: {[text]: text}, containerdNamespace: text}],
	tree: treeOf({
		pods: [pod(text, {id: text, namespace: text})],
		containers: [container(text, {podId: text, pid: 7, image: text, logPath: text})],
		images: [],
		snapshots: [],
	}),
});

it('no table is wider than it may be, and every row is as wide as its titles', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...lists),
			word,
			fc.integer({min: 24, max: 220}),
			fc.boolean(),
			fc.nat(12),
			(list, text, width, wide, left) => {
				const rows = rowsOf(text)[list.name] ?? [];
				const placed = placeColumns(list, rows, nowMs, width, {wide, left: Math.min(left, lastLeft(list))});
				const titleWidth = stringWidth(headerOf(placed));
				expect(titleWidth).toBeLessThanOrEqual(width);
				for (const row of rows) {
					const cells = cellsOf(placed, row, nowMs).map(cell => cell.text);
					expect(stringWidth(cells.join(''))).toBe(titleWidth);
					expect(cells.join('')).not.toMatch(/\p{Cc}/u);
				}
			},
		),
		{numRuns: 400},
	);
});

// biome-ignore format: a table
it.each([
	['running',                   {state: 'running'},                  'running',      'good'],
	['ended well',                {state: 'exited', exitCode: 0},      'exited (0)',   'quiet'],
	['ended badly',               {state: 'exited', exitCode: 137},    'exited (137)', 'bad'],
	['ended, nobody knows how',   {state: 'exited'},                   'exited',       'quiet'],
	['not started',               {state: 'created'},                  'created',      'warn'],
] as const)('a container that is %s', (_, more, text, tone) => {
	const state = containers.columns.find(({title}) => title === 'STATE');
	const row = container('web', more);
	expect([state?.text(row, nowMs), state?.tone?.(row)]).toEqual([text, tone]);
});

it.each(lists)('$name: what is listed has a name of its own, and leads somewhere', list => {
	const rows = rowsOf('name')[list.name] ?? [];
	expect(new Set(rows.map(list.id)).size).toBe(rows.length);
	for (const row of rows) {
		expect(list.label(row)).not.toBe('');
		expect(['list', 'namespace', 'details', 'process', 'logs', 'nowhere']).toContain(list.open(row).to);
		if (list.open(row).to === 'details') expect(list.subject(row)).toBeDefined();
	}
});
