import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {lex} from '../../src/translate/lex.ts';
import {printCommand} from '../../src/translate/print.ts';
import {translate} from '../../src/translate/translate.ts';
import {tables} from './support.ts';

const hosts = 'type=bind,src=/etc/hosts,dst=/etc/hosts,options=bind:ro';
const resolver = 'type=bind,src=/etc/resolv.conf,dst=/etc/resolv.conf,options=bind:ro';

function translated(line: string, shaped = false) {
	const lexed = lex(line);
	if ('error' in lexed) throw new Error(lexed.error);
	const answer = translate(lexed.words, tables, {}, {unique: 'x', shaped});
	if ('error' in answer) throw new Error(answer.error);
	return answer;
}

function argvOf(line: string): readonly string[] {
	const found = translated(line).commands.find(({argv}) => argv[0] === 'ctr' && argv.includes('--seccomp'));
	return (found?.argv ?? []).map(String);
}

// biome-ignore format: a table
it.each([
	['run busybox', [hosts, resolver]],
	['create busybox', [hosts, resolver]],
	['run --network none busybox', [hosts, resolver]],
	['run --network host busybox', []],
	['run -v /etc/hosts:/etc/hosts busybox', [resolver]],
	['run -v /etc:/etc/:ro busybox', []],
	['run -v /srv/etc:/etcetera busybox', [hosts, resolver]],
	['run --mount type=bind,source=/a,target=/etc/resolv.conf busybox', [hosts]],
])('docker %s mounts for names %j', (line, expected) => {
	const names = argvOf(`docker ${line}`).filter(word => word.endsWith(',options=bind:ro'));
	expect(names).toEqual(expected);
});

it('makes the files that the line says something about, and mounts those', () => {
	const line =
		'docker run --name t --dns 1.1.1.1 --dns-option ndots:2 --add-host a:1.2.3.4 --add-host b=[::2] -h box busybox';
	const [forHosts, forNames] = translated(line).commands;
	expect(forHosts?.argv.slice(3)).toEqual([
		expect.stringMatching(/^\/var\/lib\/ctr-hosts-/),
		'1.2.3.4 a',
		'::2 b',
		'127.0.1.1 box',
	]);
	expect(forNames?.argv.slice(3)).toEqual([
		expect.stringMatching(/^\/var\/lib\/ctr-resolv-/),
		'nameserver 1.1.1.1',
		'options ndots:2',
	]);
	expect(argvOf(line)).toContain(`type=bind,src=${forHosts?.argv[3]},dst=/etc/hosts,options=bind:ro`);
	expect(argvOf(line)).toContain(`type=bind,src=${forNames?.argv[3]},dst=/etc/resolv.conf,options=bind:ro`);
});

it('keeps of the file of the node what the line does not replace', () => {
	const folder = mkdtempSync(join(tmpdir(), 'names-'));
	const [file, made] = [join(folder, 'resolv.conf'), join(folder, 'made')];
	writeFileSync(file, 'search a.example\nnameserver 10.0.0.1\noptions edns0\n');
	const lines = {
		'--dns 1.1.1.1 --dns 1.0.0.1': 'search a.example\noptions edns0\nnameserver 1.1.1.1\nnameserver 1.0.0.1\n',
		'--dns-search .': 'nameserver 10.0.0.1\noptions edns0\n',
		'--dns-search b.example --dns-search c.example': 'nameserver 10.0.0.1\noptions edns0\nsearch b.example c.example\n',
		'--dns-opt ndots:3': 'search a.example\nnameserver 10.0.0.1\noptions ndots:3\n',
	};
	for (const [flags, text] of Object.entries(lines)) {
		const [, , program = '', , ...words] = (translated(`docker run ${flags} busybox`).commands[0]?.argv ?? []).map(
			String,
		);
		spawnSync('sh', ['-c', program.replace('/etc/resolv.conf', file), made, ...words]);
		expect(readFileSync(made, 'utf8')).toBe(text);
	}
});

it('has its own files over those of the host network, which ctr would lay over them', () => {
	const argv = argvOf('docker run --network host --add-host a:1.2.3.4 busybox');
	expect(argv).not.toContain('--net-host');
	expect(argv).toContain('network:/proc/1/ns/net');
	expect(argv.filter(word => word.includes('dst=/etc/'))).toEqual([expect.stringContaining('src=/var/lib/ctr-hosts-')]);
});

it('takes those of the container whose network is joined', () => {
	const [first, second] = translated('docker run --network container:web busybox').commands.map(printCommand);
	expect(first).toMatch(
		/^sh -c 'cat "\$1" 2>\/dev\/null >"\$0" \|\| cat \/etc\/hosts >"\$0"' \/var\/lib\/ctr-hosts-\w+ \/proc\/"\$\(crictl/,
	);
	expect(second).toMatch(/\/root\/etc\/resolv\.conf$/);
});

// biome-ignore format: a table
it.each([
	['--dns abc', 'invalid argument "abc" for "--dns" flag: abc is not an ip address'],
	['--add-host abc', 'invalid argument "abc" for "--add-host" flag: bad format for add-host: "abc"'],
	['--add-host a:b', 'invalid argument "a:b" for "--add-host" flag: invalid IP address in add-host: "b"'],
	['--network container:web --add-host a:1.1.1.1', 'conflicting options: custom host-to-IP mapping and the network mode'],
	['--network container:web --dns 1.1.1.1', 'conflicting options: dns and the network mode'],
])('refuses %s as docker does', (flags, error) => {
	expect(translate(['docker', 'run', ...flags.split(' '), 'busybox'], tables)).toEqual({error, about: 'flag'});
});

it('says that nobody knows the address behind host-gateway', () => {
	const {findings, commands} = translated('docker run --add-host host.docker.internal:host-gateway busybox');
	expect(findings.map(({id, flag}) => [id, flag])).toContainEqual(['run.host-gateway', '--add-host']);
	expect(commands.map(printCommand).join('\n')).not.toContain('host-gateway');
});

it.each([
	['nameserver 127.0.0.53\noptions edns0\n', true, 'behind'],
	['nameserver 127.0.0.53\n', false, 'own'],
	['nameserver 127.0.0.53\nnameserver 10.0.0.1\n', true, 'own'],
	['nameserver 10.0.0.1\n', true, 'own'],
])('with %j, and systemd-resolved %s, a container asks %s', (text, resolved, expected) => {
	const folder = mkdtempSync(join(tmpdir(), 'names-'));
	mkdirSync(join(folder, 'run'));
	const [own, behind] = [join(folder, 'resolv.conf'), join(folder, 'run', 'resolv.conf')];
	writeFileSync(own, text);
	if (resolved) writeFileSync(behind, 'nameserver 9.9.9.9\n');
	const run = translated('docker run --name t --entrypoint sh -d busybox', true).commands.find(
		({argv}) => argv[0] === 'ctr' && argv.includes('--cni'),
	)?.run;
	const [shell = '', ...words] = (run?.argv ?? []).map(word =>
		String(word).replaceAll('/etc/resolv.conf', own).replaceAll('/run/systemd/resolve/resolv.conf', behind),
	);
	const {stdout} = spawnSync(
		shell,
		words.map(word => (word === 'ctr' ? 'echo' : word)),
		{encoding: 'utf8'},
	);
	expect(stdout).toContain(`src=${expected === 'own' ? own : behind},dst=`);
	expect(stdout).toContain(' t sh');
});
