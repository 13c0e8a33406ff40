import {
	chmodSync,
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readlinkSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {createCommandLog} from '../../src/host/command-log.ts';
import {createLocalHost} from '../../src/host/local.ts';
import {createPipe} from '../../src/host/pipe.ts';
import type {Engine} from '../../src/migrate/engine.ts';
import {createLocalMachine} from '../../src/migrate/local-machine.ts';
import type {Machine} from '../../src/migrate/machine.ts';
import type {Progress} from '../../src/migrate/progress.ts';
import {run} from '../../src/migrate/run.ts';
import type {Change, Step} from '../../src/migrate/step.ts';
import {type Undo, undo} from '../../src/migrate/undo.ts';

let root = '';
const at = (path: string) => join(root, 'node', path);
const text = (path: string) => (existsSync(at(path)) ? readFileSync(at(path), 'utf8') : undefined);

beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'rtconsole-migrate-'));
	mkdirSync(at('etc'), {recursive: true});
	writeFileSync(at('etc/flags'), 'one\n');
	chmodSync(at('etc/flags'), 0o640);
	writeFileSync(at('etc/real'), 'two\n');
	symlinkSync('real', at('etc/link'));
});
afterEach(() => rmSync(root, {recursive: true, force: true}));

const openMachine = (): Machine => {
	const host = createLocalHost({
		log: createCommandLog(() => 0),
		env: process.env,
		defaultTimeoutMs: 5000,
		readOnly: false,
	});
	return createLocalMachine(
		host,
		join(root, 'state'),
		createPipe({log: createCommandLog(() => 0), env: process.env, readOnly: false}),
	);
};

type Facts = Readonly<Record<string, string | undefined>>;

const paths = ['etc/flags', 'etc/link', 'etc/new/deep/file', 'etc/real', 'ran'];

const step = (id: string, change: (facts: Facts) => Change, done: (facts: Facts) => boolean): Step<Facts> => ({
	id,
	title: id,
	why: '',
	source: '',
	watch: [],
	seconds: 1,
	settleMs: 0,
	check: facts => ({is: done(facts) ? 'done' : 'todo'}),
	plan: facts => [change(facts)],
	verify: facts => (done(facts) ? undefined : `${id} is not so`),
});

const write = (path: string, after: string | undefined): Step<Facts> =>
	step(
		path,
		facts => ({kind: 'write', path: at(path), before: facts[path], after, mode: 0o600}),
		facts => facts[path] === after,
	);

const steps = (): ReadonlyArray<Step<Facts>> => [
	write('etc/flags', 'three\n'),
	write('etc/link', 'four\n'),
	write('etc/new/deep/file', 'five\n'),
	step(
		'touch',
		() => ({kind: 'run', argv: ['touch', at('ran')], undo: [['rm', '-f', at('ran')]]}),
		facts => facts.ran !== undefined,
	),
];

async function walk(
	some: ReadonlyArray<Step<Facts>> = steps(),
	more: Partial<Engine<Facts>> = {},
): Promise<readonly Progress[]> {
	const engine: Engine<Facts> = {
		machine: openMachine(),
		gather: async () => Object.fromEntries(paths.map(path => [path, text(path)])),
		sleep: async () => {},
		nowMs: () => 0,
		runtimeOf: () => 'test',
		...more,
	};
	const seen: Progress[] = [];
	for await (const one of run(some, engine)) seen.push(one);
	return seen;
}

async function takeBack(more: Partial<Undo> = {}): Promise<{readonly ok: boolean; readonly seen: readonly Progress[]}> {
	const seen: Progress[] = [];
	const going = undo({machine: openMachine(), nowMs: () => 0, sleep: async () => {}, ...more});
	for (;;) {
		const next = await going.next();
		if (next.done) return {ok: next.value, seen};
		seen.push(next.value);
	}
}

const before = {
	'etc/flags': 'one\n',
	'etc/link': 'two\n',
	'etc/new/deep/file': undefined,
	'etc/real': 'two\n',
	ran: undefined,
};
const after = {
	'etc/flags': 'three\n',
	'etc/link': 'four\n',
	'etc/new/deep/file': 'five\n',
	'etc/real': 'four\n',
	ran: '',
};
const tree = () => Object.fromEntries(paths.map(path => [path, text(path)]));

