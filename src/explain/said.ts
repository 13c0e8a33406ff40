import {createExplainer, type Explanation} from './explain.ts';
import {knownMatcher} from './known-matcher.ts';
import {readLogLine} from './read-line.ts';

/**
 * What is known of the words with which a tool failed: causes, and neither what follows from them nor what is past.
 * @param said what it said, line by line
 */
export async function causesOfSaid(said: readonly string[]): Promise<Explanation['findings']> {
	const explainer = createExplainer((await knownMatcher()).matcher);
	for (const [index, text] of said.entries()) {
		const read = readLogLine(text, index + 1);
		// A client's sentence has no level of its own, and is meant as it stands.
		explainer.add({...read, level: read.level ?? 'error'});
	}
	return explainer
		.explain()
		.findings.filter(
			({severity, causedBy, past}) => severity !== 'info' && causedBy === undefined && past === undefined,
		);
}
