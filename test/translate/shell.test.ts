import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Ajv} from 'ajv';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {translateCommand} from '../../src/cli/commands/translate.ts';
import {createCommandLog} from '../../src/host/command-log.ts';
import {createLocalHost} from '../../src/host/local.ts';
import {fidelity} from '../../src/translate/fidelity.ts';
import {isCrontab} from '../../src/translate/shell/crontab.ts';
import {rewrite} from '../../src/translate/shell/rewrite.ts';
import {rewriteScript} from '../../src/translate/shell/rewrite-script.ts';
import {runOneShot} from '../support/one-shot.ts';
import {tables} from './support.ts';

const known = {tables, versions: {}, options: {unique: 'x'}};

function answer(line: string): readonly [string, ...string[]] {
	const result = rewrite(line, known);
	if ('error' in result) return [result.error];
	return [result.text, ...result.translations.map(({translation}) => fidelity(translation))];
}

const named = `"$(crictl ps --all --latest --quiet --name '^web$')"`;

// biome-ignore format: a table
it.each([
	['docker ps -a',                               'crictl ps --all',                                 'exact'],
	['/usr/bin/docker ps',                         'crictl ps',                                       'exact'],
	['sudo docker ps',                             'sudo crictl ps',                                  'exact'],
	['sudo -u root -E docker ps',                  'sudo -u root -E crictl ps',                       'exact'],
	['sudo docker logs web',                       `sudo crictl logs "$(sudo crictl ps --all --latest --quiet --name '^web$')"`, 'exact'],
	['A=1 B="x y" docker ps',                      'A=1 B="x y" crictl ps',                           'exact'],
	['env -u X A=1 docker ps',                     'env -u X A=1 crictl ps',                          'exact'],
	['timeout -k 5 10 nice -n 5 docker ps',        'timeout -k 5 10 nice -n 5 crictl ps',             'exact'],
	['docker ps -qf "name=^$N$"',                  `crictl ps --quiet --name '^'"$N"'$'`,            'close'],
	['docker ps -q --filter label=app=$APP',       'crictl ps --quiet --label app="$APP"',            'close'],
	['docker ps -q -f "label=a=it\'s $X"',         `crictl ps --quiet --label 'a=it'\\''s '"$X"`,     'exact'],
	['docker ps -q -f "label=$K"',                 'docker ps -q -f "label=$K"',                      'none'],
	['docker ps | wc -l',                          'crictl ps | wc -l',                               'exact'],
	['docker ps>x 2>&1 &',                         'crictl ps>x 2>&1 &',                              'exact'],
	['docker 2>/dev/null ps',                      'crictl ps 2>/dev/null',                           'exact'],
	['docker ps \\\n  -a',                         'crictl ps --all',                                 'exact'],
	['a && docker ps || { docker images; }',       'a && crictl ps || { crictl images; }',            'exact', 'exact'],
	['if docker ps; then :; fi # docker ps',       'if crictl ps; then :; fi # docker ps',            'exact'],
	['for x in $(docker ps -q); do echo $x; done', 'for x in $(crictl ps --quiet); do echo $x; done', 'exact'],
	['echo "a $(docker ps) b" \'docker ps\'',      'echo "a $(crictl ps) b" \'docker ps\'',           'exact'],
	['echo `docker ps`',                           'echo `crictl ps`',                                'exact'],
	['f() { docker ps; }',                         'f() { crictl ps; }',                              'exact'],
	['sudo docker rm $(docker ps -aq)',            'sudo crictl rm $(crictl ps --all --quiet)',       'close', 'exact'],
	['docker rm -f `docker ps -aq`',               'crictl rm --force `crictl ps --all --quiet`',     'close', 'exact'],
	['docker ps -q | xargs -r docker rm',          'crictl ps --quiet | xargs -r crictl rm',          'exact', 'close'],
	['cat x | xargs -n1 docker logs --tail 1',     'cat x | xargs -n1 crictl logs --tail 1',          'close'],
	['cat x | xargs -n 1 -I{} docker stop {}',     'cat x | xargs -n 1 -I{} crictl stop --timeout 10 {}', 'close'],
	['docker rm "$NAME"',                          'crictl rm "$(crictl ps --all --latest --quiet --name "^$NAME\\$")"', 'close'],
	['docker rm "$CID"',                           'crictl rm "$CID"',                                'close'],
	['docker logs --since "$T" web',               `crictl logs --since "$T" ${named}`,               'exact'],
	['docker ps -f name="$X"',                     'crictl ps --name "$X"',                           'close'],
	['docker exec web sh -c "echo $X \'y\'"',      `crictl exec ${named} sh -c 'echo '"$X"' '\\''y'\\'''`, 'close'],
	['docker exec web $CMD "$@"',                  `crictl exec ${named} $CMD "$@"`,                  'close'],
	['docker ps -s',                               'crictl ps',                                       'partial'],
	['docker stop $NAME',                          'crictl stop --timeout 10 "$(crictl ps --all --latest --quiet --name "^$NAME\\$")"', 'close'],
	['docker stop $CID',                           'crictl stop --timeout 10 $CID',                   'close'],
	['docker stop -t "$T" web',                    `crictl stop --timeout "$T" ${named}`,             'close'],
	['docker logs --tail "$N" web',                `crictl logs --tail "$N" ${named}`,                'exact'],
	['docker logs $1',                             'crictl logs "$(crictl ps --all --latest --quiet --name "^$1\\$" | grep . || echo "$1")"', 'close'],
	['docker logs "$CONTAINER"',                   'crictl logs "$(crictl ps --all --latest --quiet --name "^$CONTAINER\\$" | grep . || echo "$CONTAINER")"', 'close'],
	['docker stop $SVC',                           'crictl stop --timeout 10 "$(crictl ps --all --latest --quiet --name "^$SVC\\$" | grep . || echo "$SVC")"', 'close'],
	['docker stop $CONTAINERS',                    'crictl stop --timeout 10 $CONTAINERS',            'close'],
	['docker logs "$WEB_ID"',                      'crictl logs "$WEB_ID"',                           'close'],
	['docker logs `docker ps -lq`',                'crictl logs "`crictl ps --latest --quiet`"',      'close', 'exact'],
	['docker exec -it $(docker ps -qf name=web) bash', 'crictl exec --interactive --tty "$(crictl ps --quiet --name web)" bash', 'close', 'close'],
])('%s → %s', (line, ...expected) => {
	expect(answer(line)).toEqual(expected);
});