describe('the engine', () => {
	it('does every step and tells so; a second run finds nothing to do', async () => {
		const seen = await walk();
		expect(tree()).toEqual(after);
		expect(seen.at(-1)).toMatchObject({type: 'result', ok: true, runtime: 'test'});
		const again = await walk();
		expect(again.flatMap(one => (one.type === 'step' ? [one.state] : []))).toEqual(Array(4).fill('skipped'));
	});

	it('keeps mode and links, and takes all of it back', async () => {
		await walk();
		expect(statSync(at('etc/flags')).mode & 0o777).toBe(0o640);
		expect(statSync(at('etc/new/deep/file')).mode & 0o777).toBe(0o600);
		expect(lstatSync(at('etc/link')).isSymbolicLink()).toBe(true);
		expect((await takeBack()).ok).toBe(true);
		expect(tree()).toEqual(before);
		expect(lstatSync(at('etc/link')).isSymbolicLink()).toBe(true);
		expect(existsSync(at('etc/new'))).toBe(false);
		expect((await takeBack()).seen).toEqual([]);
	});

	it('a file that is taken away comes back with its mode; a link as a link', async () => {
		await walk([write('etc/flags', undefined), write('etc/link', undefined)]);
		expect(text('etc/flags')).toBe(undefined);
		expect(text('etc/real')).toBe('two\n');
		await takeBack();
		expect(tree()).toEqual(before);
		expect(statSync(at('etc/flags')).mode & 0o777).toBe(0o640);
		expect(lstatSync(at('etc/link')).isSymbolicLink()).toBe(true);
	});

	it('writes over nobody: a file that changed since the plan is stuck', async () => {
		const raced = steps().map(one => ({
			...one,
			plan: (facts: Facts) => {
				const changes = one.plan(facts);
				if (one.id === 'etc/link') writeFileSync(at('etc/real'), 'someone else\n');
				return changes;
			},
		}));
		const seen = await walk(raced);
		expect(seen.at(-1)).toMatchObject({ok: false, failedStep: 'etc/link'});
		expect(text('etc/real')).toBe('someone else\n');
		expect(text('etc/new/deep/file')).toBe(undefined);
	});

	it('undoes over nobody either', async () => {
		await walk();
		writeFileSync(at('etc/flags'), 'mine\n');
		const {ok, seen} = await takeBack();
		expect(ok).toBe(false);
		expect(seen.at(-1)).toMatchObject({type: 'result', ok: false, failedStep: 'etc/flags'});
		expect(tree()).toEqual({...before, 'etc/flags': 'mine\n'});
		writeFileSync(at('etc/flags'), 'three\n');
		expect((await takeBack()).ok).toBe(true);
		expect(tree()).toEqual(before);
	});

	it('names the copy of a file that somebody changed, and goes on where that stands in its place', async () => {
		await walk();
		writeFileSync(at('etc/flags'), 'mine\n');
		const {seen} = await takeBack();
		const last = seen.at(-1);
		const [, copy = ''] =
			/before the walk it was (\S+):/.exec(last?.type === 'result' ? (last.because ?? '') : '') ?? [];
		writeFileSync(at('etc/flags'), readFileSync(copy, 'utf8'));
		expect((await takeBack()).ok).toBe(true);
		expect(tree()).toEqual(before);
	});

	it('stops at a command that fails, with what it said', async () => {
		const failing = step(
			'fails',
			() => ({kind: 'run', argv: ['sh', '-c', 'echo no room >&2; exit 3'], undo: []}),
			() => false,
		);
		const seen = await walk([write('etc/flags', 'three\n'), failing, write('etc/link', 'four\n')]);
		expect(seen.at(-1)).toMatchObject({
			ok: false,
			failedStep: 'fails',
			because: expect.stringContaining('exit 3: no room'),
		});
		expect(text('etc/link')).toBe('two\n');
	});

	it.each([
		['EPERM', 'lsattr', 'chattr -i -a -- '],
		['EROFS', 'read-only', 'findmnt --target '],
		['ENOSPC', 'no space left', undefined],
		['EMFILE', 'EMFILE: too many', undefined],
	])('a file that cannot be written (%s) fails its step with what to type, there and back', async (code, said, fix) => {
		const fixes = (last: Progress | undefined) =>
			last?.type === 'result' ? (last.causes ?? []).flatMap(cause => cause.fix.map(({text}) => text)) : undefined;
		const expected = fix === undefined ? [] : expect.arrayContaining([`${fix}${at('etc/flags')}`]);
		const refused = (): Machine => ({
			...openMachine(),
			write: async () => {
				throw Object.assign(new Error(`${code}: too many`), {code});
			},
			restore: async () => {
				throw Object.assign(new Error(`${code}: too many`), {code});
			},
		});
		const seen = await walk([write('etc/flags', 'three\n')], {machine: refused()});
		expect(seen.at(-1)).toMatchObject({ok: false, failedStep: 'etc/flags', because: expect.stringContaining(said)});
		expect(fixes(seen.at(-1))).toEqual(expected);
		await walk([write('etc/flags', 'three\n')]);
		const back = await takeBack({machine: refused()});
		expect(back.seen.at(-1)).toMatchObject({ok: false, because: expect.stringContaining(said)});
		expect(fixes(back.seen.at(-1))).toEqual(expected);
		expect((await takeBack()).ok).toBe(true);
		expect(tree()).toEqual(before);
	});

	it('what a person should know of a step that is done stands at its end', async () => {
		const remarked = {...write('etc/flags', 'three\n'), remark: () => 'one thing crashes'};
		const seen = await walk([remarked]);
		expect(seen).toContainEqual(
			expect.objectContaining({type: 'step', state: 'verified', detail: 'one thing crashes'}),
		);
	});

	it('what fails as a whole is made in parts: the others are done, and the one at fault is named', async () => {
		const part = (name: string): Change => ({
			kind: 'run',
			argv: ['mkdir', at(name)],
			undo: [['rmdir', at(name)]],
		});
		const whole: Change = {
			kind: 'run',
			argv: ['mkdir', at('one'), at('no/such/folder'), at('no/such/other')],
			undo: [],
			inParts: {
				saying: 'No such file',
				changes: [part('one-alone'), part('no/such/folder'), part('two-alone')],
			},
		};
		const seen = await walk([
			step(
				'parts',
				() => whole,
				() => false,
			),
		]);
		expect(seen.at(-1)).toMatchObject({
			ok: false,
			because: expect.stringMatching(/^mkdir \S+no\/such\/folder: exit 1/),
		});
		expect([existsSync(at('one-alone')), existsSync(at('two-alone'))]).toEqual([true, true]);
		expect(JSON.stringify(seen)).toContain('one by one now');
		expect((await takeBack()).ok).toBe(false);
	});

	it('what fails as a whole for another reason is not tried in parts', async () => {
		const argv = ['mkdir', at('no/such')] as const;
		const inParts = {
			saying: 'damaged',
			changes: [{kind: 'run' as const, argv: ['mkdir', at('part')] as const, undo: []}],
		};
		await walk([
			step(
				'parts',
				() => ({kind: 'run', argv, undo: [], inParts}),
				() => false,
			),
		]);
		expect(existsSync(at('part'))).toBe(false);
	});

	it('a link that leads nowhere leads nowhere again after the undo', async () => {
		symlinkSync('gone', at('etc/new'));
		await walk([write('etc/new', 'six\n')], {gather: async () => ({'etc/new': text('etc/new')})});
		expect(text('etc/gone')).toBe('six\n');
		expect((await takeBack()).ok).toBe(true);
		expect({gone: text('etc/gone'), link: readlinkSync(at('etc/new'))}).toEqual({gone: undefined, link: 'gone'});
	});

	it('a command of an undo that has nothing to do any more holds nothing up; another one that fails does', async () => {
		const gone = (said: string) =>
			step(
				'container',
				() => ({
					kind: 'run',
					argv: ['touch', at('ran')],
					undo: [
						['sh', '-c', `echo ${said} >&2; exit 1`],
						['rm', '-f', at('ran')],
					],
					undoFineSaying: 'No such container',
				}),
				facts => facts.ran !== undefined,
			);
		await walk([gone('Error: No such container: db')]);
		expect((await takeBack()).ok).toBe(true);
		expect(tree()).toEqual(before);
		await walk([gone('port is already allocated')]);
		expect((await takeBack()).ok).toBe(false);
	});

	it('a command that takes long is named while it runs, one that does not is told of at its end alone', async () => {
		let isMade = false;
		const slow: Step<Facts> = step(
			'slow',
			() => ({kind: 'run', argv: ['sleep', '0.3'], undo: [['sleep', '0.3']]}),
			() => isMade,
		);
		const named = (seen: readonly Progress[]) => seen.flatMap(each => (each.type === 'output' ? [each.text] : []));
		const gather = async () => ({});
		const making = walk([{...slow, verify: () => undefined}], {gather, slowMs: 20});
		expect(named(await making)).toEqual(['runs: sleep 0.3\n']);
		isMade = true;
		expect(named((await takeBack({slowMs: 20})).seen)).toEqual(['runs: sleep 0.3\n']);
		isMade = false;
		expect(named(await walk([{...slow, verify: () => undefined}], {gather, slowMs: 60_000}))).toEqual([]);
	});

	it('--until ends after a step; running again goes on', async () => {
		await walk(steps(), {until: 'etc/link'});
		expect(tree()).toEqual({...before, 'etc/flags': 'three\n', 'etc/link': 'four\n', 'etc/real': 'four\n'});
		await walk();
		expect(tree()).toEqual(after);
	});
});

