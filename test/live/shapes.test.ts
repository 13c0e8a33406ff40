import {afterAll, beforeAll, expect, it, vi} from 'vitest';
import {type Box, bootBox} from '../support/lab.ts';
import {aboveInfo, checkUp} from '../support/lab-check.ts';
import {violations} from '../support/schema.ts';

let box: Box;
beforeAll(async () => {
	box = await bootBox('plain');
});
afterAll(() => box?.remove());

it.each([
	['pods', 'pods'],
	['containers', 'containers'],
	['images', 'images'],
	['tasks', 'tasks'],
	['snapshots', 'snapshots'],
	['namespaces', 'namespaces'],
	['stats', 'stats'],
	['tree', 'tree'],
	['content', 'content'],
	['leases', 'leases'],
	['check', 'check'],
	['translate', 'translate docker run -d --name x -p 80:80 busybox:1.35'],
])('what %s --json answers on a real node is what data/schema says', async (name, command) => {
	const {stdout} = await box.run(`/rt/rtconsole --json ${command}`);
	expect(violations(name, JSON.parse(stdout))).toEqual([]);
});

it('check: a healthy node has nothing above a note', async () => {
	await vi.waitFor(async () => expect(aboveInfo(await checkUp(box))).toEqual([]), {timeout: 40_000, interval: 500});
});
