import {readLogLine} from '../../explain/read-line.ts';
import type {FailedStep} from '../../migrate/engine.ts';
import type {Cause} from '../../migrate/progress.ts';
import {type Argv, quote} from '../../model/argv.ts';
import {known, type NodeSnapshot} from '../../model/node-snapshot.ts';

const shown = 2;

/** Where nothing is known of a failure: what the services of the step said last of errors, and where the rest of it stands. */
export function lastWords(
	{watch, sinceMs}: Pick<FailedStep, 'watch' | 'sinceMs'>,
	{journal}: NodeSnapshot,
): readonly Cause[] {
	const names = watch.map(nameOf);
	const said = (known(journal) ?? [])
		.map((text, index) => readLogLine(text, index + 1))
		.filter(({level, unit, timeMs}) => isError(level) && names.includes(nameOf(unit)) && (timeMs ?? 0) >= sinceMs);
	if (said.length === 0) return [];
	const different = [...new Map(said.map(line => [line.message.replace(/\d+/g, '#'), line])).values()];
	const since = `@${Math.floor(sinceMs / 1000)}`;
	const argv: Argv = ['journalctl', '--no-pager', `--since=${since}`, ...watch.flatMap(unit => ['-u', unit])];
	return [
		{
			id: 'last-words',
			because: `nothing is known of it; what ${[...new Set(said.map(({unit}) => nameOf(unit)))].join(' and ')} said last of errors:`,
			evidence: different.slice(-shown).map(({unit, message}) => ({source: nameOf(unit), text: message.slice(0, 300)})),
			fix: [{text: `all of it: ${quote(argv)}`, argv}],
			mayPass: true,
		},
	];
}

const isError = (level: string | undefined) => level === 'error' || level === 'fatal';
const nameOf = (unit = '') => (unit === 'dockerd' ? 'docker' : unit.replace(/\.service$/, ''));