describe('a file that somebody else writes too', () => {
	const behindItsBack = step(
		'other',
		() => ({kind: 'run', argv: ['cp', at('etc/real'), at('etc/flags')], undo: []}),
		facts => facts['etc/flags'] === 'two\n',
	);
	const stops = (id: string) => ({
		...step(
			id,
			() => ({kind: 'run', argv: ['touch', at('ran')], undo: []}),
			facts => facts.ran !== undefined,
		),
		stops: 'pods',
	});
	const because = /etc\/flags \(etc\/flags\): changed by somebody since this walk wrote it/;

	it('ends the walk before the first thing is stopped, and the same again goes on', async () => {
		const seen = await walk([write('etc/flags', 'three\n'), behindItsBack, stops('drain')]);
		expect(seen.at(-2)).toMatchObject({id: 'drain', state: 'stuck', detail: expect.stringMatching(because)});
		expect(text('ran')).toBeUndefined();
		expect((await walk([write('etc/flags', 'three\n'), stops('drain')])).at(-1)).toMatchObject({ok: true});
	});

	it('ends it no more where something was stopped already', async () => {
		const first = {...write('etc/new/deep/file', 'x\n'), stops: 'pods'};
		const seen = await walk([first, write('etc/flags', 'three\n'), behindItsBack, stops('kubelet')]);
		expect(seen.at(-1)).toMatchObject({ok: true});
	});

	it('is named where a step is not as it should be', async () => {
		const never = {...stops('prove'), stops: undefined, verify: () => 'a setting is not taken'};
		const {stops: _, ...proof} = never;
		const seen = await walk([write('etc/flags', 'three\n'), behindItsBack, proof]);
		expect(seen.at(-1)).toMatchObject({ok: false, because: expect.stringMatching(because)});
	});
});

