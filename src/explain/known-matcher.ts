import {loadKnownErrors} from './data.ts';
import type {KnownError} from './known-error.ts';
import {createMatcher, type Matcher} from './match.ts';

export type KnownMatcher = {readonly errors: readonly KnownError[]; readonly matcher: Matcher};

let made: Promise<KnownMatcher> | undefined;

/** Every known error, and what finds them in a line: made once, for a walk that waits asks every twenty seconds. */
export function knownMatcher(): Promise<KnownMatcher> {
	made ??= loadKnownErrors().then(errors => ({errors, matcher: createMatcher(errors)}));
	return made;
}
