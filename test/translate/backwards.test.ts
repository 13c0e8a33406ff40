import {readFileSync} from 'node:fs';
import {Ajv} from 'ajv';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {translateCommand} from '../../src/cli/commands/translate.ts';
import {backwards} from '../../src/translate/backwards/backwards.ts';
import {backwardsLine} from '../../src/translate/backwards/shell-line.ts';
import type {BackwardTable} from '../../src/translate/backwards/table.ts';
import {lex} from '../../src/translate/lex.ts';
import {loadBackwards} from '../../src/translate/load.ts';
import {parse} from '../../src/translate/parse.ts';
import {runOneShot} from '../support/one-shot.ts';
import {tables} from './support.ts';

const known: Readonly<Record<'crictl' | 'ctr', BackwardTable>> = {crictl: read('crictl'), ctr: read('ctr')};

function read(tool: string): BackwardTable {
	return JSON.parse(readFileSync(`data/backwards/${tool}.json`, 'utf8'));
}

function answer(line: string) {
	const lexed = lex(line);
	if ('error' in lexed) throw new Error(lexed.error);
	const tool = lexed.words[0] === 'ctr' ? 'ctr' : 'crictl';
	return backwards(tool, lexed.words, known[tool], tables.tools[tool]);
}

// biome-ignore format: a table
it.each([
	['crictl ps -a',                                'docker ps --all',                               'close'],
	['crictl ps -aq --name web --state Running',    'docker ps --all --quiet --filter name=web --filter status=running', 'close'],
	['crictl -r unix:///x.sock ps',                 'docker ps',                                     'close'],
	['crictl pods --name x',                        'docker ps --all --filter label=io.kubernetes.pod.name=x --filter label=io.kubernetes.docker.type=podsandbox', 'close'],
	['crictl images',                               'docker images',                                 'close'],
	['crictl img -q',                               'docker images --quiet',                         'close'],
	['crictl exec -it abc sh -c ls',                'docker exec --interactive --tty abc sh -c ls',  'close'],
	['crictl logs --tail 5 abc',                    'docker logs --tail 5 abc',                      'close'],
	['crictl logs --tail=5 -p abc',                 'docker logs --tail 5 abc',                      'partial'],
	['crictl exec --name web id -u',                'docker exec CONTAINER id -u',                   'partial'],
	['crictl stop',                                 'docker stop --time 0 CONTAINER',                'close'],
	['crictl stop -t 5 a',                          'docker stop --time 5 a',                        'close'],
	['crictl stats',                                'docker stats --no-stream',                      'close'],
	['crictl rmi --prune',                          'docker image prune --all',                      'close'],
	['ctr t kill web',                              'docker kill --signal SIGTERM web',              'close'],
	['ctr i ls name~=nginx',                        'docker images',                                 'partial'],
	['crictl rm -f a b',                            'docker rm --force a b',                         'close'],
	['crictl runtime-config',                       'docker info --format {{.CgroupDriver}}',        'exact'],
	['crictl port-forward x 80',                    undefined,                                       'none'],
	['ctr -n moby t ls',                            'docker ps',                                     'close'],
	['ctr --namespace=k8s.io c ls -q',              'docker ps --all --quiet',                       'close'],
	['ctr i pull docker.io/library/nginx:1',        'docker pull docker.io/library/nginx:1',         'close'],
	['ctr image rm x',                              'docker rmi x',                                  'close'],
	['ctr run -d --rm --net-host -t img web sleep 9', 'docker run --detach --rm --network host --tty --name web img sleep 9', 'close'],
	['ctr run img',                                 'docker run --name ID img',                      'close'],
	['ctr task exec --exec-id 1 -t web sh -c id',   'docker exec --tty web sh -c id',                'close'],
	['ctr t kill -s HUP web',                       'docker kill --signal HUP web',                  'close'],
	['ctr ns ls',                                   undefined,                                       'none'],
	['ctr snapshot ls',                             undefined,                                       'none'],
	['crictl pods --state NotReady -q',             'docker ps --all --filter status=exited --quiet --filter label=io.kubernetes.docker.type=podsandbox', 'close'],
	['crictl stats --id abc -o json',               'docker stats --no-stream --format json abc',    'close'],
	['crictl exec --timeout 7s abc ls',             'docker exec abc ls',                            'partial'],
	['ctr run --gpus 0 img web',                    'docker run --gpus device=0 --name web img',     'close'],
	['ctr run --mount type=bind,src=/a,dst=/b,options=rbind:ro img web', 'docker run --mount type=bind,src=/a,dst=/b,readonly --name web img', 'close'],
	['ctr run --mount type=bind,src=/a,dst=/b,options=bind:rslave img web', 'docker run --mount type=bind,src=/a,dst=/b,bind-propagation=rslave --name web img', 'partial'],
	['ctr run --mount type=tmpfs,dst=/t,options=size=64m:mode=1777 img web', 'docker run --mount type=tmpfs,dst=/t,tmpfs-size=64m,tmpfs-mode=1777 --name web img', 'close'],
	['crictl statsp',                               'docker stats --no-stream',                      'close'],
	["crictl inspect -o go-template --template '{{.info.pid}} {{.status.state}}' a", 'docker inspect --type container --format {{.State.Pid}} {{.State.Status}} a', 'close'],
	["crictl inspect -o go-template --template '{{.status.labels.app}} {{.info.sandboxID}}' a", 'docker inspect --type container --format {{.Config.Labels.app}} {{.info.sandboxID}} a', 'partial'],
	['ctr task start -d web',                       'docker start web',                              'close'],
	['ctr task start web',                          'docker start --attach web',                     'close'],
	['ctr task rm web',                             undefined,                                       'none'],
	['ctr task rm -f web',                          'docker kill web',                               'close'],
	['ctr -n k8s.io i ls -q',                       'docker images --format {{.Repository}}:{{.Tag}}', 'close'],
	['ctr --version',                               'docker version',                                'exact'],
])('%s → %s (%s)', (line, docker, fidelity) => {
	const result = answer(line);
	if ('error' in result) throw new Error(result.error);
	expect([result.docker?.join(' '), result.fidelity]).toEqual([docker, fidelity]);
});

