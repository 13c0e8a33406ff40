import type {Box} from '../../support/lab.ts';
import type {Case, FidelityState, Group} from './case.ts';
import {compare, contradiction, type Result} from './results.ts';
import {couldNotStart, runCases, runDockerAgain, type Sides} from './run-cases.ts';

export type Judged = {
	readonly results: readonly Result[];
	/** What is not as declared, ready to read. */
	readonly wrong: readonly string[];
	/** Lines that docker could not start and that were run once more before they were judged. */
	readonly again: readonly string[];
};

/** Run cases on both sides and hold what is seen to what they declare. */
export async function judge(box: Box, state: FidelityState, group: Omit<Group, 'name'>): Promise<Judged> {
	const {cases} = group;
	const all = await runCases(box, group);
	const again: string[] = [];
	const judged: {readonly result: Result; readonly wrong: readonly string[]}[] = [];
	for (const [index, one] of cases.entries()) {
		let sides = all[index] as Sides;
		if (couldNotStart(sides) && contradiction(one, state, compare(one, sides)) !== undefined) {
			again.push(one.line);
			sides = await runDockerAgain(box, one, sides);
		}
		judged.push(verdict(one, state, sides));
	}
	return {results: judged.map(({result}) => result), wrong: judged.flatMap(({wrong}) => wrong), again};
}

function verdict(one: Case, state: FidelityState, sides: Sides) {
	const result = compare(one, sides);
	const said = [contradiction(one, state, result), unsaid(sides)].filter(text => text !== undefined);
	const {docker, containerd} = sides;
	const wrong = said.map(
		text => `${one.line}: ${text}\n  docker: ${docker.stderr.trim()}\n  here: ${containerd.stderr.trim()}`,
	);
	return {result, wrong};
}

/** A refusal that gives no reason; a program of its own may end with 4 too, in docker as well. */
function unsaid({docker, containerd}: Sides): string | undefined {
	if (containerd.exitCode !== 4 || docker.exitCode === 4) return undefined;
	return containerd.hints.some(hint => hint.startsWith('# lost')) ? undefined : 'refused without a word';
}
