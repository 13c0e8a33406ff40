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
	const {causesOfSaid} = await import('../../explain/said.ts');
	const causes = (await causesOfSaid(said)).slice(0, shownCauses);
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
