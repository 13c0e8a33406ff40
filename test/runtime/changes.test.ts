import {expect, it} from 'vitest';
import type {Reader} from '../../src/host/host.ts';
import {both} from '../../src/runtime/both.ts';
import {createEvents} from '../../src/runtime/changes.ts';
import type {Clients} from '../../src/runtime/clients.ts';

async function* of<T>(...values: readonly T[]): AsyncGenerator<T> {
	yield* values;
}

async function* ended(signal: AbortSignal): AsyncGenerator<never> {
	await new Promise<void>(resolve => signal.addEventListener('abort', () => resolve()));
}

const removed =
	'{"Type":"container","Action":"destroy","Actor":{"ID":"abc","Attributes":{"name":"web","image":"x"}},"time":1,"timeNano":1000000000}';
const started = '2026-11-21 10:37:59.873504477 +0000 UTC moby /tasks/start {"container_id":"abc","pid":7}';
const clientsOf = (dockerRuns: () => boolean) =>
	({
		ctr: {globalCommand: (...args: string[]) => ['ctr', ...args]},
		docker: {command: (...args: string[]) => ['docker', ...args]},
		dockerRuns: async () => dockerRuns(),
	}) as unknown as Clients;

function listener(through: 'docker' | 'crictl', dockerRuns: boolean | (() => boolean) = false) {
	const asked: string[] = [];
	const over: string[] = [];
	const runs = typeof dockerRuns === 'function' ? dockerRuns : () => dockerRuns;
	const reader = {
		query: async ([tool, verb]: readonly string[]) => {
			asked.push(`${tool} ${verb}`);
			return {exitCode: 0};
		},
		async *follow([tool]: readonly string[], {signal}: {signal: AbortSignal}) {
			asked.push(tool ?? '');
			signal.addEventListener('abort', () => over.push(tool ?? ''));
			yield {from: 'stdout', lines: [tool === 'docker' ? removed : started]};
			yield* ended(signal);
		},
	} as unknown as Reader;
	const listing = () => (through === 'docker' ? {through, because: 'dockershim'} : {through});
	return {asked, over, events: createEvents(reader, clientsOf(runs), listing as never)};
}

it('two streams: what comes from either, until one of them ends', async () => {
	const seen: string[] = [];
	for await (const each of both(of('a', 'b'), ended(new AbortController().signal))) seen.push(each);
	expect(seen).toEqual(['a', 'b']);
	const failing = (async function* () {
		yield 'c';
		throw new Error('gone');
	})();
	await expect(Array.fromAsync(both(failing, ended(new AbortController().signal)))).rejects.toThrow('gone');
});

it.each(['docker', 'crictl'] as const)(
	'where docker runs (%s), what containerd never hears of is told too; both end together',
	async through => {
		const {asked, over, events} = listener(through, true);
		const topics: string[] = [];
		for await (const batch of events({signal: new AbortController().signal})) {
			topics.push(...batch.map(({topic}) => topic));
			if (topics.length === 2) break;
		}
		expect(topics.toSorted()).toEqual(['/container/destroy', '/tasks/start']);
		expect(asked).toEqual(['ctr', 'docker']);
		expect(over.toSorted()).toEqual(['ctr', 'docker']);
	},
);

it('where it does not run it is not listened to, for its client would start it', async () => {
	const {asked, events} = listener('crictl');
	for await (const _ of events({signal: new AbortController().signal})) break;
	expect(asked).toEqual(['ctr']);
});

it('a docker that starts later ends it, once it answers: whoever listens again hears docker too', async () => {
	let looks = 0;
	const {asked, over, events} = listener('crictl', () => ++looks > 4);
	const sleep = () => Promise.resolve();
	for await (const _ of events({signal: new AbortController().signal, sleep}));
	expect([asked, looks]).toEqual([['ctr', 'docker version'], 5]);
	expect(over).toEqual(['ctr']);
});