describe('what it tells', () => {
	const talking = step(
		'talks',
		() => ({kind: 'run', argv: ['sh', '-c', 'echo one; echo two >&2; printf three'], undo: []}),
		() => true,
	);
	const always = {...talking, check: () => ({is: 'todo' as const})};

	it('what a command says comes line by line, each once', async () => {
		const seen = await walk([always]);
		const said = seen.flatMap(one => (one.type === 'output' ? one.text.split('\n').filter(Boolean) : []));
		expect(said.toSorted()).toEqual(['one', 'three', 'two']);
	});

	it('how long each step took, and how much of it was waiting', async () => {
		let now = 0;
		let ready = false;
		const slow = {
			...always,
			settleMs: 60_000,
			verify: () => (ready ? undefined : 'not yet'),
		};
		const seen = await walk([slow], {
			nowMs: () => now,
			sleep: async ms => {
				now += ms;
				ready = now >= 3000;
			},
		});
		expect(seen.find(one => one.type === 'step' && one.state === 'verified')).toMatchObject({
			durationMs: 3000,
			waitedMs: 3000,
		});
		expect(seen.at(-1)).toMatchObject({ok: true, durationMs: 3000});
	});

	it('what lies behind a failure, at the step and at the end', async () => {
		const cause = {id: 'cni', because: 'no network', evidence: [], fix: [{text: 'install one'}]};
		const blocked = {...always, check: () => ({is: 'blocked' as const, because: 'it may not'})};
		const seen = await walk([blocked], {why: async ({id, because}) => [{...cause, id: `${id}: ${because}`}]});
		const causes = [{...cause, id: 'talks: it may not'}];
		expect(seen).toMatchObject([
			{type: 'step', id: 'talks', state: 'failed', detail: 'it may not', causes},
			{type: 'result', ok: false, failedStep: 'talks', because: 'it may not', causes},
		]);
	});

	it('which pods a step waited for in vain is told to whoever looks for the reason', async () => {
		const asked: unknown[] = [];
		const waits = {...always, check: () => ({is: 'todo' as const}), verify: () => 'late', pods: () => ['default/a']};
		await walk([waits], {
			why: async ({pods}) => {
				asked.push(pods);
				return [];
			},
		});
		expect(asked).toEqual([['default/a']]);
	});
});

