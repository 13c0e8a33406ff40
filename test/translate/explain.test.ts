import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import examples from '../../data/cheat/examples.json';
import {backwards} from '../../src/translate/backwards/backwards.ts';
import {withDaemon} from '../../src/translate/daemon/load.ts';
import {explain} from '../../src/translate/explain/explain.ts';
import {explainBackwards} from '../../src/translate/explain/explain-backwards.ts';
import {meanings} from '../../src/translate/explain/load.ts';
import type {ReadableTool} from '../../src/translate/explain/meanings.ts';
import type {Explanation, Word} from '../../src/translate/explain/word.ts';
import {lex} from '../../src/translate/lex.ts';
import {translate} from '../../src/translate/translate.ts';
import {tables as plain} from './support.ts';

const tables = await withDaemon(plain);

function explained(line: string): Explanation {
	const lexed = lex(line);
	if ('error' in lexed) throw new Error(lexed.error);
	const [tool] = lexed.words;
	const answer =
		tool === 'crictl' || tool === 'ctr'
			? explainBackwards(tool, lexed.words, tables, meanings)
			: explain(lexed.words, tables, meanings, {unique: 'x'});
	if ('error' in answer) throw new Error(answer.error);
	return answer;
}

/** Words with their marks: `1:docker`, `+:-n`; a question to the node is `ID`. */
function marked(words: readonly Word[]): string {
	return words
		.map(({text, marks}) => `${marks.length === 0 ? '+' : marks.join(',')}:${text.replace(/"\$\(.*\)"/, 'ID')}`)
		.join(' ');
}

// biome-ignore format: a table
it.each([
	['docker ps -aq',                    '1:docker 1:ps 2:-aq',                                    ['1:crictl 1:ps 2:--all 2:--quiet']],
	['docker container ls --last 5',     '1:docker 1:container 1:ls 2:--last 2:5',                 ['1:crictl 1:ps 2:--last 2:5']],
	['docker -H h ps --last=5',          '1:docker 2:-H 2:h 1:ps 3:--last=5',                      ["1,2:ssh 2:h 3:'crictl ps --last 5'"]],
	['docker logs --tail 100 -f web',    '1:docker 1:logs 2:--tail 2:100 3:-f 4:web',              ['1:crictl 1:logs 2:--tail 2:100 3:--follow 4:ID']],
	['docker logs web -n5',              '1:docker 1:logs 2:web 3:-n5',                            ['1:crictl 1:logs 3:--tail 3:5 2:ID']],
	['docker rm -f a b',                 '1:docker 1:rm 2:-f 3:a 4:b',                             ['1:crictl 1:rm 2:--force 3:ID 4:ID']],
	['docker stop -t 5 web',             '1:docker 1:stop 2:-t 2:5 3:web',                         ['1:crictl 1:stop +:--timeout 2:5 3:ID']],
	['docker stop web',                  '1:docker 1:stop 2:web',                                  ['1:crictl 1:stop +:--timeout +:10 2:ID']],
	['docker pause web',                 '1:docker 1:pause 2:web',                                 ['1:ctr +:-n +:k8s.io 1:task 1:pause 2:ID']],
	['docker kill -s HUP web',           '1:docker 1:kill 2:-s 2:HUP 3:web',                       ['1,2:ctr 2:-n 2:k8s.io 1,2:task 1,2:kill 2:--signal 2:SIGHUP 3:ID']],
	['docker exec -u 0:0 web sh -c id',  '1:docker 1:exec 2:-u 2:0:0 3:web 4:sh 4:-c 4:id',        ['1,2:ctr 2:-n 2:k8s.io 1,2:task 1:exec 2:--exec-id 2:exec-x 2:--user 2:0:0 3:ID 4:sh 4:-c 4:id 2:</dev/null']],
	['docker tag a b:1',                 '1:docker 1:tag 2:a 3:b:1',                               ['1:ctr +:-n +:k8s.io 1:images 1:tag +:--force 2:docker.io/library/a:latest 3:docker.io/library/b:1']],
	['docker create --name web nginx',   '1:docker 1:create 2:--name 2:web 3:nginx',               ['3:[ -n ID ] || 1:ctr +:-n +:default 1:images 1:pull 3:docker.io/library/nginx:latest +:>&2', '1:ctr +:-n +:default 1:containers 1:create +:--seccomp +:--allow-new-privs +:--mount +:type=cgroup,src=cgroup,dst=/sys/fs/cgroup,options=ro:nosuid:noexec:nodev +:--mount +:type=bind,src=/etc/hosts,dst=/etc/hosts,options=bind:ro +:--mount +:type=bind,src=/etc/resolv.conf,dst=/etc/resolv.conf,options=bind:ro +:--runtime +:io.containerd.runc.v2 +:-- 3:docker.io/library/nginx:latest 2:web', '1:echo 2:web']],
	['docker context ls',                '1:docker 1:context 1:ls',                                ['1:cat +:/etc/crictl.yaml']],
	['systemctl restart docker',         '1:systemctl 2:restart 3:docker',                         ['1:systemctl 2:restart 3:containerd']],
	['journalctl -u docker -n 50',       '1:journalctl 2:-u 3:docker 4:-n 5:50',                   ['1:journalctl 2:-u 3:containerd 4:-n 5:50']],
	['docker node ls',                   '1:docker 1:node 1:ls',                                   []],
	['crictl ps -a --name web',          '1:crictl 1:ps 2:-a 3:--name 3:web',                      ['1:docker 1:ps 2:--all 3:--filter 3:name=web']],
	['ctr -n moby t ls -q',              '1:ctr 2:-n 2:moby 1:t 1:ls 3:-q',                        ['1:docker 1:ps 3:--quiet']],
	['ctr snapshots ls',                 '1:ctr 1:snapshots 1:ls',                                 ['']],
])('%s', (line, typed, answers) => {
	const {typed: own, answers: others} = explained(line);
	expect([marked(own), others.map(marked)]).toEqual([typed, answers]);
});