// biome-ignore format: a table
it.each([
	['crictl',            'crictl needs a command'],
	['crictl nosuch',     'crictl has no command nosuch'],
	['crictl ps --nosuch=1', 'crictl ps has no flag --nosuch'],
	['crictl ps -z',      'crictl ps has no flag -z'],
	['crictl logs --tail', 'crictl logs: --tail needs a value'],
	['ctr t nosuch --x',  'ctr tasks has no flag --x'],
])('%s: %s', (line, error) => {
	expect(answer(line)).toMatchObject({error});
});

it.each([
	['ctr c ls', 'Without -n it is the namespace default'],
	['ctr -n moby c ls', "These are docker's own containers"],
	['ctr -n constructor c ls', 'It is a containerd namespace of its own'],
])('%s tells what the containerd namespace is', (line, begins) => {
	const result = answer(line);
	if ('error' in result) throw new Error(result.error);
	expect(result.findings.find(({id}) => id === 'backwards.namespace')?.message).toContain(begins);
});

describe.each(['crictl', 'ctr'] as const)('data/backwards/%s.json', tool => {
	const grammar = tables.tools[tool];
	const {commands} = known[tool];

	it('has every command, and no other', () => {
		expect(Object.keys(commands).sort()).toEqual(Object.keys(grammar.commands).sort());
	});

	it('is what the program loads', async () => {
		expect(await loadBackwards(tool)).toEqual({table: known[tool], grammar});
	});

	it.each(Object.entries(commands))('%s: its flags exist, and docker understands the line', (name, entry) => {
		expect(Object.keys(grammar.commands[name]?.flags ?? {})).toEqual(
			expect.arrayContaining(Object.keys(entry.flags ?? {})),
		);
		expect(entry.docker !== undefined || entry.instead !== undefined).toBe(true);
		if (entry.docker === undefined) return;
		const given = Object.entries(grammar.commands[name]?.flags ?? {}).flatMap(([flag, {type}]) =>
			type === 'bool' ? [`--${flag}`] : [`--${flag}`, '1'],
		);
		const all = backwards(tool, [tool, ...name.split(' '), ...given], known[tool], grammar);
		if ('error' in all) throw new Error(all.error);
		expect(parse(all.docker?.slice(1) ?? [], tables)).not.toHaveProperty('error');
	});
});

it('any words are explained or refused, never an exception', () => {
	const word = fc.oneof(
		fc.constantFrom(...Object.keys(known.ctr.commands).flatMap(name => name.split(' ')), '-n', 'moby', '-q', '--', '-'),
		fc.string({unit: 'binary'}),
		fc.constantFrom('__proto__', 'constructor', '--constructor', '-', 'toString'),
	);
	fc.assert(
		fc.property(fc.constantFrom('crictl', 'ctr'), fc.array(word, {maxLength: 6}), (tool, words) => {
			const name = tool as 'crictl' | 'ctr';
			const result = backwards(name, [name, ...words], known[name], tables.tools[name]);
			expect('error' in result ? result.error : result.meaning).not.toBe('');
		}),
		{numRuns: 2000},
	);
});

describe('on the command line', () => {
	const valid = new Ajv().compile(JSON.parse(readFileSync('data/schema/backwards.json', 'utf8')));

	it.each([
		[['crictl', 'ps', '-a'], 0],
		[['crictl ps -a'], 0],
		[['ctr', '-n', 'moby', 't', 'ls'], 0],
		[['ctr', 'ns', 'ls'], 4],
		[['crictl', 'logs', '-p', 'x'], 3],
	])('%j keeps to the schema, exit code %i', async (args, code) => {
		const result = await runOneShot(translateCommand, args, {json: true});
		valid(JSON.parse(result.out));
		expect([valid.errors, result.code]).toEqual([null, code]);
	});

	it('as text', async () => {
		expect(await runOneShot(translateCommand, ['crictl', 'runtime-config'])).toMatchObject({
			code: 0,
			out: "docker info --format '{{.CgroupDriver}}'\n# crictl runtime-config: asks the runtime for its settings: the cgroup driver\n",
		});
		expect((await runOneShot(translateCommand, ['crictl', 'nosuch'])).err).toBe(
			'rtconsole: crictl has no command nosuch\n',
		);
	});
});

