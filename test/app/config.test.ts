import {readFileSync} from 'node:fs';
import {Ajv2020} from 'ajv/dist/2020.js';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {keyNamed} from '../../src/app/config/key-names.ts';
import {fillCommand, isUnsafe} from '../../src/app/config/plugin.ts';
import {configFields, readConfig} from '../../src/app/config/read-config.ts';
import {commandIds} from '../../src/app/config/rebind.ts';
import {bindingOf, keymap} from '../../src/app/keymap.ts';
import {aliasLines} from '../../src/app/settings-lines.ts';
import {topScreen} from '../../src/app/state.ts';
import {press, started} from '../support/state.ts';

const schema = JSON.parse(readFileSync('data/schema/config.json', 'utf8'));
const isValid = new Ajv2020().compile(schema);

describe('what a configuration file says', () => {
	it('everything at once', () => {
		const {settings, problems, ...rest} = readConfig(
			`# mine
theme: light
mouse: true
read-only: true
plain: false
wide: true
mask-secrets: false
containerd-namespace: k8s.io
refresh: 5s
log-tail: 50
aliases:
  p: pods
  dps: docker ps -a
keys:
  logs: L
  page-down: [pagedown, ctrl-f, ctrl-d]
plugins:
  - key: Ctrl-G
    name: sockets
    where: [containers, po]
    command: [nsenter, -t, $PID, -n, ss, -tln]
    run: pane
    read-only: true
`,
			'c.yaml',
		);
		expect(problems).toEqual([]);
		expect(rest).toEqual({readOnly: true, plain: false, containerdNamespace: 'k8s.io'});
		expect(settings).toMatchObject({
			theme: 'light',
			mouse: true,
			wide: true,
			maskSecrets: false,
			refreshMs: 5000,
			logTail: 50,
			aliases: {p: 'pods', dps: 'docker ps -a'},
			plugins: [
				{
					key: 'ctrl-g',
					name: 'sockets',
					where: ['containers', 'pods'],
					command: ['nsenter', '-t', '$PID', '-n', 'ss', '-tln'],
					run: 'pane',
					confirm: false,
					readOnly: true,
				},
			],
		});
		expect(bindingOf('list', 'L', settings.keys)?.does).toBe('logs');
		expect(bindingOf('list', 'l', settings.keys)).toBe(undefined);
	});

	it('an empty file says nothing', () => {
		for (const text of ['', '# only a comment\n', '---\n'])
			expect(readConfig(text, 'c')).toEqual({settings: {}, problems: []});
	});

	// biome-ignore format: a table
	it.each([
		['theme: drak',                          /^c:1: theme: not a theme; there are dark/],
		['mouse: yes please',                    /^c:1: mouse: true or false/],
		['\n\nthem: dark',                       /^c:3: no setting is named them; did you mean theme\?/],
		['refresh: 1ms',                         /^c:1: refresh: a duration/],
		['log-tail: -1',                         /^c:1: log-tail: a number of lines/],
		['theme: [',                             /^c:\d: /],
		['- a',                                  /^c:1: settings are written as name: value/],
		['theme: dark\ntheme: light',            /^c:2: map keys must be unique/],
		['keys:\n  lgos: L',                     /^c:2: keys.lgos: no such command; did you mean logs\?/],
		['keys:\n  logs: i',                     /^c:2: keys.logs: i is already inspect; the default stays/],
		['keys:\n  logs: ctrl-c',                /^c:2: keys.logs: ctrl-c: ctrl-c always quits/],
		['keys:\n  logs: ctrl-i',                /^c:2: keys.logs: ctrl-i: a terminal sends tab for it/],
		['keys:\n  logs: f13',                   /^c:2: keys.logs: f13: no such key/],
		['keys: L',                              /^c:1: keys: commands and their keys/],
		['plugins: x',                           /^c:1: plugins: a list of commands/],
		['plugins:\n  - key: ctrl-g',                 /^c:2: plugins: each needs a name/],
		['plugins:\n  - {key: l, name: x, command: [true]}', /^c:2: plugins: x: command is a list of words/],
		['plugins:\n  - {key: l, name: x, command: ["true"]}', /^c:2: plugins: x: l is already logs/],
		['plugins:\n  - {key: ctrl-g, name: x, command: ls -l}', /^c:2: plugins: x: command is a list of words/],
		['plugins:\n  - {key: ctrl-g, name: x, command: [ls], where: podz}', /^c:2: plugins: x: where: no list is named podz/],
		['plugins:\n  - {key: ctrl-g, name: x, command: [sh, -c, "kill $PID"]}', /^c:2: plugins: x: a placeholder within a script/],
		['plugins:\n  - {key: ctrl-g, name: x, command: [ls], run: later}', /^c:2: plugins: x: run: pane, attach, background/],
		['plugins:\n  - {key: ctrl-g, name: x, comand: [ls]}', /^c:2: plugins: no setting is named comand; did you mean command\?/],
	])('%j is said, with its line', (text, wanted) => {
		const {problems} = readConfig(text, 'c');
		expect(problems[0]).toMatch(wanted);
	});

	it('what is wrong leaves the rest in force', () => {
		const {settings, problems} = readConfig('theme: light\nmouse: perhaps\nkeys: {logs: i, shell: E}\n', 'c');
		expect(problems).toHaveLength(2);
		expect(settings.theme).toBe('light');
		expect(bindingOf('list', 'l', settings.keys)?.does).toBe('logs');
		expect(bindingOf('list', 'E', settings.keys)?.does).toBe('shell');
	});

	it('two commands can change places', () => {
		const {settings, problems} = readConfig('keys: {logs: i, inspect: l}', 'c');
		expect(problems).toEqual([]);
		expect([bindingOf('list', 'l', settings.keys)?.does, bindingOf('list', 'i', settings.keys)?.does]).toEqual([
			'inspect',
			'logs',
		]);
	});

	it('where letters are typed, a letter stays a letter', () => {
		const {settings} = readConfig('keys: {down: n, up: u}', 'c');
		expect(bindingOf('cheat', 'n', settings.keys)).toBe(undefined);
		expect(bindingOf('cheat', 'down', settings.keys)?.does).toBe('down');
	});
});

