import {expect, it} from 'vitest';
import {translate} from '../../src/translate/translate.ts';
import {tables} from './support.ts';

function translated(flags: string, ctr = '1.7') {
	const words = ['run', '--name', 't', ...flags.split(' '), 'busybox', 'top'];
	const answer = translate(words, tables, {ctr, containerd: ctr, crictl: '1.30'});
	if ('error' in answer) throw new Error(answer.error);
	return answer;
}

/** What is done between the start and the ID that is printed: the program behind the PID, and its words. */
function steps(flags: string, ctr?: string): readonly string[] {
	const {commands} = translated(flags, ctr);
	const start = commands.findIndex(({argv}) => argv.includes('--detach'));
	return commands.slice(start + 1, -1).map(({argv}) => {
		const [, , text = '', ...words] = argv.map(String);
		expect(text).toMatch(/exit 0; .* \|\| \{ ctr -n default task kill --signal SIGKILL "\$0"; exit 125; \}$/);
		return [text.replace(/^.* exit 0; /, '').replace(/ \|\| \{ .*/, ''), ...words].join(' | ');
	});
}

// biome-ignore format: a table
it.each([
	['--pids-limit 9 --memory-reservation 1m', ['runc --root /run/containerd/runc/default update "$@" "$0" | t | --pids-limit | 9 | --memory-reservation | 1048576']],
	['--ulimit nofile=9:10 --ulimit core=0',   ['prlimit --pid "$pid" "$@" | t | --nofile=9:10 | --core=0:0']],
	['--sysctl net.core.somaxconn=9',          ['nsenter --target "$pid" --net --ipc sysctl -qw "$@" | t | net.core.somaxconn=9']],
	['--oom-score-adj 9',                      ['echo "$1" >"/proc/$pid/oom_score_adj" | t | 9']],
	['-u 5',                                   []],
])('docker run -d %s: set after the start', (flags, expected) => {
	expect(steps(`-d ${flags}`)).toEqual(expected);
	const said = translated(`-d ${flags}`).findings.map(({id, kind}) => `${kind} ${id}`);
	expect(said.includes('close run.afterwards')).toBe(expected.length > 0);
	expect(said.filter(one => one.startsWith('lost'))).toEqual([]);
});

// biome-ignore format: a table
it.each([
	['--pids-limit 9',                        'run.pids-limit'],
	['--memory-reservation 1m',               'run.memory-other'],
	['--ulimit core=0',                       'run.ulimit'],
	['--sysctl net.core.somaxconn=9',         'run.sysctl'],
	['--oom-score-adj 9',                     'run.oom'],
])('docker run %s: nothing is done, and it is said', (flags, id) => {
	const {findings} = translated(flags);
	expect(findings.filter(({kind}) => kind === 'lost').map(one => one.id)).toEqual([id]);
});

// biome-ignore format: a table
it.each([
	['--sysctl vm.swappiness=1',                    'whitelisted'],
	['--sysctl bogus',                              'whitelisted'],
	['--net host --sysctl net.ipv4.ip_forward=1',   'not allowed in host network'],
	['--ipc host --sysctl kernel.shmmax=1',         'not allowed in host network'],
	['--ulimit bogus=1',                            'invalid ulimit type: bogus'],
	['--ulimit nofile=a',                           'invalid ulimit argument: nofile=a'],
	['--oom-score-adj 1001',                        'range for oom score adj'],
])('docker run -d %s is refused as docker refuses it, and nothing is done to the node', (flags, said) => {
	const answer = translate(['run', '-d', ...flags.split(' '), 'busybox'], tables);
	expect(answer).toMatchObject({error: expect.stringContaining(said), about: 'flag'});
});

it('what this ctr has it does itself', () => {
	expect(steps('-d --cpuset-cpus 0', '1.7')).toHaveLength(1);
	expect(steps('-d --cpuset-cpus 0', '2.1')).toEqual([]);
	expect(steps('-d --hostname box', '1.6')).toEqual(['nsenter --target "$pid" --uts hostname "$1" | t | box']);
	expect(steps('-d --hostname box', '1.7')).toEqual([]);
});

it.each([
	['-dit', ['sh'], 'sh -c sleep 2147483647'],
	['-di', ['/bin/bash'], '/bin/bash -c sleep 2147483647'],
	['-dt', ['bash', '-c', 'run.sh'], 'bash -c run.sh'],
	['-d', ['sh'], 'sh'],
	['-it', ['sh'], 'sh'],
	['-dit', ['top'], 'top'],
])('docker run %s IMAGE %j runs %s', (flags, program, expected) => {
	const answer = translate(['run', flags, '--name', 't', 'busybox', ...program], tables);
	if ('error' in answer) throw new Error(answer.error);
	const argv = answer.commands.map(one => one.argv.map(String)).find(words => words.includes('--seccomp')) ?? [];
	expect(argv.slice(argv.indexOf('t') + 1).join(' ')).toBe(expected);
	const kept = expected.includes('sleep');
	expect(answer.findings.some(({id}) => id === 'run.kept-shell')).toBe(kept);
});

it('all capabilities are each of them', () => {
	const argv = translated('--cap-add ALL').commands.flatMap(one => one.argv.map(String));
	const added = argv.filter((_word, index) => argv[index - 1] === '--cap-add');
	expect(added).toContain('CAP_SYS_ADMIN');
	expect(added).not.toContain('CAP_ALL');
	expect(new Set(added).size).toBe(27);
});