// biome-ignore format: a table
it.each([
	['crictl rm $(crictl ps -a -q --state Exited)',            'docker rm $(docker ps --all --quiet --filter status=exited)'],
	['crictl images -q | xargs crictl rmi',                    'docker images --quiet | xargs docker rmi'],
	['crictl ps -a | grep -v Running | awk \'{print $1}\' | xargs -r crictl rm', 'docker ps --all | grep -v Running | awk \'{print $1}\' | xargs -r docker rm'],
	['sudo k3s crictl ps',                                     'sudo docker ps'],
	['sudo crictl ps -a',                                      'sudo docker ps --all'],
	['crictl logs "$(crictl ps -q --name web)" 2>&1 | tail -1', 'docker logs "$(docker ps --quiet --filter name=web)" 2>&1 | tail -1'],
	['ctr -n k8s.io t exec --exec-id $RANDOM -t 87d3 sh -c "echo hi"', 'docker exec --tty 87d3 sh -c \'echo hi\''],
	['for i in $(crictl ps -q); do crictl inspect $i; done',   'for i in $(docker ps --quiet); do docker inspect --type container $i; done'],
	['crictl ps -q >/tmp/x && ctr ns ls',                      'docker ps --quiet >/tmp/x && ctr ns ls'],
	['ls | wc -l',                                             undefined],
	['crictl ps | (',                                          undefined],
	['crictl inspect "$id" > "/tmp/$id.json"',                 'docker inspect --type container "$id" > "/tmp/$id.json"'],
	['crictl ps -q | xargs -I{} crictl stop -t 5 {}',          'docker ps --quiet | xargs -I{} docker stop --time 5 \'{}\''],
	['timeout 5 /usr/local/bin/crictl pods',                   'timeout 5 docker ps --all --filter label=io.kubernetes.docker.type=podsandbox'],
	['if crictl ps | grep -q web; then crictl logs --tail=5 $(crictl ps -q --name "$NAME"); fi', 'if docker ps | grep -q web; then docker logs --tail 5 $(docker ps --quiet --filter name="$NAME"); fi'],
	['ssh node1 "crictl ps -a"',                               "ssh node1 'docker ps --all'"],
	["sudo sh -c 'crictl ps -q | xargs crictl rm -f'",         "sudo sh -c 'docker ps --quiet | xargs docker rm --force'"],
	['watch -n 1 crictl ps',                                   'watch -n 1 docker ps'],
	['cat <<EOF\ncrictl ps\nEOF',                              undefined],
])('a shell line: %s', (line, docker) => {
	const explain = (tool: 'crictl' | 'ctr', words: readonly string[]) => backwards(tool, words, known[tool], tables.tools[tool]);
	expect(backwardsLine(line, explain)?.text).toBe(docker);
});

// biome-ignore format: a table
it.each([
	['crictl inspect --name web',            '1.30',    ['crictl 1.30 has no --name for inspect: 1.31 brought it.']],
	['crictl inspect --name web',            '1.33',    []],
	['crictl inspect --name web',            '1.35.0',  ['crictl 1.34.0 to 1.36.0 take no heed of it and print every running container: give the ID, crictl inspect $(crictl ps --quiet --name NAME).']],
	['crictl exec --name web id',            '1.30',    ['crictl 1.30 has no --name for exec: 1.32 brought it.']],
	['crictl exec --name web id',            '1.32',    []],
	['ctr images pull -k x',                 '1.7',     []],
	['ctr images pull -k x',                 '2.1',     ['From 2.0 on ctr fails: --skip-verify needs --local.']],
	['ctr images pull -k --local x',         '2.1',     []],
	['ctr images pull -k x',                 undefined, ['From 2.0 on ctr fails: --skip-verify needs --local.']],
	['ctr images export x.tar y',           '1.7',     []],
	['ctr images export x.tar y',           '2.1',     ["ctr 2.x sends the archive through containerd's transfer service and ends before all of it is written now and then, with exit code 0 (seen with 2.1.9): --local does not."]],
	['ctr images export --local x.tar y',   '2.1',     []],
] as const)('%s in %s', (line, version, expected) => {
	const tool = line.startsWith('ctr ') ? 'ctr' : 'crictl';
	const told = backwards(tool, line.split(' '), known[tool], tables.tools[tool], version);
	if ('error' in told) throw new Error(told.error);
	expect(told.findings.filter(({id}) => id === 'backwards.version').map(({message}) => message)).toEqual(expected);
});
