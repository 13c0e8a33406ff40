import {quoteWord} from '../../model/argv.ts';
import {close, lost, note} from '../transform.ts';
import {diffOf} from '../transforms/diff.ts';
import {withoutAll} from '../transforms/top.ts';
import type {Command} from '../types.ts';
import {argOf, around, type BuildByCtr, flagsLost, logOf, script} from './held.ts';

/** What it prints is in the file that `ctr run --log-uri` was given. */
export const logs: BuildByCtr = (held, ask) => {
	const [name = ''] = ask.parsed.args;
	const file = logOf(name, held);
	const tail = /^\+?\d+$/.test(ask.value('tail') ?? '') ? ask.value('tail')?.replace('+', '') : undefined;
	const follow = ask.on('follow');
	const argv: Command['argv'] =
		tail === undefined && !follow ? ['cat', file] : ['tail', '-n', tail ?? '+1', ...(follow ? ['-F'] : []), file];
	return {
		commands: [{argv, effect: 'read', ...(follow ? {terminal: 'follow' as const} : {})}],
		findings: [close(follow ? 'by-ctr.logs-follow' : 'by-ctr.logs'), ...flagsLost(ask, ['tail', 'follow'])],
	};
};

/** Its output goes to a file, so that nothing can be attached to. */
export const attach: BuildByCtr = (held, ask) => ({
	commands: [
		{
			argv: ['tail', '-n', '0', '-F', logOf(ask.parsed.args[0] ?? '', held)],
			effect: 'read',
			terminal: 'follow',
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

export const stats: BuildByCtr = (held, ask) => ({
	commands: ask.parsed.args.map(name => ({
		argv: ['ctr', '-n', held.namespace, 'task', 'metrics', argOf(name, held)] as const,
		effect: 'read' as const,
	})),
	findings: [close('by-ctr.stats'), ...flagsLost(ask, ['no-stream', 'no-trunc', 'all'])],
});

export const diff: BuildByCtr = (held, ask) => diffOf(ask, name => argOf(name, held), held.namespace);

/** A line of awk over a table of ctr's whose first column is the ID, for the one container. */
function inTable(table: 'task' | 'containers', program: string): Look {
	return (name, held) => ({
		inputFrom: ['ctr', '-n', held.namespace, table, 'ls'],
		argv: ['awk', '-v', around('id=', name, '', held), `$1 == id {${program}; found = 1} END {exit !found}`],
		effect: 'read',
	});
}

type Look = (name: string, held: Parameters<BuildByCtr>[0]) => Command;

const address: Look = (name, held) =>
	script(
		'pid=$(ctr task ls | grep "^$1 " | tr -s " " | cut -d" " -f2); nsenter --target "$pid" --net ip -4 -o addr show scope global | grep -o "inet [0-9.]*" | cut -d" " -f2',
		[argOf(name, held)],
		held,
		'read',
	);

/** TASK, PID, STATUS. */
const ofTask = (program: string) => inTable('task', program);
/** CONTAINER, IMAGE, RUNTIME. */
const ofContainer = (program: string) => inTable('containers', program);

/** Fields of docker's that something of ctr's tells, by what stands between the braces. */
const fields: Readonly<Record<string, Look>> = {
	'.State.Running': ofTask('print ($3 == "RUNNING" ? "true" : "false")'),
	'.State.Status': ofTask('print ($3 == "STOPPED" ? "exited" : tolower($3))'),
	'.State.Paused': ofTask('print ($3 == "PAUSED" ? "true" : "false")'),
	'.State.Pid': ofTask('print ($3 == "STOPPED" ? 0 : $2)'),
	'.Id': ofContainer('print $1'),
	'.ID': ofContainer('print $1'),
	'.Name': ofContainer('print "/" $1'),
	'.Config.Image': ofContainer('print $2'),
	'.NetworkSettings.IPAddress': address,
	'range .NetworkSettings.Networks .IPAddress': address,
};

export const inspect: BuildByCtr = (held, ask) => {
	const {args} = ask.parsed;
	const format = ask.value('format');
	if (format === undefined || format === 'json' || format === '{{json .}}')
		return {
			commands: args.map(name => ({
				argv: ['ctr', '-n', held.namespace, 'containers', 'info', argOf(name, held)] as const,
				effect: 'read' as const,
			})),
			findings: [close('by-ctr.info'), ...flagsLost(ask, ['format', 'type'])],
		};
	const bare = format
		.replace(/\{\{\s*end\s*\}\}/g, '')
		.replace(/[{}]+/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	const look = Object.hasOwn(fields, bare) ? fields[bare] : undefined;
	if (look === undefined) return {commands: [], findings: [lost('by-ctr.template', {format})]};
	return {
		commands: args.map(name => look(name, held)),
		findings: flagsLost(ask, ['format', 'type']),
	};
};
