import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Box, bootBox} from '../support/lab.ts';
import {fidelityStates} from './fidelity/case.ts';
import {groups} from './fidelity/cases/index.ts';
import {judge} from './fidelity/judge.ts';
import {type Result, writeResults} from './fidelity/results.ts';
import {prepare} from './fidelity/run-cases.ts';

// RTCONSOLE_FIDELITY=plain runs one state; RTCONSOLE_FIDELITY_RECORD=1 stores what was seen (npm run fidelity).
const wanted = process.env.RTCONSOLE_FIDELITY?.split(',');
const states = fidelityStates.filter(state => wanted?.includes(state) ?? true);
const groupMs = 300_000;

describe.each(states)('docker and its translation side by side: %s', state => {
	let box: Box;
	// By group: one that is looked at once more is not stored twice.
	const seen = new Map<string, readonly Result[]>();
	const boot = async () => {
		box = await bootBox(state);
		await prepare(box);
	};
	beforeAll(boot);
	afterAll(() => box?.remove());

	it.for(groups)('$name', {timeout: groupMs}, async (group, {task}) => {
		// What is looked at once more gets a node of its own: the first look left its containers behind.
		if ((task.result?.retryCount ?? 0) > 0) {
			await box.remove();
			await boot();
		}
		const {results, wrong, again} = await judge(box, state, group);
		for (const line of again) console.log(`${state}: docker could not start a container, run once more: ${line}`);
		seen.set(group.name, results);
		if (process.env.RTCONSOLE_FIDELITY_RECORD !== undefined)
			writeResults(state, {versions: await versions(box), results: [...seen.values()].flat()});
		expect(wrong).toEqual([]);
	});
});

async function versions(box: Box): Promise<Readonly<Record<string, string>>> {
	const text = await box.must(
		"docker version -f '{{.Server.Version}}'; containerd --version | cut -d' ' -f3; ctr version | awk '/Version/ {print $2; exit}'; crictl --version | awk '{print $NF}'",
	);
	const [docker = '', containerd = '', ctr = '', crictl = ''] = text
		.split('\n')
		.map(version => version.replace(/^v/, ''));
	return {docker, containerd, ctr, crictl};
}