describe('a file of a step that failed, changed by somebody since', () => {
	const path = 'etc/flags';
	const fails: Step<Facts> = {...write(path, 'three\n'), verify: () => 'the daemon does not take it'};
	const mended = (done: string): Step<Facts> =>
		step(
			path,
			facts => ({kind: 'write', path: at(path), before: facts[path], after: done}),
			facts => facts[path] === done,
		);

	it.each([
		['is right now', 'mended\n', 'mended\n'],
		['is written once more', 'mended\n', 'mended, and three\n'],
	])('%s: the walk goes on with it, and an undo brings back what was there before the walk', async (_, made, done) => {
		expect((await walk([fails])).at(-1)).toMatchObject({ok: false});
		writeFileSync(at(path), made);
		const seen = await walk([mended(done)]);
		expect(seen.at(-1)).toMatchObject({ok: true});
		const told = seen.flatMap(each => (each.type === 'output' ? each.text : [])).join('');
		const copy = /a copy: (\S+);/.exec(told)?.[1] ?? '';
		expect(readFileSync(copy, 'utf8')).toBe(made);
		expect(await takeBack()).toMatchObject({ok: true});
		expect(text(path)).toBe('one\n');
		expect(statSync(at(path)).mode & 0o777).toBe(0o640);
	});

	it('what was not followed by a walk is somebody else’s, and stays', async () => {
		await walk([fails]);
		writeFileSync(at(path), 'mended\n');
		expect(await takeBack()).toMatchObject({ok: false});
		expect(text(path)).toBe('mended\n');
	});

	it('what was changed once its step was verified stays, whatever walks come', async () => {
		await walk([write(path, 'three\n')]);
		writeFileSync(at(path), 'mended\n');
		await walk([mended('mended\n')]);
		expect(await takeBack()).toMatchObject({ok: false});
		expect(text(path)).toBe('mended\n');
	});
});

