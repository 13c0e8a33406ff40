import type {OddMount} from '../../../model/lately-changed.ts';
import type {NodeSnapshot} from '../../../model/node-snapshot.ts';
import {run} from '../../fixes.ts';
import {startedAtMs} from '../started-at.ts';
import {alteredIn} from './altered.ts';
import {withNamedLines} from './named-line.ts';
import {overridesOf} from './overrides.ts';
import {ofSettings} from './places.ts';
import {ofProgram} from './programs.ts';
import type {Place, Suspect} from './suspect.ts';
import {type Errors, errorsOf, newErrorAfter, type Trouble, troublesOf} from './trouble.ts';
import {ofJob, ofManager, ofUnit} from './units.ts';

const places: readonly Place[] = [ofUnit, ofManager, ofJob, ofSettings, ofProgram];

/** A suspect, and what came after it. */
export type Blamed = Suspect & {
	/** The service that does not run since; undefined: new errors were written. */
	readonly unit?: string;
	/** From the change to the trouble; undefined: the trouble is older than the journal that was read. */
	readonly delayMs?: number;
	readonly score: number;
};

const hourMs = 3_600_000;
const soonMs = 600_000;
/** Clocks of files and of the journal are read at different moments. */
const slackMs = 5000;
const unknownDelayMs = 900_000;

/** Changes that came before something went wrong, the likeliest first. */
export function suspectsOf(node: NodeSnapshot): readonly Blamed[] {
	const changes = node.state?.changes;
	if (changes === undefined) return [];
	const troubles = troublesOf(node);
	const all = [
		...changes.entries.flatMap(
			entry => places.map(place => place(entry, node)).find(found => found !== undefined) ?? [],
		),
		...changes.mounts.map(ofMount),
	];
	const fresh = new Set(all.map(({path}) => path));
	const older = overridesOf(
		troubles.map(({unit}) => unit),
		node,
	).filter(({path}) => !fresh.has(path));
	const altered = alteredIn(node).filter(({path}) => !fresh.has(path));
	if (all.length + older.length + altered.length === 0) return [];
	const errors = errorsOf(node);
	const among = (suspects: readonly Suspect[]) =>
		suspects.flatMap(suspect => blamed(withNamedLines(suspect, node), troubles, errors, node) ?? []);
	const lately = among([...all, ...older]);
	// What was replaced long ago, perhaps on purpose, is asked last.
	return (lately.length > 0 ? lately : among(altered)).toSorted(
		(one, other) => other.score - one.score || (other.changedMs ?? 0) - (one.changedMs ?? 0),
	);
}

function ofMount({path, filesystem}: OddMount): Suspect {
	return {
		path,
		seen: [{source: '/proc/self/mountinfo', text: `${path} is a mount (${filesystem})`}],
		counts: 'use',
		what: `has something else mounted over it (${filesystem})`,
		weight: 3,
		back: [run('umount', path)],
	};
}

function blamed(
	suspect: Suspect,
	troubles: readonly Trouble[],
	errors: Errors,
	node: NodeSnapshot,
): Blamed | undefined {
	const [worst] = troubles
		.filter(
			({unit, inOrder}) => (suspect.units === undefined || suspect.units.includes(unit)) && (!inOrder || suspect.stops),
		)
		.flatMap(trouble => after(suspect, trouble) ?? [])
		.toSorted((one, other) => other.score - one.score);
	const isStopped = troubles.some(({inOrder}) => inOrder);
	return worst ?? complained(suspect, errors, node, isStopped);
}

/** A service that is down since. */
function after(suspect: Suspect, {unit, sinceMs}: Trouble): Blamed | undefined {
	const {changedMs} = suspect;
	if (changedMs === undefined) return {...suspect, unit, score: suspect.weight};
	if (sinceMs === undefined) return {...suspect, unit, score: scoreOf(suspect, unknownDelayMs) + 1};
	const delayMs = sinceMs - changedMs;
	if (delayMs < -slackMs || delayMs > hourMs) return undefined;
	return {...suspect, unit, delayMs: Math.max(0, delayMs), score: scoreOf(suspect, delayMs) + 1};
}

/** Errors are written that nobody had written before. Where somebody stopped a service they are of that, and not of what is long past. */
function complained(suspect: Suspect, errors: Errors, node: NodeSnapshot, isStopped: boolean): Blamed | undefined {
	const {changedMs} = suspect;
	if (changedMs === undefined) return {...suspect, score: suspect.weight - 1};
	const fromMs = suspect.counts === 'use' ? changedMs : startAfter(suspect, changedMs, node);
	const saidMs = fromMs === undefined ? undefined : newErrorAfter(errors, fromMs, suspect.isJob);
	if (fromMs === undefined || saidMs === undefined || saidMs - fromMs > soonMs) return undefined;
	if (isStopped && saidMs - changedMs > soonMs) return undefined;
	return {...suspect, delayMs: saidMs - changedMs, score: scoreOf(suspect, saidMs - fromMs)};
}

/** The start of a service that read it. */
function startAfter({units = []}: Suspect, changedMs: number, node: NodeSnapshot): number | undefined {
	const starts = units.flatMap(name => startedAtMs(name, node) ?? []);
	return starts.find(startMs => startMs > changedMs - slackMs);
}

function scoreOf({weight}: Suspect, delayMs: number): number {
	return weight - 0.6 * Math.log10(1 + Math.max(0, delayMs) / 1000);
}