it('tells what each word means, and says beside it what is to be said of it', () => {
	const {typed, answers, findings} = explained('docker ps -as');
	expect([...typed, ...answers.flat()].map(({text, meaning}) => [text, meaning])).toEqual([
		['docker', 'the client of dockerd'],
		['ps', 'lists containers'],
		['-as', '--all: also containers that do not run; --size: the size of what each container wrote'],
		['crictl', expect.stringContaining('over the CRI')],
		['ps', 'lists the containers of pods'],
		['--all', 'also containers that do not run'],
	]);
	expect(findings.map(({mark, finding}) => [mark, finding.flag, finding.kind])).toEqual([
		[2, '--size', 'lost'],
		[1, undefined, 'note'],
	]);
});

it('a namespace, a name to be looked up and a program in a container are explained for what they are', () => {
	const words = explained('docker exec -u 0:0 -w /tmp web sh -c id').answers.flat();
	const meaning = (text: string) => words.find(word => word.text.includes(text))?.meaning;
	expect(meaning('k8s.io')).toBe("the kubelet's: all pods of this node");
	expect(meaning('crictl ps')).toMatch(/^asks the node for the container's ID/);
	expect(meaning('--exec-id')).toMatch(/^the name of this process/);
	expect(meaning('sh')).toBe('the program that runs in the container');
	expect(meaning('id')).not.toBe(undefined);
});

it('what stands behind a script of the shell is what the script has', () => {
	const words = explained('docker container prune --filter until=24h').answers.flat();
	const meaning = (text: string) => words.find(word => word.text.startsWith(text))?.meaning;
	expect(meaning("'{{if and")).toBe('what the script has as $0');
	expect(meaning("'-86400 seconds'")).toBe('what the script has as $1');
});

it.each(Object.entries(examples))('docker %s: no word of its example is without a meaning', (command, line) => {
	const {typed, answers} = explained(line);
	const bare = [...typed, ...answers.flat()].filter(({meaning}) => meaning.trim() === '' || /undefined/.test(meaning));
	expect(bare).toEqual([]);
	expect(typed.every(({marks}) => marks.length === 1)).toBe(true);
	expect(typed.filter(({marks}) => marks[0] === 1).map(({text}) => text)).toEqual(['docker', ...command.split(' ')]);
});

describe('the tables', () => {
	it('every docker command has an example that is one of its own', () => {
		expect(Object.keys(examples).toSorted()).toEqual(Object.keys(tables.rules).toSorted());
		for (const [command, line] of Object.entries(examples)) {
			const answer = translate(line.split(' '), tables);
			expect('error' in answer ? answer.error : answer.docker).toBe(line);
			expect(line.startsWith(`docker ${command}`)).toBe(true);
		}
	});

	it('every flag of docker has a meaning, and none is explained that docker does not have', () => {
		const all = Object.values(tables.grammars).flatMap(({flags}) =>
			Object.entries(flags)
				.filter(([, {same}]) => same === undefined)
				.map(([name]) => name),
		);
		const {flags, commands, globals} = meanings.docker;
		const known = new Set([...all, ...Object.keys(tables.index.globals), 'help']);
		expect(all.filter(name => flags[name] === undefined)).toEqual([]);
		expect(Object.keys(tables.index.globals).filter(name => (globals?.[name] ?? flags[name]) === undefined)).toEqual(
			[],
		);
		expect(Object.keys(flags).filter(name => !known.has(name))).toEqual([]);
		for (const [command, own] of Object.entries(commands))
			for (const name of Object.keys(own))
				expect(tables.grammars[command]?.flags[name], `${command} ${name}`).toBeDefined();
	});

	it.each(['crictl', 'ctr'] as const)(
		'every flag of %s has a meaning, and none is explained that it does not have',
		tool => {
			const grammar = tables.tools[tool];
			const all = new Set([
				...Object.keys(grammar.globals),
				...Object.values(grammar.commands).flatMap(({flags}) => Object.keys(flags)),
			]);
			const {flags, commands} = meanings.tools[tool];
			expect([...all].filter(name => flags[name] === undefined)).toEqual([]);
			expect(Object.keys(flags).filter(name => name !== 'help' && !all.has(name))).toEqual([]);
			for (const [command, own] of Object.entries(commands))
				for (const name of Object.keys(own))
					expect(grammar.commands[command]?.flags[name], `${tool} ${command} ${name}`).toBeDefined();
		},
	);

	it('the meanings are those of the files', () => {
		const read = (name: string) => JSON.parse(readFileSync(`data/${name}.json`, 'utf8'));
		expect(meanings).toEqual({
			docker: read('meanings/docker'),
			tools: {crictl: read('meanings/crictl'), ctr: read('meanings/ctr')},
			words: read('meanings/words'),
			backwards: {crictl: read('backwards/crictl'), ctr: read('backwards/ctr')},
		});
	});
});

describe('whatever is typed', () => {
	const word = fc.oneof(
		fc.string({maxLength: 6}),
		fc.constantFrom('-a', '--filter', '--', '-n', 'web', '-', '--help', '-it', '--name=x', 'help', '-v'),
	);
	const command = fc.constantFrom(...Object.values(examples).map(line => line.split(' ').slice(1)));

	it('every word of a docker line comes back, and the answer is that of the translator', () => {
		fc.assert(
			fc.property(command, fc.array(word, {maxLength: 5}), (line, rest) => {
				const words = ['docker', ...line, ...rest];
				const translation = translate(words, tables, {}, {unique: 'x'});
				const answer = explain(words, tables, meanings, {unique: 'x'});
				if ('error' in translation || 'error' in answer) {
					expect(answer).toEqual(translation);
					return;
				}
				expect(answer.typed).toHaveLength(words.length);
				expect(answer.answers).toHaveLength(
					translation.commands.reduce((sum, {files = []}) => sum + files.length + 1, 0),
				);
				expect(answer.findings.map(({finding}) => finding)).toEqual(translation.findings);
				const marks = new Set(answer.typed.flatMap(typed => typed.marks));
				for (const {mark} of answer.findings) expect(marks).toContain(mark);
				for (const {marks: own} of answer.answers.flat()) for (const mark of own) expect(marks).toContain(mark);
			}),
			{numRuns: 300},
		);
	});

	it.each<ReadableTool>(['crictl', 'ctr'])('every word of a line of %s comes back', tool => {
		const names = fc.constantFrom(...Object.keys(tables.tools[tool].commands).map(name => name.split(' ')));
		fc.assert(
			fc.property(fc.array(word, {maxLength: 2}), names, fc.array(word, {maxLength: 4}), (before, name, rest) => {
				const words = [tool, ...before, ...name, ...rest];
				const first = backwards(tool, words, meanings.backwards[tool], tables.tools[tool]);
				const answer = explainBackwards(tool, words, tables, meanings);
				if ('error' in first || 'error' in answer) expect(answer).toEqual(first);
				else {
					expect(answer.typed).toHaveLength(words.length);
					expect(answer.findings.map(({finding}) => finding)).toEqual(first.findings);
				}
			}),
			{numRuns: 300},
		);
	});
});