describe('what others are asked for on the way back', () => {
	const asking = step(
		'asks',
		() => ({kind: 'run', argv: ['touch', at('ran')], undo: [['rm', '-f', at('ran')]], undoAwait: 'drained'}),
		facts => facts.ran !== undefined,
	);

	it('is waited for, and told of', async () => {
		await walk([asking]);
		let asked = 0;
		const {ok, seen} = await takeBack({lacks: async () => (asked++ < 2 ? 'still here: web' : undefined)});
		expect({ok, asked}).toEqual({ok: true, asked: 3});
		expect(seen).toContainEqual(expect.objectContaining({type: 'output', text: 'waiting: still here: web\n'}));
	});

	it('a kubeconfig that is named stands in for the one of the ledger', async () => {
		const log: string[][] = [];
		const machine: Machine = {
			...openMachine(),
			run: async argv => {
				log.push([...argv]);
				return {exitCode: 0, stdout: '', stderr: ''};
			},
		};
		const argv = ['kubectl', '--kubeconfig', '/gone', 'cordon', 'n'] as const;
		const change: Change = {kind: 'run', argv, undo: [['kubectl', '--kubeconfig', '/gone', 'uncordon', 'n']]};
		await walk(
			[
				step(
					'cordon',
					() => change,
					() => false,
				),
			],
			{machine},
		);
		expect((await takeBack({machine, kubeconfig: '/new'})).ok).toBe(true);
		expect(log.at(-1)).toEqual(['kubectl', '--kubeconfig', '/new', 'uncordon', 'n']);
	});

	it('where nobody does it the undo ends there, and goes on when it runs again', async () => {
		await walk([asking]);
		let now = 0;
		const time = {
			nowMs: () => now,
			sleep: async (ms: number) => {
				now += ms;
			},
		};
		const first = await takeBack({...time, lacks: async () => 'still here: web'});
		expect(first.seen.at(-1)).toMatchObject({
			type: 'result',
			ok: false,
			failedStep: 'asks',
			because: 'still here: web',
		});
		expect((await takeBack({lacks: async () => undefined})).ok).toBe(true);
		expect(tree()).toEqual(before);
	});
});

it.each([
	['error: stat /root/.kube/config: no such file or directory', true],
	['error: You must be logged in to the server (Unauthorized)', true],
	['dial tcp 10.88.0.2:6443: connect: connection refused', false],
])('an undo whose kubectl says %s: another kubeconfig is named: %s', async (said, named) => {
	const machine = openMachine();
	const argv = ['kubectl', '--kubeconfig', '/root/.kube/config', 'cordon', 'node1'] as const;
	const {run: really} = machine;
	const asks: Machine = {
		...machine,
		run: async (words, limits) =>
			words[0] === 'kubectl' ? {exitCode: 1, stdout: '', stderr: said} : really(words, limits),
	};
	await walk(
		[
			step(
				'one',
				() => ({kind: 'run', argv: ['true'], undo: [argv]}),
				() => false,
			),
		],
		{machine: asks},
	);
	const {seen} = await takeBack({machine: asks});
	expect(JSON.stringify(seen.at(-1)).includes('migrate undo --kubeconfig FILE')).toBe(named);
});

