import {readFileSync} from 'node:fs';
import {Ajv} from 'ajv';
import {describe, expect, it} from 'vitest';
import {cheatCommand} from '../../src/cli/commands/cheat.ts';
import {runOneShot} from '../support/one-shot.ts';

const run = (...args: string[]) => runOneShot(cheatCommand, args);

it('without words: what there is', async () => {
	const {code, out, err} = await run();
	expect([code, err]).toEqual([0, '']);
	expect(out).toMatch(/^table {4}containers: docker, crictl, ctr\n/);
	expect(out).toMatch(/^concept {2}shim: /m);
	expect(out).toMatch(/^command {2}docker wait web$/m);
	expect(out.split('\n').length).toBeGreaterThan(170);
});

it('a table whole, with what the translator makes of docker', async () => {
	const {code, out} = await run('logs:', 'docker,', 'crictl,', 'ctr');
	expect(code).toBe(0);
	expect(out).toMatch(/^logs: docker, crictl, ctr\nTO DO +DOCKER +CRICTL +CTR\n/);
	expect(out).toMatch(/^the last lines +docker logs --tail 100 web +crictl logs --tail 100 ID +-$/m);
	expect(out).toMatch(/^what happens +docker events +- +ctr -n k8s\.io events/m);
});

it('a concept with its source, a command with its answer, and the others in a line', async () => {
	const {out} = await run('task');
	expect(out).toMatch(
		/^task: the running process of a container\ndocker: the process of a running container\n\nA task /,
	);
	expect(out).toMatch(/^source: lab: /m);
	expect(out).toMatch(/^\d+ more\n(table|concept|command) /m);
	expect((await run('docker', 'pause')).out).toMatch(
		/^docker pause web\n {2}stops the processes .*\n {2}ctr {5}ctr -n k8s\.io task pause ID\n/,
	);
});

it('nothing is like that', async () => {
	expect(await run('qqqqqq')).toMatchObject({
		code: 1,
		out: '',
		err: 'rtconsole: nothing in the cheat sheet is like qqqqqq\n',
	});
});

describe('--json', () => {
	const valid = new Ajv().compile(JSON.parse(readFileSync('data/schema/cheat.json', 'utf8')));

	it.each(['', 'logs', 'daemon.json', 'qqqqqq'])("'%s' keeps to the schema", async query => {
		const {code, out} = await runOneShot(cheatCommand, query.split(' '), {json: true});
		const answer = JSON.parse(out);
		valid(answer);
		expect(valid.errors).toBeNull();
		expect(code).toBe(answer.entries.length === 0 ? 1 : 0);
	});
});
