import {plainText} from '../../model/text.ts';
import {fixText} from '../checks-view.ts';
import type {PaneLine} from '../state.ts';
import type {Tone} from '../tone.ts';

/** More than one trouble at once is rare, and a screen is short. */
const shownCauses = 2;

export type Meaning = {
	/** The first cause in a few words. */
	readonly title?: string;
	readonly lines: readonly PaneLine[];
};

/**
 * What is known of the words with which a tool failed: why, and what to type. Nothing where nothing is known.
 * @param said what it said, line by line
 */
export async function meaningOf(said: readonly string[]): Promise<Meaning> {
	const [{createExplainer}, {createMatcher}, {readLogLine}, {loadKnownErrors}] = await Promise.all([
		import('../../explain/explain.ts'),
		import('../../explain/match.ts'),
		import('../../explain/read-line.ts'),
		import('../../explain/data.ts'),
	]);
	const explainer = createExplainer(createMatcher(await loadKnownErrors()));
	for (const [index, text] of said.entries()) {
		const read = readLogLine(text, index + 1);
		// A client's sentence has no level of its own, and is meant as it stands.
		explainer.add({...read, level: read.level ?? 'error'});
	}
	const causes = explainer
		.explain()
		.findings.filter(
			({severity, causedBy, past}) => severity !== 'info' && causedBy === undefined && past === undefined,
		)
		.slice(0, shownCauses);
	const lines = causes.flatMap(({title, cause, fix, id}) => [
		line('', 'plain'),
		line(`${title} (${id})`, 'warn'),
		line(`  why: ${cause}`, 'plain'),
		...fix.map(one => line(`  fix: ${fixText(one)}`, 'good')),
	]);
	return {lines, ...(causes[0] && {title: causes[0].title})};
}

function line(text: string, tone: Tone): PaneLine {
	return {text: plainText(text), tone};
}