// biome-ignore format: a table
it.each([
	['L', 'L'], ['shift-l', 'L'], ['Ctrl-L', 'ctrl-l'], ['ctrl+l', 'ctrl-l'], ['PageDown', 'pagedown'], ['pgdn', 'pagedown'],
	['Escape', 'esc'], ['return', 'enter'], ['?', '?'], ['é', 'é'],
])('%s is the key %s', (text, key) => {
	expect(keyNamed(text)).toEqual({key});
});

describe('commands of one’s own', () => {
	const values = {ID: 'abc', NAME: 'we b', IMAGE: '-x', PID: '7'};

	// biome-ignore format: a table
	it.each([
		[['a', '$ID'],             ['a', 'abc']],
		[['a', 'x=$NAME;id'],      ['a', 'x=we b;id']],
		[['a', '$$ID', '$$'],      ['a', '$ID', '$']],
		[['a', '$IDX', '$HOME'],   ['a', '$IDX', '$HOME']],
		[['a', 'i=$IMAGE'],        ['a', 'i=-x']],
		[['a', '/proc/$PID/root'], ['a', '/proc/7/root']],
	])('%j becomes %j', (command, argv) => {
		expect(fillCommand(command as unknown as [string], values)).toEqual({argv});
	});

	// biome-ignore format: a table
	it.each([
		[['a', '$LOG'],   'this row has no $LOG'],
		[['a', '$IMAGE'], '$IMAGE begins with a dash: it would be read as a flag'],
	])('%j: %s', (command, error) => {
		expect(fillCommand(command as unknown as [string], values)).toEqual({error});
	});

	// biome-ignore format: a table
	it.each([
		[['sh', '-c', 'echo $NAME'],                  true],
		[['/bin/bash', '-xc', 'echo $NAME'],          true],
		[['nsenter', '-t', '$PID', 'sh', '-c', '$ID'], true],
		[['python3', '-c', 'print("$NAME")'],         true],
		[['sh', '-c', 'echo "$1"', 'sh', '$NAME'],    false],
		[['sh', '-c', 'echo $HOME $$NAME'],           false],
		[['grep', '-c', '$NAME', 'file'],             false],
	])('%j: %s', (command, unsafe) => {
		expect(isUnsafe(command)).toBe(unsafe);
	});
});

