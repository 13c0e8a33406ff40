import {afterAll, afterEach, beforeAll, expect, it} from 'vitest';
import {type Box, bootBox} from '../support/lab.ts';
import {openReadyConsole, type TestConsole} from '../support/lab-console.ts';
import {keys} from '../support/terminal.ts';

let box: Box;
let console: TestConsole;
beforeAll(async () => {
	box = await bootBox('plain');
});
afterEach(() => console?.close());
afterAll(() => box?.remove());

const explain = '\u0018';
const cheatSheet = '\u0014';

it.each([
	[80, 24],
	[200, 50],
])(
	'at %dx%d: every word explained as it is typed, for the tools of this node; enter runs the line all the same',
	async (columns, rows) => {
		console = await openReadyConsole(box, {columns, rows});
		console.type('t');
		await console.waitFor('$ docker');
		console.type(explain);
		await console.waitFor(/explained/);
		console.type('ps -a');
		await console.waitFor(/^1─+ 2─$/);
		await console.waitFor(/^2 -a +--all: also containers that do not run/);
		expect(console.text()).toMatch(/→ --all +also containers that do not run/);
		console.type(keys.enter);
		await console.waitFor(/docker\.io\/library\/web:1\.0 .* Runn/);
		await console.escape();
		await console.waitFor(/explained/);
		console.type(explain);
		await console.waitFor(seen => !seen.join('\n').includes('explained'));
	},
);

it('a line of ctr, typed or gone to, is shown in docker’s terms', async () => {
	console = await openReadyConsole(box, {columns: 120, rows: 40});
	await console.goTo('ctr -n moby t ls');
	await console.waitFor(/docker ps/);
	console.type(explain);
	await console.waitFor(/^2 -n +--namespace/);
	await console.waitFor(/These are docker's own containers/);
	console.type(keys.enter);
	await console.waitFor('only docker lines are run here');
});

it('the cheat sheet, from the translator: search, a table, and its row run on the node', async () => {
	console = await openReadyConsole(box, {columns: 120, rows: 40});
	console.type('t');
	await console.waitFor('$ docker');
	console.type(cheatSheet);
	await console.waitFor(/^table +containers/);
	console.type('images: docker, crictl, ctr');
	await console.waitFor(/^table +images: docker, crictl, ctr/);
	console.type(keys.enter);
	await console.waitFor(/│ list +│ docker images +│ crictl images +│ ctr -n k8s\.io images ls/);
	console.type(keys.enter);
	await console.waitFor(/^\$ docker images/);
	console.type(keys.enter);
	await console.waitFor(/docker\.io\/library\/web +1\.0/);
});

it('what the tables say is what the tools of this node take', async () => {
	const {stdout} = await box.run('/rt/rtconsole cheat --json');
	const {entries} = JSON.parse(stdout) as {
		entries: ReadonlyArray<{key: string; rows?: ReadonlyArray<{cells: string[]}>}>;
	};
	const reads =
		/^(crictl (ps|pods|images|stats|statsp|info|version|imagefsinfo|config --list)|ctr (-n \S+ )?(tasks ls|containers ls|images (ls|check)|version|plugins ls))\b[^;|]*$/;
	const lines = entries
		.filter(({key}) => /^table:(containers|images|pods|system)$/.test(key))
		.flatMap(({rows = []}) => rows.flatMap(({cells}) => cells.slice(2)))
		.filter(line => reads.test(line) && !/ (ID|NAME)\b/.test(line));
	expect(lines.length).toBeGreaterThan(15);
	for (const line of new Set(lines)) {
		const {exitCode, stderr} = await box.run(`timeout 20 ${line}`);
		expect([line, exitCode, stderr]).toEqual([line, 0, expect.not.stringMatching(/unknown|not defined|No help topic/)]);
	}
});
