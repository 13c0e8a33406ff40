import {describe, expect, it} from 'vitest';
import {parseArguments} from '../../src/cli/arguments.ts';
import {durationMs} from '../../src/model/duration.ts';
import {parsed} from '../support/recorded-console.ts';

const usual = {demo: false, readOnly: false, timeoutMs: 10_000, color: true, json: false, yes: false};

describe('flags and words', () => {
	// biome-ignore format: a table
	it.each<[string, readonly string[], object]>([
		['',                                       [],                                  {}],
		['pods',                                   ['pods'],                            {}],
		['pods --json',                            ['pods'],                            {json: true}],
		['--json pods',                            ['pods'],                            {json: true}],
		['--demo --read-only --yes pods',          ['pods'],                            {demo: true, readOnly: true, yes: true}],
		['-y pods',                                ['pods'],                            {yes: true}],
		['--no-color',                             [],                                  {color: false}],
		['--runtime-endpoint unix:///x pods',      ['pods'],                            {runtimeEndpoint: 'unix:///x'}],
		['pods --runtime-endpoint=unix:///x=y',    ['pods'],                            {runtimeEndpoint: 'unix:///x=y'}],
		['pods -r unix:///x',                      ['pods'],                            {runtimeEndpoint: 'unix:///x'}],
		['--containerd-namespace moby pods',       ['pods'],                            {containerdNamespace: 'moby'}],
		['--containerd-namespace all pods',        ['pods'],                            {containerdNamespace: undefined}],
		['--kubeconfig f --record d --replay e',   [],                                  {kubeconfig: 'f', record: 'd', replay: 'e'}],
		['--timeout 3s --timeout=500ms',           [],                                  {timeoutMs: 500}],
		['--replay docker pods',                   ['pods'],                            {replay: 'docker'}],
		['pods extra --unknown=1 -x',              ['pods', 'extra', '--unknown=1', '-x'], {}],
		['--demo=true pods',                       ['--demo=true', 'pods'],             {}],
		['translate --json docker ps --json -y',   ['translate', 'docker', 'ps', '--json', '-y'], {json: true}],
		['--yes docker rm --yes web',              ['docker', 'rm', '--yes', 'web'],    {yes: true}],
		['translate crictl -r x ps',               ['translate', 'crictl', '-r', 'x', 'ps'], {}],
		['translate -- --json',                    ['translate', '--', '--json'],       {}],
		['--json translate --run -- docker ps',    ['translate', '--run', '--', 'docker', 'ps'], {json: true}],
		['translate --for crictl=1.26 docker ps',  ['translate', '--for', 'crictl=1.26', 'docker', 'ps'], {}],
	])('%s', (line, words, globals) => {
		const answer = parsed(line.split(' ').filter(Boolean));
		expect(answer.words).toEqual(words);
		expect(answer.globals).toEqual({...usual, ...globals});
	});

	// biome-ignore format: a table
	it.each([
		['--help',         true,  false],
		['-h pods',        true,  false],
		['pods --help',    true,  false],
		['--version',      false, true],
		['docker --help',  false, false],
		['-- --version',   false, false],
	])('%s: help %s, version %s', (line, help, version) => {
		expect(parsed(line.split(' '))).toMatchObject({help, version});
	});

	// biome-ignore format: a table
	it.each([
		['--timeout',             '--timeout needs a value'],
		['pods --replay',         '--replay needs a value'],
		['--record= pods',        '--record needs a value'],
		['-r',                    '-r needs a value'],
		['--timeout soon pods',   '--timeout soon: not a duration such as 10s, 500ms or 1m'],
		['--timeout=-1s',         '--timeout -1s: not a duration such as 10s, 500ms or 1m'],
	])('%s: %s', (line, error) => {
		expect(parseArguments(line.split(' '), {})).toEqual({error});
	});

	it.each([
		[{}, true],
		[{NO_COLOR: ''}, true],
		[{NO_COLOR: '1'}, false],
		[{NO_COLOR: '0'}, false],
	])('with %j colours are %s', (env, color) => {
		expect(parsed(['pods'], env).globals.color).toBe(color);
	});
});

// biome-ignore format: a table
it.each([
	['10s', 10_000], ['500ms', 500], ['1m', 60_000], ['1m30s', 90_000], ['1.5s', 1500], ['2h', 7_200_000], ['3', 3000], ['0.25', 250],
	['', undefined], ['s', undefined], ['10 s', undefined], ['10x', undefined], ['-1s', undefined], ['1s1', undefined], ['Infinity', undefined],
])('%j is %s ms', (text, expected) => {
	expect(durationMs(text)).toBe(expected);
});