// biome-ignore format: a table
it.each([
	['docker run -v $PWD:/src node',       'src="$PWD",dst=/src,'],
	['docker run -v $(pwd)/a:/src:ro node', 'src="$(pwd)"/a,dst=/src,options=rbind:ro'],
	['docker run -v "$DIR/x":/src node',   'src="$DIR"/x,dst=/src,'],
	['docker run -v ~/x:/src node',        'src="$HOME"/x,dst=/src,'],
	['docker run -e A=$A node',            '--env A="$A" '],
])('%s mounts and sets what the shell puts in', (line, part) => {
	const [text, fidelity] = answer(line);
	expect(text).toContain(part);
	expect(text).not.toContain('f00dfeed');
	expect(fidelity).not.toBe('none');
});

it('what the shell puts in is shown as the shell has it, also to programs', () => {
	const result = rewrite('docker rm "$CID" && docker logs $1', known);
	const commands = 'error' in result ? [] : result.translations.flatMap(({translation}) => translation.commands);
	expect(commands.map(({argv}) => argv)).toEqual([
		['crictl', 'rm', '$CID'],
		['crictl', 'logs', {lookup: 'container', name: '$1'}],
	]);
});

it('a command within one that stays stays too', () => {
	expect(answer('docker exec $(docker ps -q) ls $OPTS')).toEqual([
		'docker exec $(docker ps -q) ls $OPTS',
		'none',
		'none',
	]);
});

// biome-ignore format: a table
it.each([
	['docker stop $STOP_OPTS',       'shell.unknown-words'],
	['docker $OPTIONS ps',           'shell.unknown-words'],
	['docker "$@"',                  'shell.unknown-words'],
	['docker ps $FLAGS',             'shell.unknown-words'],
	['cat x | xargs docker logs',    'shell.unknown-words'],
	['docker stop web*',             'shell.unknown-words'],
	['docker ps --nosuch',           'shell.refused'],
	['docker login',                 'login'],
])('%s stays, and it is said why', (line, id) => {
	const result = rewrite(line, known);
	if ('error' in result) throw new Error(result.error);
	const [found] = result.translations;
	expect([result.text, found?.translation.commands, found?.translation.findings[0]?.id.startsWith(id)]).toEqual([line, [], true]);
});

