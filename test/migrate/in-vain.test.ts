import {expect, it} from 'vitest';
import {createInVain} from '../../src/migrate/in-vain.ts';
import type {Cause} from '../../src/migrate/progress.ts';

const failed = {id: 'start-kubelet', because: 'not Ready', watch: [], sinceMs: 0};
const cause = (id: string, more: Partial<Cause> = {}): Cause => ({
	id,
	because: `${id} is so`,
	evidence: [],
	fix: [{text: 'mend it', argv: ['mend', id]}],
	...more,
});

/** One look each second: what was said, and when it was over. */
async function wait(why: (waitedMs: number) => readonly Cause[], endMs = 120_000) {
	let nowMs = 0;
	const asked: number[] = [];
	const inVain = createInVain(async () => {
		asked.push(nowMs);
		return why(nowMs);
	});
	const said: string[] = [];
	for (; nowMs < endMs; nowMs += 1000) {
		const {say, causes} = await inVain(nowMs, failed);
		if (say !== undefined) said.push(say);
		if (causes.length > 0) return {said, asked, overMs: nowMs, ids: causes.map(({id}) => id)};
	}
	return {said, asked, overMs: undefined, ids: []};
}

it('a cause that stays is told after twenty seconds, once, with what to type, and ends the wait after a minute', async () => {
	expect(await wait(() => [cause('cni-config')])).toEqual({
		said: ['behind it, it seems: cni-config is so; to type: mend cni-config'],
		asked: [20_000, 40_000, 60_000],
		overMs: 60_000,
		ids: ['cni-config'],
	});
});

it('one that may pass by itself is told, and waited for', async () => {
	const {said, overMs} = await wait(() => [cause('api-server', {mayPass: true})]);
	expect(said).toHaveLength(1);
	expect(overMs).toBeUndefined();
});

it('one that began late must stand for thirty seconds first', async () => {
	const {overMs} = await wait(ms => (ms < 60_000 ? [] : [cause('read-only')]));
	expect(overMs).toBe(100_000);
});

it('one that came and went begins anew', async () => {
	const {overMs} = await wait(ms => (ms === 40_000 ? [] : [cause('read-only')]));
	expect(overMs).toBe(100_000);
});

it('all that is known is told where one of it ends the wait', async () => {
	expect((await wait(() => [cause('api-server', {mayPass: true}), cause('swap')])).ids).toEqual(['api-server', 'swap']);
});

it('nothing is asked of a node that is through within twenty seconds', async () => {
	expect((await wait(() => [cause('swap')], 20_000)).asked).toEqual([]);
});

it('what it tells to type is what mends, where something does, and not the copy or the look before it', async () => {
	const said = async (...argvs: readonly string[][]) =>
		(await wait(() => [cause('x', {fix: argvs.map(argv => ({text: argv.join(' '), argv}))})], 21_000)).said[0];
	expect(await said(['cp', '-a', '/a', '/a.before'], ['sed', '-i', 's/x/y/', '/a'])).toMatch(/to type: sed -i s/);
	expect(await said(['ls', '-l', '/a'], ['chmod', '755', '/a'])).toMatch(/to type: chmod 755/);
	expect(await said(['ls', '-l', '/a'])).toMatch(/to type: ls -l/);
});

it('a sentence whose lines are told at the end alone has no colon', async () => {
	const {said} = await wait(() => [cause('last-words', {because: 'what kubelet said last of errors:', mayPass: true})]);
	expect(said).toEqual(['behind it, it seems: what kubelet said last of errors; to type: mend last-words']);
});
