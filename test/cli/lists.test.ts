import {describe, expect, it} from 'vitest';
import {lists} from '../../src/app/lists/index.ts';
import {commands} from '../../src/cli/commands/index.ts';
import {runOnDemo} from '../support/recorded-console.ts';
import {schemaNamed, undeclared, violations} from '../support/schema.ts';

/** Events have a command of their own: they come line by line. */
const names = lists.filter(({fed}) => !fed).map(({name}) => name);

describe.each(names)('%s', name => {
	it('--json prints what data/schema says, and nothing besides', async () => {
		const {code, out, err} = await runOnDemo(`${name} --json`);
		const rows = JSON.parse(out);
		expect([code, err, rows.length > 0]).toEqual([0, '', true]);
		expect(violations(name, rows)).toEqual([]);
		expect(undeclared(schemaNamed(name), rows)).toEqual([]);
	});

	it('the table has a line for each, and every column', async () => {
		const {code, out} = await runOnDemo(name);
		const rows = JSON.parse((await runOnDemo(`${name} --json`)).out);
		const lines = out.split('\n');
		expect(code).toBe(0);
		expect(lines).toHaveLength(rows.length + 2);
		const columns = lists.find(list => list.name === name)?.columns.filter(({live}) => !live) ?? [];
		const titles = (text: string) => text.split('\n')[0]?.split(/ {2,}/).filter(Boolean);
		expect(titles(out)).toEqual(columns.filter(({wide}) => !wide).map(({title}) => title));
		expect(titles((await runOnDemo(`${name} --wide`)).out)).toEqual(columns.map(({title}) => title));
	});

	it.each([80, 60, 40])('is no wider than a terminal of %i', async width => {
		const {out} = await runOnDemo(name, width);
		expect(out.split('\n').filter(line => line.length > width)).toEqual([]);
	});

	it('a word that it does not know ends with 2 and names it', async () => {
		expect(await runOnDemo(`${name} --wat`)).toEqual({
			code: 2,
			out: '',
			err: expect.stringMatching(new RegExp(`^rtconsole: ${name}: unknown flag --wat; .+\n$`)),
		});
	});

	it('the same mistake with --json is an object on stdout', async () => {
		const {code, out} = await runOnDemo(`${name} --json --wat`);
		expect(code).toBe(2);
		expect(JSON.parse(out)).toMatchObject({error: expect.stringContaining('--wat')});
	});
});

it('pods, as a terminal of 80 shows them', async () => {
	const {out} = await runOnDemo('pods', 80);
	// The clock of the demo runs: ages are not compared.
	await expect(out.replace(/(\d+[smhd])+$/gm, '…')).toMatchFileSnapshot('goldens/pods-80.txt');
});

it.each(['error', ...names])('data/schema/%s.json refuses what it is not', name => {
	expect(violations(name, name === 'error' ? {suggestion: 'pods'} : [{}])).not.toEqual([]);
	expect(violations(name, 1)).not.toEqual([]);
});

describe('events', () => {
	it('one object a line, each as data/schema/events.json says', async () => {
		const {code, out} = await runOnDemo('events --for 300ms --json');
		const events = out
			.trim()
			.split('\n')
			.map(line => JSON.parse(line));
		expect([code, events.length > 5]).toEqual([0, true]);
		for (const event of events) {
			expect(violations('events', event)).toEqual([]);
			expect(undeclared(schemaNamed('events'), event)).toEqual([]);
		}
		expect(violations('events', {})).not.toEqual([]);
	});

	it('lines for people; another containerd namespace has none', async () => {
		const {out} = await runOnDemo('events --for=300ms');
		expect(out).toMatch(/^\d\d:\d\d:\d\d\.\d{3} {2}\/\w+\/[\w-]+ {2}.+ k8s\.io$/m);
		expect((await runOnDemo('--containerd-namespace moby events --for 300ms')).out).toBe('');
	});

	it.each([
		['events --for', /--for needs a time/],
		['events --for soon', /--for needs a time/],
		['events now', /unexpected argument now/],
		['events --for 1s more', /unexpected argument more/],
	])('%s ends with 2', async (line, message) => {
		const {code, err} = await runOnDemo(line);
		expect(code).toBe(2);
		expect(err).toMatch(message);
	});
});

it('a usage error is what data/schema/error.json says', async () => {
	const {unknownCommand} = await import('../../src/cli/usage.ts');
	expect(violations('error', unknownCommand('pdos'))).toEqual([]);
	expect(violations('error', unknownCommand('zzzzz'))).toEqual([]);
});

it('version', async () => {
	expect(await runOnDemo('version')).toEqual({code: 0, out: 'rtconsole source\n', err: ''});
	expect(await runOnDemo('version please')).toMatchObject({code: 2, out: ''});
	const {code, out} = await runOnDemo('version --json');
	expect(code).toBe(0);
	expect(JSON.parse(out)).toMatchObject({
		rtconsole: 'source',
		runtime: {name: 'containerd'},
		endpoint: {url: 'unix:///run/containerd/containerd.sock'},
		tools: {crictl: {command: ['crictl'], version: expect.stringMatching(/^\d+\.\d+\.\d+/)}},
	});
});

it('every command is registered under its own name, and has a help', async () => {
	for (const {name, load} of commands) {
		const command = await load();
		expect(command.name).toBe(name);
		expect(command.help).toMatch(new RegExp(`^rtconsole (\\[[^\\]]+\\] )?${name}\\b`));
	}
});
