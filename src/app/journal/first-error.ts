import {annotate, isAlarm} from '../../explain/annotate.ts';
import type {Matcher} from '../../explain/match.ts';
import type {Reader} from '../../host/host.ts';
import {journalCommand, startedUs} from '../../runtime/journal.ts';
import type {JournalRequest} from './journal.ts';
import {timeOf} from './meaning.ts';

type Search = Extract<JournalRequest, {ask: 'first-error'}>;

type Context = {
	readonly host: Reader;
	readonly units: readonly string[];
	readonly matcher: Matcher;
	readonly signal: AbortSignal;
};

export type FoundError = {readonly unit: string; readonly atMs: number; readonly shape: string; readonly text: string};

/** The first entry since boot, or since its unit was started last, that is an error and no known noise. */
export async function firstError(
	{unit, since}: Search,
	{host, units, matcher, signal}: Context,
): Promise<FoundError | {readonly nothing: string}> {
	const wanted = unit === undefined ? units : [unit];
	const name = unit ?? 'these units';
	const where = since === 'boot' ? 'since boot' : `since ${name} was started last`;
	const startUs = since === 'restart' && unit !== undefined ? await startedUs(host, unit) : undefined;
	if (since === 'restart' && startUs === undefined)
		return {nothing: `systemd does not tell when ${name} was started last`};
	const enough = new AbortController();
	const argv = journalCommand({units: wanted, follow: false, boot: true});
	let found: FoundError | undefined;
	try {
		for await (const {from, lines} of host.follow(argv, {signal: AbortSignal.any([signal, enough.signal])})) {
			if (found !== undefined || from === 'stderr') continue;
			for (const line of lines) {
				const entry = annotate(line, matcher);
				if (entry?.atMs === undefined || !isAlarm(entry)) continue;
				if (startUs !== undefined && (entry.monotonicUs ?? 0) < startUs) continue;
				const said = units.includes(entry.unit) ? entry.unit : (unit ?? entry.unit);
				found = {unit: said, atMs: entry.atMs, shape: entry.shape, text: `first error ${where}: ${timeOf(entry.atMs)}`};
				enough.abort();
				break;
			}
		}
	} catch (error) {
		if (found === undefined) throw error;
	}
	return found ?? {nothing: `no error of ${name} ${where}`};
}
