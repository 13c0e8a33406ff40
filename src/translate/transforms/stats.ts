import {containerArg} from '../container-arg.ts';
import {type Build, lost} from '../transform.ts';
import type {Command} from '../types.ts';
import {throughAwk} from './list.ts';
import {listTemplate} from './list-template.ts';

/** docker's stats stream; crictl's do with `--watch`, of one container or of all. */
export const stats: Build = ({args}, ask) => {
	const names = ask.parsed.args;
	const watch = ask.on('no-stream') ? [] : ['--watch'];
	const of = (name?: string): Command => ({
		argv: ['crictl', 'stats', ...args, ...watch, ...(name === undefined ? [] : ['--id', containerArg(name)])],
		effect: 'read',
		...(watch.length > 0 ? {terminal: 'follow'} : {}),
	});
	const template = listTemplate(ask);
	if (template !== undefined) {
		const tables = (names.length === 0 ? [undefined] : names).map(of);
		return {commands: tables.map(({argv}) => throughAwk(argv, template))};
	}
	if (names.length === 0) return {commands: [of()]};
	if (names.length > 1 && watch.length > 0) return {commands: [of()], findings: [lost('stats.several')]};
	if (names.length < 2 || args.includes('json')) return {commands: names.map(of)};
	const table = `for container; do crictl stats${args.map(arg => ` ${arg}`).join('')} --id "$container"; done`;
	// One heading for all.
	return {
		commands: [
			{
				inputFrom: ['sh', '-c', table, 'sh', ...names.map(containerArg)],
				argv: ['awk', 'NR == 1 || !/CONTAINER +NAME/'],
				effect: 'read',
			},
		],
	};
};
