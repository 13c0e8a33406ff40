import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {checkHost, lackOf} from '../../src/app/check-up.ts';
import {containers} from '../../src/app/lists/containers.ts';
import {lists} from '../../src/app/lists/index.ts';
import {askWhy} from '../../src/app/why.ts';
import {openDemo, openNode} from '../../src/cli/node.ts';
import type {Why} from '../../src/explain/why/why.ts';
import {ChangeRefused} from '../../src/host/errors.ts';
import type {Container} from '../../src/model/container.ts';
import {demoGlobals, parsed} from '../support/recorded-console.ts';

const demo = await openDemo(demoGlobals(), 'no runtime here');
const runtime = await demo.openRuntime();

describe('the demo node', () => {
	it.each(lists.filter(({fed}) => !fed))('$name load, again and again, and every row can be inspected', async list => {
		for (let round = 0; round < 3; round += 1) {
			const rows = await list.load(runtime);
			expect(rows.length).toBeGreaterThan(0);
			expect(((await list.enrich?.(runtime, rows)) ?? rows).length).toBe(rows.length);
			for (const row of rows) {
				const subject = list.subject(row);
				if (subject) expect(await runtime.inspect(subject)).toBeTruthy();
			}
		}
	});

	it('every log can be followed, with timestamps and without', async () => {
		const found = (await containers.load(runtime)) as readonly Container[];
		const lines: number[] = [];
		for (const container of found)
			for (const timestamps of [false, true]) {
				const options = {follow: container.state === 'running', tail: 1000, timestamps};
				const leaving = new AbortController();
				let count = 0;
				const batches = demo.host.follow(runtime.logsCommand(container, options), {signal: leaving.signal});
				// A recorded log waits at its end as a live one does.
				setTimeout(() => leaving.abort());
				for await (const batch of batches) count += batch.lines.length;
				lines.push(count);
			}
		expect(lines).toHaveLength(found.length * 2);
		expect(lines.some(count => count > 0)).toBe(true);
	});

	it('says why it is shown, and its clock stands where the recording ended', () => {
		expect(demo.recorded).toBe('no runtime here');
		expect(new Date(demo.now()).getUTCFullYear()).toBe(2026);
		expect(runtime.facts.hostname).toBe('node1');
	});

	it('is healthy but for what crashes on purpose, and everything that a check-up asks for is in it', async () => {
		const {hostname} = demo.host.recording ?? {};
		const {checkUp} = await checkHost(demo.host, {hostname: hostname ?? '', nowMs: demo.now()});
		const bad = checkUp.checks.filter(({verdict}) => verdict === 'fatal' || verdict === 'warning');
		expect(bad.map(({id}) => id)).toEqual([]);
		expect(checkUp.checks.filter(({verdict}) => verdict === 'ok').length).toBeGreaterThan(80);
		expect(lackOf(demo.host) ?? '').not.toMatch(/^\d\d/);
	});

	it('why its pods do and do not run is in it', async () => {
		const ofPod = async (name: string) => askWhy(demo.host, runtime, {by: 'name', name}, {nowMs: demo.now()});
		const {causes} = (await ofPod('crasher')) as Why;
		expect(causes[0]?.id).toBe('program-failed');
		expect((await ofPod('bare')) as Why).toMatchObject({verdict: 'runs', subject: 'pod default/bare'});
	});

	it('cannot be changed', async () => {
		const {host} = demo;
		await expect(host.run(['crictl', 'rm', 'x'])).rejects.toThrow(ChangeRefused);
		await expect(host.writeText('/tmp/x', 'x')).rejects.toThrow('this is a recording, there is no node behind it');
		expect(() => host.attach(['sh'])).toThrow(ChangeRefused);
	});
});

describe('--record and --replay', () => {
	const folder = mkdtempSync(join(tmpdir(), 'rtconsole-test-'));
	afterAll(() => rmSync(folder, {recursive: true}));

	it('a recording replayed answers the same', async () => {
		const text = readFileSync(join(import.meta.dirname, '../../data/demo/recording.jsonl'), 'utf8');
		writeFileSync(join(folder, 'recording.jsonl'), text);
		const replayed = await openNode(parsed(['--replay', folder]).globals);
		expect(replayed.recorded).toBe(`replay of ${folder}`);
		const ids = (pods: readonly {id: string}[]) => pods.map(({id}) => id);
		expect(ids(await (await replayed.openRuntime()).pods())).toEqual(ids(await runtime.pods()));
	});

	it('a check-up of a recording that was not made for it says so', async () => {
		writeFileSync(join(folder, 'recording.jsonl'), '{"kind":"hostname","at":1,"name":"n7"}\n');
		const {host} = await openNode(parsed(['--replay', folder]).globals);
		expect([host.recording?.hostname, lackOf(host)]).toEqual(['n7', undefined]);
		await host.kindOf('/run/containerd/containerd.sock');
		expect(lackOf(host)).toMatch(/^1 answer that a check-up asks for is not in this recording/);
	});

	it('half a recording is refused, and names the line', async () => {
		writeFileSync(join(folder, 'recording.jsonl'), '{"kind":"program","at":1,"name":"k3s"}\n{"kind":');
		await expect(openNode(parsed(['--replay', folder]).globals)).rejects.toThrow('recording.jsonl, line 2: not JSON');
	});
});
