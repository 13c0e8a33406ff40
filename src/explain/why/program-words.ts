import {fill} from '../fill.ts';
import {type KnownError, programUnit as unit} from '../known-error.ts';
import type {Matcher} from '../match.ts';

const looked = 10;

export type ProgramWords = {readonly known: KnownError; readonly text: string};

/** What the end of a program's log is known for: what explains most, of equals what was said last. */
export function programWords(log: readonly string[], matcher: Matcher): ProgramWords | undefined {
	const found = log
		.slice(-looked)
		.flatMap(text =>
			matcher
				.match({message: text, unit})
				.filter(({units}) => units?.includes(unit))
				.map(known => ({known, text})),
		)
		.toReversed()
		.toSorted((one, other) => other.known.weight - one.known.weight)[0];
	return found && {known: fill(found.known, found.text), text: found.text};
}