it.each([
	['command -v docker-machine'],
	['sudo -l docker'],
	['which docker-machine podman'],
	['echo docker ps'],
	['docker-machine ls'],
	['cat <<"E"\n$(docker ps)\nE'],
])('%j runs no docker', line => {
	expect(answer(line)).toEqual([line]);
});

it('what is no shell is an error', () => {
	expect(answer('echo x\nif docker ps')).toEqual([expect.stringMatching(/^line 2: /)]);
});

const script = `#!/bin/bash
docker ps -a
for c in $(docker ps -q); do
	docker stop "$c" && \\
		docker ps -s
done
echo "docker
$(docker ps -s)"
docker build .
`;

describe('scripts', () => {
	const rewritten = rewriteScript(script, known);
	if ('error' in rewritten) throw new Error(rewritten.error);
	const {text} = rewritten;

	it('keep their lines, with comments above those that are not exact', () => {
		const without = text.split('\n').filter(line => !/^\s*# rtconsole: /.test(line));
		expect(without).toEqual([
			'#!/bin/bash',
			'crictl ps --all',
			'for c in $(crictl ps --quiet); do',
			'	crictl stop --timeout 10 "$c" && \\',
			'		crictl ps',
			'done',
			'echo "docker',
			'$(crictl ps)"',
			'docker build .',
			'',
		]);
		const heads = text.split('\n').map(line => line.replace(/^(\s*# rtconsole: [a-z ]+).*/, '$1'));
		expect(heads.slice(3, 5)).toEqual(['	# rtconsole: close', '	# rtconsole: lost ']);
		expect(heads[heads.indexOf('echo "docker') - 1]).toBe('# rtconsole: lost ');
		expect(heads[heads.indexOf('docker build .') - 1]).toBe('# rtconsole: not translated');
	});

	it('are still scripts', () => {
		expect(execFileSync('bash', ['-n'], {input: text, encoding: 'utf8'})).toBe('');
	});

	it('the work grows with the lines, not with their square', () => {
		const work = (lines: number) => {
			let lookups = 0;
			const rules = new Proxy(tables.rules, {
				get(target, key) {
					lookups += 1;
					return Reflect.get(target, key);
				},
			});
			const source = 'sudo docker rm $(docker ps -aq)\ndocker ps -s | grep x\n'.repeat(lines);
			const answer = rewriteScript(source, {...known, tables: {...tables, rules}});
			return {lookups, translations: 'error' in answer ? 0 : answer.translations.length};
		};
		expect(work(100).translations).toBe(300);
		expect(work(200).lookups).toBe(2 * work(100).lookups);
	});
});

describe('crontabs', () => {
	it.each([
		['0 3 * * * docker ps\n', true],
		['# x\nMAILTO=me\n@daily docker ps\n', true],
		['docker ps\n', false],
		['A=1\n', false],
		['0 3 * * * docker ps\ndocker ps\n', false],
	])('%j: %s', (text, expected) => {
		expect(isCrontab(text)).toBe(expected);
	});

	it('keep times and users', () => {
		const lines =
			'# docker ps\n*/5 1-3 * * mon docker ps -a\r\n@daily root sudo docker images\n0 0 * * * docker ps -s\n';
		expect(rewriteScript(lines, known)).toMatchObject({
			text: '# docker ps\n*/5 1-3 * * mon crictl ps --all\r\n@daily root sudo crictl images\n# rtconsole: lost --size: crictl ps has no size column, and its -s means --state.\n0 0 * * * crictl ps\n',
		});
	});
});

describe('any text', () => {
	const piece = fc.constantFrom(
		'docker',
		'ps',
		'-a',
		'rm',
		'$(',
		')',
		'`',
		'"',
		"'",
		'$X',
		'"$X"',
		' ',
		' ',
		'\n',
		'\\\n',
		'|',
		'&&',
		';',
		'sudo',
		'xargs',
		'for x in',
		'do',
		'done',
		'if',
		'then',
		'fi',
		'{',
		'}',
		'<<E',
		'E',
		'#',
		'>',
		'*',
		'\\',
		'0 3 * * * ',
		'é',
		'\r\n',
		'web',
		'=',
		'((',
		'[[',
		']]',
	);
	const text = fc.oneof(
		fc.array(piece, {maxLength: 25}).map(parts => parts.join('')),
		fc.string({unit: 'binary'}),
	);

	it('is rewritten or refused, and is the same where nothing is translated', () => {
		fc.assert(
			fc.property(text, source => {
				for (const rewritten of [rewrite(source, known), rewriteScript(source, known)]) {
					if ('error' in rewritten) expect(rewritten.error).not.toBe('');
					else if (rewritten.translations.length === 0) expect(rewritten.text).toBe(source);
				}
			}),
			{numRuns: 1500},
		);
	});

	it('without docker comes back byte for byte, and what is around a docker command too', () => {
		const plain = text.filter(source => !source.includes('docker'));
		fc.assert(
			fc.property(plain, plain, (before, after) => {
				const alone = rewrite(before, known);
				if ('error' in alone) return;
				expect(alone.text).toBe(before);
				const source = `${before}\ndocker ps -a\n${after}`;
				const both = rewrite(source, known);
				if ('error' in both || both.translations.length !== 1) return;
				// What comes before may go on into the line (`xargs \\`), so that it is left as it is: with no command for it.
				const done = both.translations[0]?.translation.commands.length === 0 ? 'docker ps -a' : 'crictl ps --all';
				const expected = [`${before}\n${done}\n${after}`, source.replace('docker ps -a', done)];
				expect(expected).toContain(both.text);
			}),
			{numRuns: 1000, examples: [['xargs \\', '']]},
		);
	});

	it('stays shell: what bash reads before, it reads after', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.constantFrom(
						'docker ps -s',
						'for x in 1; do',
						'done',
						'echo "a',
						'"',
						' \\',
						'x() {',
						'}',
						'$(docker rm x)',
						'cat <<E',
						'E',
						'a=(',
						')',
						'true &&',
						'|',
					),
					{maxLength: 9},
				),
				lines => {
					const source = `${lines.join('\n')}\n`;
					if (spawnSync('bash', ['-n'], {input: source}).status !== 0) return;
					const rewritten = rewriteScript(source, known);
					if ('error' in rewritten) return;
					expect([source, spawnSync('bash', ['-n'], {input: rewritten.text}).status]).toEqual([source, 0]);
				},
			),
			{numRuns: 100},
		);
	}, 30_000);
});

