import {describe, expect, it} from 'vitest';
import type {NodeRuntime} from '../../src/runtime/node-runtime.ts';
import {createRecoveringRuntime} from '../../src/runtime/recovering.ts';
import {facts, pods} from '../support/state.ts';

let versionsAsked = 0;
const down = {
	facts: {...facts, hostname: 'down'},
	pods: () => Promise.reject(new Error('no socket')),
	containers: () => Promise.reject(new Error('no socket')),
} as unknown as NodeRuntime;
const up = {
	facts: {...facts, hostname: 'up'},
	pods: async () => pods,
	containers: async () => [],
	versions: async () => {
		versionsAsked += 1;
		return facts;
	},
} as unknown as NodeRuntime;

/** One that is down, and another one where it is looked for again. */
function comingBack() {
	let looks = 0;
	const again = async () => {
		looks += 1;
		return up;
	};
	return {runtime: createRecoveringRuntime(down, again, () => 0), looks: () => looks};
}

describe('a runtime that comes back as another one', () => {
	it('is looked for after a list failed, asked again, and asked from then on', async () => {
		const {runtime, looks} = comingBack();
		expect(runtime.facts.hostname).toBe('down');
		expect(await runtime.pods()).toBe(pods);
		expect(runtime.facts.hostname).toBe('up');
		await runtime.containers();
		expect(looks()).toBe(1);
		expect(versionsAsked).toBe(1);
	});

	it('has its version when its first list is there; one that does not tell it holds no list up', async () => {
		let told = false;
		const slow = {
			...up,
			versions: async () => {
				await new Promise(resolve => setTimeout(resolve, 20));
				told = true;
				return facts;
			},
		} as unknown as NodeRuntime;
		await createRecoveringRuntime(
			down,
			async () => slow,
			() => 0,
		).pods();
		expect(told).toBe(true);
		const silent = {...up, versions: () => new Promise(() => {})} as unknown as NodeRuntime;
		expect(
			await createRecoveringRuntime(
				down,
				async () => silent,
				() => 0,
			).pods(),
		).toBe(pods);
	});

	it('where nothing has changed, the failure stands', async () => {
		const runtime = createRecoveringRuntime(
			down,
			async () => undefined,
			() => 0,
		);
		await expect(runtime.pods()).rejects.toThrow('no socket');
		await expect(
			createRecoveringRuntime(
				down,
				() => Promise.reject(new Error('look')),
				() => 0,
			).pods(),
		).rejects.toThrow('no socket');
	});

	it('where crictl is missing it is looked for as lists are asked, not at each of them', async () => {
		let looks = 0;
		let atMs = 0;
		const without = {...up, facts: {...facts, hostname: 'without', tools: {}}} as unknown as NodeRuntime;
		const runtime = createRecoveringRuntime(
			without,
			async () => {
				looks += 1;
				return looks === 2 ? up : undefined;
			},
			() => atMs,
		);
		const askedAt = async (ms: number) => {
			atMs = ms;
			await runtime.pods();
			return `${runtime.facts.hostname} after ${looks}`;
		};
		expect(await askedAt(4000)).toBe('without after 0');
		expect(await askedAt(5000)).toBe('without after 1');
		expect(await askedAt(9000)).toBe('without after 1');
		expect(await askedAt(10_000)).toBe('up after 2');
		expect(await askedAt(60_000)).toBe('up after 2');
	});

	it('several lists that fail at once make one look', async () => {
		const {runtime, looks} = comingBack();
		await Promise.all([runtime.pods(), runtime.containers()]);
		expect(looks()).toBe(1);
	});
});
