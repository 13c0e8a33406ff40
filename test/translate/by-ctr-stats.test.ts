import {execFileSync} from 'node:child_process';
import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {buildByCtr} from '../../src/translate/by-ctr/builders.ts';
import {translate} from '../../src/translate/translate.ts';
import {tables} from './support.ts';

// What ctr 1.6.20 prints on cgroup v1, and what containerd's source prints on v2. The second look is 100 ms of CPU later.
const v1 = `ID    TIMESTAMP
st    2026-11-28 14:41:56 +0000 UTC

METRIC                   VALUE
memory.usage_in_bytes    573440
memory.limit_in_bytes    LIMIT
memory.stat.cache        24576
cpuacct.usage            CPU
cpuacct.usage_percpu     [8267894 14852116]
pids.current             3
pids.limit               0
`;
const v2 = `METRIC             VALUE
pids.current       3
cpu.usage_usec     MICRO
memory.usage       548864
memory.usage_limit LIMIT
`;
let folder = '';
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'by-ctr-stats-'));
	const ctr = `#!/bin/sh
[ "$1 $2" = "-n default" ] || exit 9
case "$3 $4 $5" in
"containers info st" | "containers info off") echo "{}" ;;
"containers info "*) echo "ctr: container not found" >&2; exit 1 ;;
"task ls "*) printf 'TASK    PID      STATUS    \\nst      %s    RUNNING\\noff     99    STOPPED\\n' "$$" ;;
"task metrics st") n=$(cat ${folder}/times 2>/dev/null || echo 0); echo $((n + 1)) >${folder}/times
	sed "s/LIMIT/$LIMIT/; s/CPU/$((1000000000 + n * 100000000))/; s/MICRO/$((1000000 + n * 100000))/" "${folder}/$VERSION" ;;
esac`;
	for (const [name, text] of Object.entries({ctr, v1, v2, sleep: '#!/bin/sh\nexec /bin/sleep 1\n'}))
		writeFileSync(join(folder, name), text);
	for (const name of ['ctr', 'sleep']) chmodSync(join(folder, name), 0o755);
});
afterAll(() => rmSync(folder, {recursive: true}));

function commandsOf(options: readonly string[], shaped: boolean) {
	const held = {namespace: 'default', named: true};
	const words = ['docker', 'stats', '--no-stream', ...options];
	const answer = translate(words, tables, {}, {shaped, buildInstead: ask => buildByCtr(held, ask)});
	if ('error' in answer) throw new Error(answer.error);
	return answer.commands;
}

function printed(options: readonly string[], {version = 'v1', limit = '1097728'} = {}): string {
	rmSync(join(folder, 'times'), {force: true});
	const [program, ...args] = (commandsOf(options, true)[0]?.argv ?? []) as readonly string[];
	const env = {PATH: `${folder}:${process.env.PATH}`, VERSION: version, LIMIT: limit};
	return execFileSync(program ?? '', args, {env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']});
}

describe("docker's columns of a container of ctr", () => {
	it.each(['v1', 'v2'])('cgroup %s: a template', version => {
		const text = printed(['--format', '{{.Name}}|{{.MemUsage}}|{{.MemPerc}}|{{.PIDs}}|{{.BlockIO}}', 'st'], {version});
		expect(text).toBe('st|536KiB / 1.047MiB|50.00%|3|-- / --\n');
	});

	it('CPU is what came between two looks', () => {
		const percent = Number.parseFloat(printed(['--format', '{{.CPUPerc}}', 'st']));
		expect(percent).toBeGreaterThan(3);
		expect(percent).toBeLessThanOrEqual(10.2);
	});

	it('without a limit of its own it is the memory of the node', () => {
		expect(printed(['--format', '{{.MemUsage}}', 'st'], {limit: '9223372036854771712'})).toMatch(
			/^536KiB \/ [\d.]+GiB\n$/,
		);
	});

	it('a table, JSON, and one that does not run', () => {
		expect(
			printed(['st', 'off'])
				.split('\n')
				.map(row => row.split('\t').slice(0, 2).join(' ')),
		).toEqual(['CONTAINER ID NAME', 'st st', 'off off', '']);
		expect(JSON.parse(printed(['--format', '{{json .}}', 'st']))).toMatchObject({Name: 'st', PIDs: '3'});
	});

	it('fails for one that is not there', () => {
		expect(() => printed(['st', 'nosuch'])).toThrow();
	});

	it('is the counters as they are where a person pastes the line, or more than fields is asked', () => {
		const third = (options: readonly string[], shaped: boolean) => commandsOf(options, shaped).map(({argv}) => argv[4]);
		expect(third(['st'], false)).toEqual(['metrics']);
		expect(third(['--format', '{{if .Name}}x{{end}}', 'st'], true)).toEqual(['metrics']);
	});
});