describe('the schema', () => {
	it('knows every setting and every command', () => {
		expect(Object.keys(schema.properties).toSorted()).toEqual([...configFields].toSorted());
		expect(schema.properties.keys.propertyNames.enum.toSorted()).toEqual([...commandIds].toSorted());
	});

	it('takes the example of the documentation, and so does the program', () => {
		const text = /```yaml\n([\s\S]*?)```/.exec(readFileSync('docs/config.md', 'utf8'))?.[1] ?? '';
		expect(readConfig(text, 'example').problems).toEqual([]);
		isValid(parse(text));
		expect(isValid.errors).toBe(null);
		expect(Object.keys(parse(text)).toSorted()).toEqual([...configFields].toSorted());
	});

	it.each(['theme: drak', 'mouse: maybe', 'log-tail: 0', 'nothing: 1', 'plugins: [{key: a}]', 'keys: {lgos: a}'])(
		'refuses %s, as the program does',
		text => {
			expect(isValid(parse(text))).toBe(false);
			expect(readConfig(text, 'c').problems).not.toEqual([]);
		},
	);
});

it('the documentation names every key that can be bound anew', () => {
	expect(new Set(keymap.map(({does}) => does)).size).toBe(commandIds.length);
});

describe("aliases of one's own", () => {
	// biome-ignore format: a table
	it.each([
		['aliases: {pods: images}',   'aliases.pods: :pods is a command itself, which an alias would hide'],
		['aliases: {p: podz}',        'aliases.p: no command is named podz; did you mean pods?'],
		['aliases: {p: ""}',          'aliases.p: what it stands for is a command, such as pods'],
		['aliases: {p: [pods]}',      'aliases.p: what it stands for is a command, such as pods'],
		['aliases: {"a b": pods}',    'aliases.a b: an alias is one word'],
		['aliases: pods',             'aliases: words and the commands that they stand for, such as p: pods'],
	])('%s', (text, problem) => {
		const {settings, problems} = readConfig(`wide: true\n${text}\n`, 'c.yaml');
		expect(problems).toEqual([`c.yaml:2: ${problem}`]);
		expect([settings.wide, settings.aliases ?? {}]).toEqual([true, {}]);
	});

	const aliases = {p: 'pods', t: 'images', dps: 'docker ps -a', lg: 'logs', constructor2: 'pods'};
	const at = (typed: string) => press(started({settings: {aliases}}), typed).state;

	it('lead where they say, with the rest of the line, before the built-in ones', () => {
		expect(topScreen(at(": 't' enter"))).toMatchObject({kind: 'list', list: 'images'});
		expect(at(": 'p moby' enter")).toMatchObject({containerdNamespace: 'moby'});
		expect(topScreen(at(": 'dps --no-trunc' enter"))).toMatchObject({
			kind: 'translate',
			line: 'docker ps -a --no-trunc',
		});
		expect(at(": 'toString' enter").notice?.text).toMatch(/^:toString leads nowhere/);
		expect(at(": 'dpz' enter").notice?.text).toContain('Try :dps');
	});

	it('Tab completes them, and what may follow what they stand for', () => {
		const typed = (text: string) => (at(text).overlay as {text?: string})?.text;
		expect(typed(": 'dp' tab")).toBe('dps ');
		expect(typed(": 'lg le' tab")).toBe('lg legacy ');
	});

	it('are listed above the others', () => {
		expect(
			aliasLines(started({settings: {aliases}}))
				.slice(0, 2)
				.map(({text}) => text.replaceAll(/ +/g, ' ')),
		).toEqual([':p pods of your own', ':t images of your own']);
	});
});
