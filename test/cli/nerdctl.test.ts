import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {dockerCommand} from '../../src/cli/commands/docker.ts';
import {translateCommand} from '../../src/cli/commands/translate.ts';
import {createCommandLog} from '../../src/host/command-log.ts';
import {createLocalHost} from '../../src/host/local.ts';
import {runOneShot} from '../support/one-shot.ts';

const id = 'c'.repeat(64);

/** A nerdctl that writes down its words and ends as it is told. */
function nodeWith(script: string) {
	const folder = mkdtempSync(join(tmpdir(), 'rtconsole-nerdctl-'));
	const seen = join(folder, 'seen');
	writeFileSync(join(folder, 'nerdctl'), `#!/bin/sh\nprintf '%s\\n' "$@" > '${seen}'\n${script}\n`, {mode: 0o755});
	const env = {PATH: `${folder}:/usr/bin:/bin`};
	const host = createLocalHost({log: createCommandLog(Date.now), env, readOnly: false});
	return {node: {host, nerdctl: '1.7.7'}, words: () => readFileSync(seen, 'utf8').trimEnd().split('\n')};
}

it('--run --target nerdctl runs nerdctl, word for word, with the address and the ID of this node', async () => {
	const {node, words} = nodeWith('echo out');
	const line = ['docker', 'exec', '-e', 'A=1 2', 'web', 'echo', 'a b', '$(id);*'];
	const result = await runOneShot(translateCommand, ['--run', '--target', 'nerdctl', ...line], {yes: true}, node);
	expect(result.code).toBe(0);
	expect(words()).toEqual([
		'--address',
		'/c.sock',
		'--namespace',
		'k8s.io',
		'exec',
		'--env',
		'A=1 2',
		id,
		'echo',
		'a b',
		'$(id);*',
	]);
});

it('ends with the code of the program, which nerdctl only says', async () => {
	const {node} = nodeWith('echo \'level=fatal msg="exec failed with exit code 7"\' >&2; exit 1');
	const line = ['docker', 'exec', 'web', 'false'];
	expect(
		await runOneShot(translateCommand, ['--run', '--target', 'nerdctl', ...line], {yes: true}, node),
	).toMatchObject({code: 7});
});

it('leaves out what the nerdctl of this node does not have, and says so', async () => {
	const {node, words} = nodeWith('');
	const args = ['--run', '--target', 'nerdctl', 'docker', 'stop', '--signal', 'INT', '-t', '3', 'web'];
	const result = await runOneShot(translateCommand, args, {yes: true}, node);
	expect(words()).toEqual(['--address', '/c.sock', '--namespace', 'k8s.io', 'stop', '--time', '3', id]);
	expect(result.err).toContain('# lost --signal: nerdctl 1.7.7 has no --signal for stop, which came with 2.');
});

it('rtconsole docker … names the line of nerdctl where nothing else answers', async () => {
	const {node} = nodeWith('');
	const result = await runOneShot(dockerCommand, ['build', '-t', 'x', '.'], {}, node);
	expect(result.code).toBe(4);
	expect(result.err).toContain('nerdctl --namespace k8s.io build --tag x .');
});

it('the tables of nerdctl are read where the command line names it', async () => {
	const result = await runOneShot(translateCommand, ['--for', 'nerdctl=2.0', 'docker', 'build', '.'], {json: true});
	const ids = JSON.parse(result.out).findings.map((finding: {id: string}) => finding.id);
	expect(ids).toContain('nerdctl.does-it');
});

it('nerdctl may be asked for on a node of CRI-O too: it is answered, not ended in an error', async () => {
	const line = ['--for', 'crio=1.30', '--target', 'nerdctl', 'docker', 'ps'];
	const {code, out} = await runOneShot(translateCommand, line);
	expect({code, first: out.split('\n')[0]}).toEqual({code: 0, first: 'nerdctl --namespace k8s.io ps'});
});