describe('a process that dies', () => {
	/** Dies at the nth call that changes the node, before or after it takes effect. */
	const dying = (machine: Machine, nth: number, when: 'before' | 'after'): Machine => {
		let calls = 0;
		const mortal =
			<Args extends readonly unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
			async (...args: Args): Promise<Result> => {
				calls++;
				if (calls === nth && when === 'before') throw new Error('killed');
				const result = await call(...args);
				if (calls === nth) throw new Error('killed');
				return result;
			};
		return {
			...machine,
			run: mortal(machine.run),
			write: mortal(machine.write),
			keep: mortal(machine.keep),
			append: mortal(machine.append),
			restore: mortal(machine.restore),
		};
	};
	const deaths = Array.from({length: 16}, (_, index) => index + 1).flatMap(nth => [
		[nth, 'before'] as const,
		[nth, 'after'] as const,
	]);

	it.each(deaths)('at change %i, %s it: a second run finishes', async (nth, when) => {
		await walk(steps(), {machine: dying(openMachine(), nth, when)}).catch(() => {});
		await walk();
		expect(tree()).toEqual(after);
		expect((await takeBack()).ok).toBe(true);
		expect(tree()).toEqual(before);
	});

	it.each(deaths)('at change %i, %s it: undo brings all back', async (nth, when) => {
		await walk(steps(), {machine: dying(openMachine(), nth, when)}).catch(() => {});
		expect((await takeBack()).ok).toBe(true);
		expect(tree()).toEqual(before);
		expect(existsSync(at('etc/new'))).toBe(false);
	});

	it.each(deaths.slice(0, 20))('at change %i of the undo, %s it: a second undo brings all back', async (nth, when) => {
		await walk();
		const going = undo({machine: dying(openMachine(), nth, when), nowMs: () => 0, sleep: async () => {}});
		try {
			while (!(await going.next()).done);
		} catch {
			// killed
		}
		expect((await takeBack()).ok).toBe(true);
		expect(tree()).toEqual(before);
	});

	const trial: Step<Facts> = {
		...step(
			'trial',
			() => ({kind: 'run', argv: ['touch', at('ran')], undo: [['rm', '-f', at('ran')]]}),
			() => false,
		),
		plan: facts => [
			{kind: 'write', path: at('etc/new/deep/file'), before: undefined, after: 'try\n'},
			{kind: 'run', argv: ['touch', at('ran')], undo: [['rm', '-f', at('ran')]]},
			{kind: 'run', argv: ['test', facts['etc/real'] === 'two\n' ? 'yes' : ''], undo: []},
		],
		verify: () => undefined,
		passing: true,
	};

	it('a trial leaves nothing, whether it works or fails, and an undo knows nothing of it', async () => {
		const seen = await walk([trial]);
		expect(seen.at(-1)).toMatchObject({ok: true});
		expect(tree()).toEqual(before);
		writeFileSync(at('etc/real'), 'other\n');
		const failed = await walk([trial]);
		expect(failed.at(-1)).toMatchObject({ok: false, failedStep: 'trial', because: expect.stringContaining('test')});
		expect([text('ran'), existsSync(at('etc/new'))]).toEqual([undefined, false]);
		expect((await takeBack()).seen.filter(({type}) => type === 'step')).toEqual([]);
	});

	it.each(deaths.slice(0, 20))(
		'in a trial at change %i, %s it: the next walk or an undo leaves nothing',
		async (nth, when) => {
			await walk([trial], {machine: dying(openMachine(), nth, when)}).catch(() => {});
			expect((await walk([trial])).at(-1)).toMatchObject({ok: true});
			expect(tree()).toEqual(before);
			await walk([trial], {machine: dying(openMachine(), nth, when)}).catch(() => {});
			expect((await takeBack()).ok).toBe(true);
			expect([tree(), existsSync(at('etc/new'))]).toEqual([before, false]);
		},
	);

	it('what of a trial cannot be taken back is told beside why it failed', async () => {
		const stays: Step<Facts> = {...trial, plan: () => [{kind: 'run', argv: ['false'], undo: [['ls', '/nowhere']]}]};
		expect((await walk([stays])).at(-1)).toMatchObject({
			ok: false,
			because: expect.stringMatching(/^false: exit 1(.|\n)*not taken back: ls \/nowhere: exit 2/),
		});
	});

	it('half a file that it left beside the whole one goes, whichever way it goes on', async () => {
		const half = (path: string) => {
			writeFileSync(at(`etc/.${path}.rtconsole-99999`), 'thr');
			return () => existsSync(at(`etc/.${path}.rtconsole-99999`));
		};
		const first = half('flags');
		await walk(steps(), {until: 'etc/flags'});
		expect(first()).toBe(false);
		const second = [half('flags'), half('real')];
		await walk();
		await takeBack();
		expect(second.map(isThere => isThere())).toEqual([false, false]);
		expect(tree()).toEqual(before);
	});

	it('a last line of the ledger that was cut is left out', async () => {
		await walk(steps(), {until: 'etc/link'});
		const ledger = join(root, 'state/ledger.jsonl');
		writeFileSync(ledger, `${readFileSync(ledger, 'utf8')}{"at":"2026-`);
		expect((await takeBack()).ok).toBe(true);
		expect(tree()).toEqual(before);
	});
});
