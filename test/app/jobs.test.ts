import {describe, expect, it, vi} from 'vitest';
import type {Plan} from '../../src/app/acting/row-action.ts';
import {createJobs} from '../../src/app/jobs/create-jobs.ts';
import type {JobView} from '../../src/app/jobs/job.ts';
import type {PaneLine} from '../../src/app/state.ts';
import {CommandCancelled} from '../../src/host/errors.ts';
import type {Finished, Host, Limits} from '../../src/host/host.ts';
import type {Argv} from '../../src/model/argv.ts';
import type {NodeRuntime} from '../../src/runtime/node-runtime.ts';
import {facts} from '../support/state.ts';

type Run = (argv: Argv, limits: Limits) => Promise<Partial<Finished>>;

const ended = (exitCode = 0, stderr = ''): Partial<Finished> => ({exitCode, stderr, stdout: '', durationMs: 1});
const untilCancelled: Run = (argv, {signal}) =>
	new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new CommandCancelled(argv))));

/** Jobs over a host that does what the test says, and a folder that is a set. */
function jobsOn(run: Run, files = new Set<string>()) {
	const seen: JobView[] = [];
	const host = {
		run,
		kindOf: async (path: string) => (files.has(path) ? 'file' : undefined),
		sizeOf: async () => 3_000_000,
		writeText: async (path: string) => void files.delete(path),
	} as unknown as Host;
	const sleep = () => new Promise<void>(resolve => setTimeout(resolve, 1));
	const runtime = {facts} as NodeRuntime;
	const jobs = createJobs({host, runtime, now: () => 0, sleep, changed: job => seen.push(job)});
	const texts = async (id = 1) => {
		const shown: PaneLine[] = [];
		await jobs.follow(id, new AbortController().signal, lines => shown.push(...lines));
		return shown.map(({text}) => text);
	};
	return {jobs, seen, files, texts, last: () => seen.at(-1)};
}

const plan = (groups: ReadonlyArray<readonly string[]>, more: Partial<Plan> = {}): Plan => ({
	title: 'do it',
	groups: groups.map(words =>
		words.map(word => ({argv: [word], text: word, effect: 'write', manner: 'query', files: []})),
	),
	radius: [],
	asks: true,
	...more,
});

describe('a job', () => {
	it('says what the tools say, line by line, harmless, the last line without an end too', async () => {
		const it = jobsOn(async (_, {onOutput}) => {
			for (const text of ['one\ntw', 'o\r50 %\r', '\u001b[2Jend']) onOutput?.('stdout', new TextEncoder().encode(text));
			return ended();
		});
		it.jobs.start(1, plan([['a']]));
		expect(await it.texts()).toEqual(['$ a', 'one', 'two', '50 %', 'end']);
		expect(it.last()).toMatchObject({status: 'done', endedAtMs: 0});
	});

	it('goes on with the next target where one fails, not with the next command of that one; the failure stays', async () => {
		const it = jobsOn(async ([word]) => (word === 'bad' ? ended(1, 'it is in use') : ended()));
		it.jobs.start(1, plan([['bad', 'after'], ['other']]));
		expect(await it.texts()).toEqual(['$ bad', 'exit 1: it is in use', '$ other']);
		expect(it.last()).toMatchObject({status: 'failed', error: 'exit 1: it is in use'});
	});

	it('says a failure once, and what is known of it: why, and what to type', async () => {
		const said =
			'time="2026-11-27T07:36:00Z" level=fatal msg="pulling image: failed to resolve reference \\"r.local:5443/a:1\\": failed to do request: Head \\"https://r.local:5443/v2/a/manifests/1\\": tls: failed to verify certificate: x509: certificate signed by unknown authority"';
		const it = jobsOn(async (_, {onOutput}) => {
			onOutput?.('stderr', new TextEncoder().encode(`${said}\n`));
			return ended(1, said);
		});
		it.jobs.start(1, plan([['pull']]));
		const texts = await it.texts();
		expect(texts.slice(0, 5)).toEqual([
			'$ pull',
			said,
			'exit 1',
			'',
			'The certificate of the registry is not trusted (x509)',
		]);
		expect(texts.slice(5).map(text => text.slice(0, 52))).toContain(
			'  fix: mkdir -p /etc/containerd/certs.d/r.local:5443',
		);
		expect(it.last()).toMatchObject({status: 'failed', error: 'The certificate of the registry is not trusted'});
	});

	it('ends when it is stopped: nothing more begins, and a file that is not whole goes', async () => {
		const it = jobsOn(untilCancelled, new Set(['/tmp/x.tar', '/tmp/mine']));
		it.jobs.start(1, plan([['export'], ['more']], {makes: '/tmp/x.tar'}));
		it.jobs.stop(1);
		expect(await it.texts()).toEqual(['$ export', '/tmp/x.tar was not whole: it was removed']);
		expect([it.last()?.status, [...it.files]]).toEqual(['cancelled', ['/tmp/mine']]);
	});

	it('keeps the file of an action that ended well', async () => {
		const it = jobsOn(async () => ended(), new Set(['/tmp/x.tar']));
		it.jobs.start(1, plan([['export']], {makes: '/tmp/x.tar'}));
		await it.texts();
		expect([...it.files]).toEqual(['/tmp/x.tar']);
	});

	it('says how far it is while it runs, and no more when it has ended', async () => {
		const it = jobsOn(untilCancelled);
		it.jobs.start(1, plan([['export']], {progress: {of: 'file', path: '/x', expectedBytes: 6_000_000}}));
		await vi.waitFor(() => expect(it.last()?.progress).toBe('3.00MB of 6.00MB (50 %)'));
		it.jobs.stop(1);
		await it.texts();
		expect(it.last()).toMatchObject({status: 'cancelled', progress: undefined});
	});

	it('is followed from its beginning by whoever looks later; all of them end with the console', async () => {
		const it = jobsOn(untilCancelled);
		it.jobs.start(1, plan([['a']]));
		it.jobs.start(2, plan([['b']]));
		it.jobs.stopAll();
		expect([await it.texts(1), await it.texts(2), await it.texts(3)]).toEqual([['$ a'], ['$ b'], []]);
	});
});
