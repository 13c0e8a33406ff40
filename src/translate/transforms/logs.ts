import type {Build, FlagTransform} from '../transform.ts';
import {type Ask, close, lost} from '../transform.ts';
import {line} from './line.ts';
import {dateOf} from './until.ts';

/** No limit: `--tail all`, a negative number, and whatever else is no number. Source: moby daemon/logs.go, lab plain. */
export const logsTail: FlagTransform = values => {
	const tail = values.at(-1) ?? 'all';
	return /^\+?\d+$/.test(tail) ? {args: ['--tail', tail.replace('+', '')]} : {};
};

export const logsUntil: FlagTransform = (_values, ask) => ({
	findings: [endOf(ask) === undefined ? lost('logs.until') : close('logs.until-cut')],
});

/** For `date`, where what comes later can be cut: not of lines that are still to come, nor where the last ones are counted. */
function endOf(ask: Ask): string | undefined {
	const until = ask.value('until');
	const counts = /^\+?\d+$/.test(ask.value('tail') ?? '');
	if (!ask.shaped || until === undefined || ask.on('follow') || counts) return undefined;
	return dateOf(until);
}

/** `docker logs`: crictl has no end of a time window, but it tells the time of each line, in the zone of the log. */
export const logs: Build = (draft, ask) => {
	const end = endOf(ask);
	const built = neverStarted(line(draft, ask), ask);
	if (end === undefined) return built;
	const [command] = 'error' in built ? [] : built.commands;
	if ('error' in built || command === undefined) return built;
	const [tool, verb = '', ...rest] = command.argv;
	const args = rest.filter(word => word !== '--timestamps');
	const cut = ask.on('timestamps') ? 'print' : 'print substr($0, length($1) + 2)';
	const awk = `awk -v until="$until" '!/^[0-9]+-[0-9][0-9]-[0-9][0-9]T/ {print; next} $1 <= until {${cut}}'`;
	const text = [
		'until=$(date --date "$1" +%Y-%m-%dT%H:%M:%S.%N%:z) || exit; shift; exec 6>&1',
		`code=$({ { { "$@" 2>&3 3>&- 5>&-; echo "$?" >&5; } | ${awk} >&6 3>&- 5>&-; } 3>&1 | ${awk} >&2 5>&-; } 5>&1)`,
		'exit "$code"',
	].join('; ');
	return {
		...built,
		commands: [{...command, argv: ['sh', '-c', text, 'sh', end, tool, String(verb), '--timestamps', ...args]}],
	};
};

/** It has no log yet, which is no mistake to docker; crictl finds no file. `--follow` waits for the start, as docker does. */
function neverStarted(built: ReturnType<Build>, ask: Ask): ReturnType<Build> {
	if ('error' in built || ask.on('follow')) return built;
	return {...built, commands: built.commands.map(command => ({...command, created: {argv: ['true']}}))};
}