describe('on the command line', () => {
	const valid = new Ajv().compile(JSON.parse(readFileSync('data/schema/translate-line.json', 'utf8')));
	// Files are this machine's; its programs are not looked at, for it may have docker and no crictl.
	const local = createLocalHost({log: createCommandLog(Date.now), env: {}});
	const host = {...local, findProgram: async () => undefined};
	const run = (args: readonly string[], json = false) => runOneShot(translateCommand, args, {json}, {host});

	// biome-ignore format: a table
	it.each([
		['docker ps',                0],
		['ls',                       0],
		['docker stop web',          0],
		['docker ps -s',             3],
		['docker ps; docker login',  3],
		['docker login',             4],
	])('%s: exit code %i', async (line, code) => {
		const plain = await run(['--line', line]);
		const {out, ...json} = await run(['--line', line], true);
		valid(JSON.parse(out));
		expect([plain.code, json.code, valid.errors]).toEqual([code, code, null]);
	});

	it('a script', async () => {
		const path = join(mkdtempSync(join(tmpdir(), 'rtconsole-script-')), 'x.sh');
		writeFileSync(path, 'docker ps -s\n');
		expect(await run(['--script', path])).toMatchObject({
			code: 3,
			out: '# rtconsole: lost --size: crictl ps has no size column, and its -s means --state.\ncrictl ps\n',
		});
		const {out} = await run(['--script', path], true);
		valid(JSON.parse(out));
		expect([valid.errors, JSON.parse(out).script]).toEqual([null, path]);
		expect(await run(['--script', `${path}x`])).toMatchObject({code: 2, err: `rtconsole: there is no file ${path}x\n`});
	});

	// biome-ignore format: a table
	it.each([
		[['--line', 'if docker ps'],              /^rtconsole: line 1: /],
		[['--line'],                              /^rtconsole: --line needs a value/],
		[['--line', 'a', '--script', 'b'],        /^rtconsole: translate takes one --line or one --script/],
		[['--line', 'a', 'docker', 'ps'],         /^rtconsole: translate: unexpected argument 'docker'/],
		[['--run', '--line', 'docker ps'],        /^rtconsole: --run runs one command/],
	])('%j is refused', async (args, err) => {
		expect(await run(args)).toMatchObject({code: 2, err: expect.stringMatching(err), out: ''});
	});
});
