import {BaseSequencer, type TestSpecification} from 'vitest/node';

/** Files that take many minutes: begun last, one of them would run on alone while the other worker waits. */
const longest: readonly string[] = ['fidelity.test.ts', 'migrate-killed.test.ts', 'migrate-faults.test.ts'];

/** They begin first, the longest before all. */
export class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
	}
}

function rank({moduleId}: TestSpecification): number {
	const at = longest.findIndex(name => moduleId.endsWith(`/${name}`));
	return at === -1 ? longest.length : at;
}
