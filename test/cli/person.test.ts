import {chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {findConfig} from '../../src/cli/config-file.ts';
import {readHistories, remember, saveText} from '../../src/cli/desk.ts';
import {loadSettings} from '../../src/cli/load-settings.ts';
import {configFolder, personOf, stateFolder} from '../../src/cli/person.ts';
import {demoGlobals, parsed} from '../support/recorded-console.ts';

const folder = mkdtempSync(join(tmpdir(), 'rtconsole-person-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));
const passwd = () => 'root:x:0:0:root:/root:/bin/sh\nbob:x:1000:1000::/home/bob:/bin/sh\n';
const root = {uid: 0, homedir: '/root'};
const bob = {uid: 1000, homedir: '/home/bob'};
const me = process.getuid?.() ?? 0;

describe('whose settings', () => {
	// biome-ignore format: a table
	it.each([
		[{HOME: '/home/bob'},                                          bob,  '/home/bob/.config/rtconsole', '/home/bob/.local/state/rtconsole', [1000, 0]],
		[{HOME: '/home/bob', XDG_CONFIG_HOME: '/c', XDG_STATE_HOME: '/s'}, bob, '/c/rtconsole',             '/s/rtconsole',                     [1000, 0]],
		[{HOME: '/home/bob', XDG_CONFIG_HOME: 'relative'},             bob,  '/home/bob/.config/rtconsole', '/home/bob/.local/state/rtconsole', [1000, 0]],
		[{HOME: '/root', SUDO_UID: '1000', SUDO_USER: 'bob'},          root, '/home/bob/.config/rtconsole', '/root/.local/state/rtconsole',     [1000, 0]],
		[{SUDO_UID: '1000', SUDO_HOME: '/net/bob', XDG_STATE_HOME: '/s'}, root, '/net/bob/.config/rtconsole', '/root/.local/state/rtconsole',   [1000, 0]],
		[{SUDO_UID: '4242'},                                           root, '/root/.config/rtconsole',     '/root/.local/state/rtconsole',     [4242, 0]],
		[{HOME: '/home/bob', SUDO_UID: '7'},                           bob,  '/home/bob/.config/rtconsole', '/home/bob/.local/state/rtconsole', [1000, 0]],
	])('%j', (env, self, config, state, trusted) => {
		const person = personOf(env, self, passwd);
		expect([configFolder(person), stateFolder(person), person.trusted]).toEqual([config, state, trusted]);
	});
});

describe('the file', () => {
	const person = (trusted: readonly number[] = [me]) => ({
		env: {XDG_CONFIG_HOME: folder},
		home: folder,
		ownHome: folder,
		trusted,
	});
	const path = join(folder, 'rtconsole', 'config.yaml');

	it('is read only where nobody else can have written it', () => {
		expect(findConfig(person())).toBe(undefined);
		mkdirSync(join(folder, 'rtconsole'));
		writeFileSync(path, 'theme: light\n');
		chmodSync(path, 0o644);
		expect(findConfig(person())?.text).toBe('theme: light\n');
		expect(findConfig(person([me + 1]))?.problem).toMatch(/it belongs to uid/);
		for (const mode of [0o664, 0o646]) {
			chmodSync(path, mode);
			expect(findConfig(person())).toEqual({path, problem: expect.stringContaining('others may write to it')});
		}
		chmodSync(path, 0o600);
		expect(findConfig(person(), '/nowhere/x.yaml')?.problem).toBe('there is no such file');
		expect(findConfig(person(), folder)?.problem).toBeDefined();
	});

	it('flags come before it, NO_COLOR too', async () => {
		writeFileSync(path, 'theme: light\nread-only: true\ncontainerd-namespace: moby\nlog-tail: 7\n');
		const plain = await loadSettings(demoGlobals(), person());
		expect(plain).toMatchObject({
			settings: {theme: 'light', logTail: 7},
			globals: {readOnly: true, containerdNamespace: 'moby'},
			plain: false,
		});
		const flagged = await loadSettings(parsed(['--no-color', '--containerd-namespace', 'all']).globals, person());
		expect(flagged.settings.theme).toBe('mono');
		expect(flagged.globals.containerdNamespace).toBe(undefined);
		expect((await loadSettings(demoGlobals(), {...person(), env: {XDG_CONFIG_HOME: folder, TERM: 'dumb'}})).plain).toBe(
			true,
		);
		expect((await loadSettings(demoGlobals('--plain'), person())).plain).toBe(true);
	});
});

describe('what is kept', () => {
	const state = join(folder, 'state');

	it('history: each line once, where it was last, for nobody else to read', () => {
		for (const line of ['pods', 'images', 'pods', 'docker ps\nx']) remember(state, 'command', line);
		remember(state, 'filter', 'web');
		expect(readHistories(state)).toEqual({commands: ['images', 'pods', 'docker ps x'], filters: ['web']});
		expect(statSync(join(state, 'history')).mode & 0o777).toBe(0o600);
		expect(readHistories(join(folder, 'nothing'))).toEqual({commands: [], filters: []});
		expect(() => remember(join(state, 'history', 'below'), 'command', 'x')).not.toThrow();
	});

	it('what a file is stays the end of its name', async () => {
		const named = (name: string) => saveText(state, name, '', 0);
		expect(await named('commands.sh')).toBe(join(state, 'commands-1970-01-01T00-00-00.sh'));
		expect(await named('pod web-1.2.yaml')).toBe(join(state, 'pod-web-1.2-1970-01-01T00-00-00.yaml'));
	});

	it('a saved text is a new file, whatever its name, and follows no link that lies in wait', async () => {
		const saved = await saveText(state, '../..//a b\u001b', 'text', 0);
		expect(saved).toBe(join(state, 'a-b-1970-01-01T00-00-00.txt'));
		expect(readFileSync(saved, 'utf8')).toBe('text');
		symlinkSync(join(folder, 'target'), join(state, 'x-1970-01-01T00-00-00.txt'));
		expect(await saveText(state, 'x', 'text', 0)).toBe(join(state, 'x-1970-01-01T00-00-00-1.txt'));
	});
});
