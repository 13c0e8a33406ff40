import {expect, it} from 'vitest';
import {dockerCommand} from '../../src/cli/commands/docker.ts';
import {type Person, runOneShot} from '../support/one-shot.ts';

const web = 'c'.repeat(64);
const crictl = 'crictl --runtime-endpoint unix:///c.sock';

// biome-ignore format: a table
it.each([
	['a read',         ['ps', '-a'],          {},            [`query ${crictl} ps --all`],                    '# crictl ps --all\n', 0],
	['a write, --yes', ['stop', 'web'],       {yes: true},   [`run ${crictl} stop --timeout 10 ${web}`],      `# crictl stop --timeout 10 "$(crictl ps --all --latest --quiet --name '^web$')"\n`, 0],
	['a write, yes',   ['stop', 'web'],       {says: true},  [`run ${crictl} stop --timeout 10 ${web}`],      `  ${crictl} stop --timeout 10 ${web}\n`, 0],
	['a write, no',    ['stop', 'web'],       {says: false}, [],                                              `  ${crictl} stop --timeout 10 ${web}\n`, 3],
	['nobody to ask',  ['stop', 'web'],       {},            [],                                              `  ${crictl} stop --timeout 10 ${web}\nnot run: it changes the node; --yes before docker runs it\n`, 3],
	['lost',           ['ps', '-s'],          {},            [`query ${crictl} ps`],                          '# lost --size: crictl ps has no size column, and its -s means --state.\n# crictl ps\n', 0],
] satisfies ReadonlyArray<readonly [string, readonly string[], Person, readonly string[], string, number]>)('%s: docker %j', async (_case, args, person, ran, err, code) => {
	expect(await runOneShot(dockerCommand, args, person)).toMatchObject({code, ran, err});
});

// biome-ignore format: a table
it.each([
	[['ps', '-Z'],           125, 'rtconsole: docker ps has no flag -Z\n'],
	[['ps', '--formt', 'x'], 125, 'rtconsole: docker ps has no flag --formt; did you mean --format?\n'],
	[['-Z', 'ps'],           125, 'rtconsole: docker has no flag -Z\n'],
	[['logs', '--tail'],     125, 'rtconsole: docker logs: --tail needs a value\n'],
	[['ps', '-n', 'x'],      125, "rtconsole: docker ps: -n takes a number, not 'x'\n"],
	[['nosuch'],             1,   'rtconsole: docker has no command nosuch\n'],
	[['imagse'],             1,   'rtconsole: docker has no command imagse; did you mean docker images?\n'],
	[['rm'],                 1,   'rtconsole: docker rm needs CONTAINER [CONTAINER...]\n'],
	[['ps', 'extra'],        1,   "rtconsole: docker ps takes no arguments: 'extra'\n"],
])('docker %j ends with %i, as docker', async (args, code, err) => {
	expect(await runOneShot(dockerCommand, args)).toMatchObject({code, err, out: '', ran: []});
});

it.each([[[]], [['--help']], [['-h']], [['help']]])('docker %j is its help', async args => {
	const {code, out, ran} = await runOneShot(dockerCommand, args);
	expect([code, out.split('\n')[0], ran]).toEqual([0, 'rtconsole [--yes] docker …', []]);
});

it('--help before a command runs nothing of it', async () => {
	const {ran} = await runOneShot(dockerCommand, ['--help', 'rm', 'web'], {yes: true});
	expect(ran).toEqual([`query ${crictl} rm --help`]);
});

it('hands bytes on as they are', async () => {
	const bytes = Uint8Array.of(0xff, 0x00, 0x1b, 0x80);
	const {bytes: out} = await runOneShot(dockerCommand, ['logs', 'web'], {}, {bytes});
	expect(out).toEqual([...bytes]);
});

it('the exit code of a program in a container is its own', async () => {
	const stderr = 'level=fatal msg="execing command in container: command terminated with exit code 7"';
	const answers = {exec: {exitCode: 1, stderr}};
	expect(await runOneShot(dockerCommand, ['exec', 'web', 'x'], {yes: true}, {answers})).toMatchObject({code: 7});
});
