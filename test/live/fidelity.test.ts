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
	const seen: Result[] = [];
	beforeAll(async () => {
		box = await bootBox(state);
		await prepare(box);
	});
	afterAll(() => box?.remove());

	it.each(groups)('$name', {timeout: groupMs}, async group => {
		const {results, wrong, again} = await judge(box, state, group);
		for (const line of again) console.log(`${state}: docker could not start a container, run once more: ${line}`);
		seen.push(...results);
		if (process.env.RTCONSOLE_FIDELITY_RECORD !== undefined)
			writeResults(state, {versions: await versions(box), results: seen});
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
