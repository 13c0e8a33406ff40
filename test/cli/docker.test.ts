import {expect, it} from 'vitest';
import {dockerCommand} from '../../src/cli/commands/docker.ts';
import {type Person, runOneShot} from '../support/one-shot.ts';

const web = 'c'.repeat(64);
const crictl = 'crictl --runtime-endpoint unix:///c.sock';
const asksCtr = 'query ctr --address /c.sock -n default containers ls --quiet';
const asksMore = ['task ls', 'containers info out'].map(asked => `query ctr --address /c.sock -n default ${asked}`);
const notListed = '# not listed, for no pod has them: out (ctr -n default containers ls)\n';

// biome-ignore format: a table
it.each([
	['a read',         ['ps', '-aq'],         {},            [`query ${crictl} ps --all --quiet`, asksCtr, ...asksMore], '# crictl ps --all --quiet\n', 0],
	['a write, --yes', ['stop', 'web'],       {yes: true},   [`run ${crictl} stop --timeout 10 ${web}`],      `# crictl stop --timeout 10 "$(crictl ps --all --latest --quiet --name '^web$')"\n`, 0],
	['a write, yes',   ['stop', 'web'],       {says: true},  [`run ${crictl} stop --timeout 10 ${web}`],      `  ${crictl} stop --timeout 10 ${web}\n`, 0],
	['a write, no',    ['stop', 'web'],       {says: false}, [],                                              `  ${crictl} stop --timeout 10 ${web}\n`, 3],
	['nobody to ask',  ['stop', 'web'],       {},            [],                                              `  ${crictl} stop --timeout 10 ${web}\nnot run: it changes the node; --yes before docker runs it\n`, 3],
	['lost',           ['ps', '-s'],          {},            [`query ${crictl} ps`, asksCtr],                 `# lost --size: crictl ps has no size column, and its -s means --state.\n# crictl ps\n${notListed}# names of images are in full: docker.io/library/nginx:latest, where docker prints nginx:latest\n`, 0],
] satisfies ReadonlyArray<readonly [string, readonly string[], Person, readonly string[], string, number]>)('%s: docker %j', async (_case, args, person, ran, err, code) => {
	expect(await runOneShot(dockerCommand, args, person)).toMatchObject({code, ran, err});
});

// biome-ignore format: a table
it.each([
	[['rm', '-f', 'nosuch'],               0],
	[['container', 'rm', '-fv', 'nosuch'], 0],
	[['rm', 'nosuch'],                     1],
	[['stop', 'nosuch'],                   1],
])('no such container: docker %j ends with %i, as docker', async (args, code) => {
	expect(await runOneShot(dockerCommand, args, {yes: true})).toMatchObject({code, ran: [], err: 'rtconsole: no such container: nosuch\n'});
});

// biome-ignore format: a table
it.each([
	[['stop', 'web'],                  {stop: {stdout: `${web}\n`}},              'web\n', 0],
	[['container', 'rm', 'web'],       {rm: {stdout: `${web}\n`}},                'web\n', 0],
	[['kill', '-s', 'HUP', 'web'],     {kill: {stdout: ''}},                      'web\n', 0],
	[['pause', 'web'],                 {pause: {stdout: '', exitCode: 1}},        '', 1],
	[['update', '-m', '9m', 'web'],    {update: {stdout: `${web}\nmore\n`}},      'web\nmore\n', 0],
	[['rmi', 'x:1', 'y'],              {ps: {stdout: 'docker.io/library/x:1\ndocker.io/library/y:latest\nDeleted: sha256:abc\n'}}, 'Untagged: x:1\nUntagged: y:latest\nDeleted: sha256:abc\n', 0],
	[['restart', 'web'],               {stop: {stdout: ''}},                      'web\n', 0],
	[['rm', '-f', 'web'],              {rm: {stdout: `${web}\n${web}\n`}},        'web\n', 0],
] as const)('docker %j prints the names that were typed', async (args, answers, out, code) => {
	expect(await runOneShot(dockerCommand, args, {yes: true}, {answers})).toMatchObject({out, code});
});

// biome-ignore format: a table
it.each([
	[['stop', 'no', 'web'],      1, [`run ${crictl} stop --timeout 10 ${web}`],  'rtconsole: no such container: no\n'],
	[['rm', '-f', 'web', 'no'],  0, [`run ${crictl} rm --force ${web}`],         'rtconsole: no such container: no\n'],
	[['kill', '-s', 'HUP', 'no', 'web'], 1, [`run ctr --address /c.sock -n k8s.io task kill --signal SIGHUP ${web}`], 'rtconsole: no such container: no\n'],
	[['stop', 'no', 'nor'],      1, [],                                          'rtconsole: no such container: no\n'],
] as const)('docker %j: what there is is done', async (args, code, ran, said) => {
	const {err, ...seen} = await runOneShot(dockerCommand, args, {yes: true});
	expect(seen).toMatchObject({code, ran});
	expect(err.endsWith(said)).toBe(true);
});

