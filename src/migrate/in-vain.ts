import {quote} from '../model/argv.ts';
import type {Engine, FailedStep} from './engine.ts';
import type {Cause} from './progress.ts';

/** A node that is well is through by then, and nothing is asked of it. */
const firstMs = 20_000;
const everyMs = 20_000;
/** What stood for so long, in a wait of so long, is there until somebody does something about it. */
const stoodMs = 30_000;
const inVainMs = 60_000;

export type Seen = {
	/** For a person who looks on: the likeliest that was found now and was not told yet. */
	readonly say?: string;
	/** Why waiting longer is of no use; empty while it may be of some. */
	readonly causes: readonly Cause[];
};

/**
 * For one wait: what lies behind it is asked while it goes on, and not at its end alone. A cause that does not pass by itself
 * ends the wait once it has stood for long enough; one that may is told of, and the wait goes on.
 */
export function createInVain(why: Engine<unknown>['why']): (waitedMs: number, failed: FailedStep) => Promise<Seen> {
	const sinceMs = new Map<string, number>();
	const told = new Set<string>();
	let nextMs = firstMs;
	return async (waitedMs, failed) => {
		if (why === undefined || waitedMs < nextMs) return {causes: []};
		nextMs = waitedMs + everyMs;
		const found = await why(failed);
		const here = new Set(found.map(({id}) => id));
		for (const id of sinceMs.keys()) if (!here.has(id)) sinceMs.delete(id);
		for (const id of here) if (!sinceMs.has(id)) sinceMs.set(id, waitedMs);
		const [fresh] = found.filter(({id}) => !told.has(id));
		if (fresh !== undefined) told.add(fresh.id);
		const isOver = ({id, mayPass}: Cause) => !mayPass && waitedMs - (sinceMs.get(id) ?? waitedMs) >= stoodMs;
		return {
			...(fresh === undefined ? {} : {say: lineOf(fresh)}),
			// All of it is told then, as where a wait has come to its end.
			causes: waitedMs >= inVainMs && found.some(isOver) ? found : [],
		};
	};
}

/** One line: it stands under the step that is under way. The others are told where the wait comes to an end. */
function lineOf({because, fix}: Cause): string {
	const first = fix.find(({argv}) => argv !== undefined && !isLook(argv)) ?? fix[0];
	const words = first?.argv === undefined ? first?.text : quote(first.argv);
	// What stands below a colon is told at the end.
	return `behind it, it seems: ${because.replace(/:$/, '')}${words === undefined ? '' : `; to type: ${words}`}`;
}

const looks = new Set([
	'cat',
	'crictl',
	'df',
	'docker',
	'du',
	'findmnt',
	'grep',
	'journalctl',
	'ls',
	'lsattr',
	'namei',
	'stat',
]);

/** It shows something, or keeps a copy: what mends it comes behind. */
const isLook = (argv: readonly string[]) =>
	looks.has(argv[0] ?? '') || argv.at(-1)?.endsWith('.before') || argv[1] === 'status' || argv[1] === 'reset-failed';
