import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Box, bootBox} from '../support/lab.ts';
import {fidelityStates} from './fidelity/case.ts';
import {groups} from './fidelity/cases/index.ts';
import {compare, contradiction, type Result, writeResults} from './fidelity/results.ts';
import {prepare, runCases, type Sides} from './fidelity/run-cases.ts';

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

	it.each(groups)('$name', {timeout: groupMs}, async ({cases}) => {
		const sides = await runCases(box, cases);
		const results = cases.map((one, index) => compare(one, sides[index] as Sides));
		seen.push(...results);
		if (process.env.RTCONSOLE_FIDELITY_RECORD !== undefined)
			writeResults(state, {versions: await versions(box), results: seen});
		const wrong = cases.flatMap((one, index) => {
			const [result, both] = [results[index] as Result, sides[index] as Sides];
			const said = [contradiction(one, state, result), unsaid(both)].filter(text => text !== undefined);
			return said.map(
				text =>
					`${one.line}: ${text}\n  docker: ${both.docker.stderr.trim()}\n  here: ${both.containerd.stderr.trim()}`,
			);
		});
		expect(wrong).toEqual([]);
	});

	/** A refusal that gives no reason; a program of its own may end with 4 too, in docker as well. */
	function unsaid({docker, containerd}: Sides): string | undefined {
		if (containerd.exitCode !== 4 || docker.exitCode === 4) return undefined;
		return containerd.hints.some(hint => hint.startsWith('# lost')) ? undefined : 'refused without a word';
	}
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