it('what docker run made is named where a line asks for what is not known of it', async () => {
	const asked: string[] = [];
	const query = async (argv: readonly string[]) => {
		asked.push(argv.join(' '));
		return {exitCode: 0, stdout: 'a\nb\u001b[2J\nc\nd\ne\nf\n', stderr: '', durationMs: 1};
	};
	const {err} = await runOneShot(dockerCommand, ['container', 'ls', '--last', '3'], {}, {host: {query}});
	expect(err).toContain('# not listed, for no pod has them: a, b');
	expect(err).toContain(', c, d, e and 1 more (ctr -n default containers ls)\n');
	expect(err).not.toContain('\u001b');
	expect(asked.at(-1)).toBe('ctr --address /c.sock -n default containers ls --quiet');
});

it('without crictl what ran is shown with the ID that was found, for nothing else would find it', async () => {
	const tools = {ctr: {name: 'ctr', command: ['ctr'], version: '1.7.24'}} as const;
	const {err} = await runOneShot(dockerCommand, ['kill', '-s', 'HUP', 'web'], {yes: true}, {facts: {tools}});
	expect(err).toBe(`# ctr -n k8s.io task kill --signal SIGHUP ${web}\n`);
});

// biome-ignore format: a table
it.each([
	[['ps', '-Z'],           125, 'rtconsole: docker ps has no flag -Z\n'],
	[['ps', '--formt', 'x'], 125, 'rtconsole: docker ps has no flag --formt; did you mean --format?\n'],
	[['ps', '--al'],         125, 'rtconsole: docker ps has no flag --al; did you mean --all?\n'],
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

const exited = 'FATA[0000] execing command in container: command terminated with exit code 3 \n';

// biome-ignore format: a table
it.each([
	['its own code',           ['exec', '-it', 'web', 'sh'],      {exitCode: 1, stderr: exited},                           true,  3,   ''],
	['no such program',        ['exec', '-it', 'web', 'nosuch'],  {exitCode: 1, stderr: 'exec: "nosuch": executable file not found in $PATH\n'}, true, 127, 'exec: "nosuch": executable file not found in $PATH\n'],
	['crictl fails',           ['exec', '-it', 'web', 'sh'],      {exitCode: 1, stderr: 'level=fatal msg="no such container"\n'}, true, 1, 'level=fatal msg="no such container"\n'],
	['through ctr',            ['exec', '-it', '-u', '0', 'web', 'sh'], {exitCode: 4, stderr: ''},                         true,  4,   ''],
	['nobody at the terminal', ['exec', '-it', 'web', 'sh'],      {exitCode: 0, stderr: ''},                               false, 1,   'the input device is not a TTY\n'],
	['the program has a --tty', ['exec', '-i', 'web', 'x', '--tty'], {exitCode: 5, stderr: ''},                            false, 5,   ''],
])('a program on a terminal, %s: docker %j', async (_case, args, exec, inputIsTerminal, code, said) => {
	const seen = await runOneShot(dockerCommand, args, {yes: true}, {answers: {exec}, inputIsTerminal});
	expect([seen.code, seen.err.replace(/^# .*\n/, '')]).toEqual([code, said]);
});

it('JSON has no escapes that docker does not write, and keeps its own', async () => {
	const answers = {inspect: {stdout: '["a \\u003e\\u0026 b","\\\\u003e"]\n'}};
	const {out} = await runOneShot(dockerCommand, ['inspect', '-f', '{{json .Config.Env}}', 'web'], {}, {answers});
	expect(out).toBe('["a >& b","\\\\u003e"]\n');
});

it('--env NAME takes the value from the shell, and what is shown does not tell it', async () => {
	const args = ['run', '--rm', '-e', 'TOKEN', '-e', 'NONE', 'busybox', 'env'];
	const {ran, err} = await runOneShot(dockerCommand, args, {yes: true}, {env: {TOKEN: 'se cret'}});
	expect(ran.at(-1)).toContain('--env TOKEN=se cret docker.io');
	expect(ran.at(-1)).not.toContain('NONE');
	expect(err).toContain('TOKEN=…');
	expect(err).not.toContain('cret');
});

it('docker run -d prints an ID, and nothing of the pull', async () => {
	const answers = {run: {stdout: ''}, images: {stdout: 'progress'}, echo: {stdout: 'web\n'}};
	const seen = await runOneShot(dockerCommand, ['run', '-d', '--name', 'web', 'nginx'], {yes: true}, {answers});
	expect(seen).toMatchObject({code: 0, out: 'web\n'});
	expect(seen.ran.at(-1)).toBe('query echo web');
});

// biome-ignore format: a table
it.each([
	[true,  1, /^attach sh -c sleep 1 \| exec "\$@" sh ctr /],
	[false, 1, /^attach ctr /],
	[false, 0, /^attach sh -c log=.*exit 127.* sh runc --root \/run\/containerd\/runc\/k8s\.io exec c{64} cat$/],
])('exec -i, its input at the end at once: %s, runc %d', async (inputIsEmpty, exitCode, expected) => {
	const answers = {state: {exitCode}};
	const {ran} = await runOneShot(dockerCommand, ['exec', '-i', 'web', 'cat'], {yes: true}, {answers, inputIsTerminal: false, inputIsEmpty});
	expect(ran.at(-1)).toMatch(expected);
});

const image = `sha256:${'a'.repeat(64)}`;
// biome-ignore format: a table
it.each([
	[['ps', '-q'],                    {ps: {stdout: `${web}\n`}},         'cccccccccccc\n'],
	[['ps', '--format', '{{.ID}}'],   {ps: {stdout: `${web}\n`}},         'cccccccccccc\n'],
	[['ps', '-q', '--no-trunc'],      {ps: {stdout: `${web}\n`}},         `${web}\n`],
	[['images', '-q'],                {images: {stdout: `${image}\n`}},   'aaaaaaaaaaaa\n'],
	[['images', '-q', '--no-trunc'],  {images: {stdout: `${image}\n`}},   `${image}\n`],
	[['inspect', 'web'],              {inspect: {stdout: '[{"Id":"c"\n,"Args":["a"]}\n]\n'}}, '[\n    {\n        "Id": "c",\n        "Args": [\n            "a"\n        ]\n    }\n]\n'],
	[['inspect', 'web'],              {inspect: {stdout: 'no json\n'}},    'no json\n'],
	[['ps', '-q', '-f', 'exited=3'],  {ps: {stdout: `${web}\n`}},         'cccccccccccc\n'],
	[['inspect', '-f', '{{json .Name}}', 'web', 'web'], {inspect: {stdout: '"/web"\n\n"/web"\n\n'}}, '"/web"\n"/web"\n'],
	[['inspect', '-f', '{{json .State}}', 'web'], {inspect: {stdout: '{"Status":"running"\n,"Pid":7\n}\n'}}, '{"Status":"running","Pid":7}\n'],
	[['ps', '--format', '{{.Names}} {{.Status}} {{.RunningFor}}'], {ps: {stdout: 'a Up since 2023-11-14T21:53:20.5Z since 2023-11-12T22:13:20Z\nb Exited (3) at 2023-11-14T22:13:10Z since 2023-11-14T21:13:20Z\n'}},
		'a Up 19 minutes 2 days ago\nb Exited (3) 10 seconds ago About an hour ago\n'],
] as const)('docker %j prints as docker does', async (args, answers, out) => {
	expect(await runOneShot(dockerCommand, args, {}, {answers})).toMatchObject({out, code: 0});
});

// biome-ignore format: a table
it.each([
	[['logs', 'web'],        false, ''],
	[['exec', 'web', 'ls'],  false, ''],
	[['logs', 'web'],        true,  `# crictl logs "$(crictl ps --all --latest --quiet --name '^web$')"\n`],
	[['stop', 'web'],        false, `# crictl stop --timeout 10 "$(crictl ps --all --latest --quiet --name '^web$')"\n`],
] as const)('docker %j, standard error on a terminal: %j: what a program wrote there is alone where it is kept', async (args, errorIsTerminal, err) => {
	expect(await runOneShot(dockerCommand, args, {yes: true}, {errorIsTerminal})).toMatchObject({code: 0, err});
});

it('as little of an ID as there is one container for, and what ran has the whole', async () => {
	const {ran, err} = await runOneShot(dockerCommand, ['logs', 'cc'], {});
	expect(ran).toEqual([`query ${crictl} logs ${web}`]);
	expect(err).toBe(`# crictl logs ${web}\n`);
});

it("ends where rtconsole took somebody's own script, which calls rtconsole, for docker: it would call itself for ever", async () => {
	const nested = {env: {RTCONSOLE_NESTED: '1'}};
	const {code, ran, err} = await runOneShot(dockerCommand, ['--version'], {}, nested);
	expect({code, ran}).toEqual({code: 127, ran: []});
	expect(err).toContain('rtconsole shim install');
	expect((await runOneShot(dockerCommand, ['ps', '-q'], {}, {env: {}})).code).toBe(0);
});
