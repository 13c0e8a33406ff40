import {quoteWord} from '../../model/argv.ts';
import type {LogWindow} from '../../model/kept-line.ts';
import {type Ask, close, lost, note} from '../transform.ts';
import {diffOf} from '../transforms/diff.ts';
import {withoutAll} from '../transforms/top.ts';
import type {Command} from '../types.ts';
import {argOf, type BuildByCtr, flagsLost, logOf, script} from './held.ts';

/** What it prints is in the file that `ctr run --log-uri` was given. */
export const logs: BuildByCtr = (held, ask) => {
	const [name = ''] = ask.parsed.args;
	const file = logOf(name, held);
	const tail = /^\+?\d+$/.test(ask.value('tail') ?? '') ? ask.value('tail')?.replace('+', '') : undefined;
	const follow = ask.on('follow');
	const argv: Command['argv'] =
		tail === undefined && !follow ? ['cat', file] : ['tail', '-n', tail ?? '+1', ...(follow ? ['-F'] : []), file];
	// What is pasted has a file of lines alone.
	const window = ask.shaped ? windowOf(ask) : undefined;
	const flags = ['tail', 'follow', ...(window === undefined ? [] : ['timestamps', 'since', 'until', 'details'])];
	const said = window === undefined ? 'by-ctr.logs' : 'by-ctr.logs-kept';
	return {
		commands: [
			{
				argv,
				effect: 'read',
				output: 'streams',
				...(follow ? {terminal: 'follow' as const} : {}),
				...(window === undefined ? {} : {window}),
			},
		],
		findings: [close(follow ? 'by-ctr.logs-follow' : said), ...flagsLost(ask, flags)],
	};
};

function windowOf(ask: Ask): LogWindow {
	const [since, until] = [ask.value('since'), ask.value('until')];
	return {
		...(ask.on('timestamps') ? {times: true} : {}),
		...(since === undefined ? {} : {since}),
		...(until === undefined ? {} : {until}),
	};
}

/** Its output goes to a file, so that nothing can be attached to. */
export const attach: BuildByCtr = (held, ask) => ({
	commands: [
		{
			argv: ['tail', '-n', '0', '-F', logOf(ask.parsed.args[0] ?? '', held)],
			effect: 'read',
			terminal: 'follow',
			output: 'streams',
		},
	],
	findings: [lost('by-ctr.attach')],
});

export const top: BuildByCtr = (held, ask) => {
	const [name = '', ...options] = ask.parsed.args;
	const shown = options.length === 0 ? ['-f'] : withoutAll(options);
	const pids = 'ctr task ps "$1" | grep -o "^[0-9]*" | paste -sd, -';
	const text = `ps ${shown.map(quoteWord).join(' ')} -p "$(${pids})"`;
	return {commands: [script(text, [argOf(name, held)], held, 'read')], findings: [note('top.host')]};
};

export const diff: BuildByCtr = (held, ask) => diffOf(ask, name => argOf(name, held), held.namespace);
