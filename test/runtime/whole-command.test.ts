import {execFileSync, spawnSync} from 'node:child_process';
import {closeSync, mkdtempSync, openSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterAll, expect, it} from 'vitest';
import type {NodeFacts} from '../../src/model/facts.ts';
import {wholeCommand} from '../../src/runtime/whole-command.ts';

const nothing = {pods: [], containers: [], images: []};
const facts: NodeFacts = {
	hostname: 'node1',
	tools: {},
	lookedFor: [],
	endpoint: {url: 'unix:///run/c.sock', source: 'flag', detail: ''},
	listing: {through: 'crictl'},
	warnings: [],
};

type Parts = Parameters<typeof wholeCommand>[0];

function run(parts: Parts): string {
	const whole = wholeCommand(parts, nothing, facts);
	if ('error' in whole) throw new Error(whole.error);
	const [program, ...args] = whole.argv;
	// Input from a file: a program that does not read it may end before a pipe could be filled.
	const typed = openSync(typedFile, 'r');
	try {
		return execFileSync(program, args, {encoding: 'utf8', stdio: [typed, 'pipe', 'inherit']});
	} finally {
		closeSync(typed);
	}
}

const typedFile = join(mkdtempSync(join(tmpdir(), 'rtconsole-whole-')), 'typed');
writeFileSync(typedFile, 'typed');
afterAll(() => rmSync(dirname(typedFile), {recursive: true}));

const nasty = ['a b', '$HOME', "it's", '', '-n', '*', '"', '\\'];

// biome-ignore format: a table
it.each([
	['a command alone',            {argv: ['printf', '%s|', ...nasty]},                                                   `${nasty.join('|')}|`],
	['input from another',         {inputFrom: ['printf', '%s|', ...nasty], argv: ['cat']},                                `${nasty.join('|')}|`],
	['arguments beside input',     {inputFrom: ['echo', 'in'], argv: ['printf', '%s|', ...nasty]},                         `${nasty.join('|')}|`],
	['left out',                   {unless: ['printf', '%s', 'a b'], argv: ['echo', 'run']},                               ''],
	['not left out',               {unless: ['printf', ''], argv: ['printf', '%s|', ...nasty]},                            `${nasty.join('|')}|`],
	['all of them',                {unless: ['true'], inputFrom: ['echo', 'a  b'], argv: ['cat', '-']},                    'a  b\n'],
	['its own input',              {argv: ['cat']},                                                                        'typed'],
	['the endpoint for xargs',     {argv: ['xargs', 'sh', '-c', 'echo $CONTAINER_RUNTIME_ENDPOINT']},                      'unix:///run/c.sock\n'],
] satisfies ReadonlyArray<readonly [string, Parts, string]>)('%s', (_case, parts, expected) => {
	expect(run(parts)).toBe(expected);
});

// biome-ignore format: a table
it.each([
	['the source',          {inputFrom: ['sh', '-c', 'exit 2'], argv: ['cat']},             1],
	['the command',         {inputFrom: ['true'], argv: ['sh', '-c', 'exit 7']},            7],
	['the source, stopped', {inputFrom: ['yes'], argv: ['head', '-n', '1']},                0],
	['none',                {inputFrom: ['echo', 'a'], argv: ['grep', '-q', 'a']},          0],
] satisfies ReadonlyArray<readonly [string, Parts, number]>)('which part fails: %s', (_case, parts, expected) => {
	const whole = wholeCommand(parts, nothing, facts);
	if ('error' in whole) throw new Error(whole.error);
	const [program, ...args] = whole.argv;
	expect(spawnSync(program, args, {stdio: 'ignore'}).status).toBe(expected);
});

it('a name that leads nowhere is refused, wherever it stands', () => {
	const parts: Parts = {argv: ['tar', '-t'], inputFrom: ['ctr', {lookup: 'container', name: 'nosuch'}]};
	expect(wholeCommand(parts, nothing, facts)).toEqual({error: 'no such container: nosuch'});
});

it('names the tool of this node behind programs of sh that lead to it', () => {
	const here = {...facts, containerdAddress: '/run/k3s/containerd.sock'};
	const around = ['sh', '-c', 'shift; exec "$@"', 'ctr', '2', 'sh', '-c', 'true || exec "$@"', 'sh'] as const;
	const whole = wholeCommand({argv: [...around, 'ctr', 'run', 'image']}, nothing, here);
	if ('error' in whole) throw new Error(whole.error);
	expect(whole.argv.slice(-5)).toEqual(['ctr', '--address', '/run/k3s/containerd.sock', 'run', 'image']);
	expect(whole.argv.filter(word => word === '--address')).toHaveLength(1);
});
