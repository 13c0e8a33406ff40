import {containerArg} from '../container-arg.ts';
import {type Build, lost} from '../transform.ts';
import type {Arg, Command} from '../types.ts';
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
		const one = names.length > 1 ? tableOf(names, args) : of(names[0]).argv;
		return {commands: [throughAwk(one, template, names.length > 1 ? noHeading : undefined)]};
	}
	if (names.length === 0) return {commands: [of()]};
	if (names.length > 1 && watch.length > 0) return {commands: [of()], findings: [lost('stats.several')]};
	if (names.length < 2 || args.includes('json')) return {commands: names.map(of)};
	// One heading for all.
	return {
		commands: [{inputFrom: tableOf(names, args), argv: ['awk', `NR == 1 || ${noHeading}`], effect: 'read'}],
	};
};

/** Of an awk that reads the tables of several containers, one behind the other. */
const noHeading = '!/CONTAINER +NAME/';

/** crictl stats takes one ID. */
function tableOf(names: readonly string[], args: readonly Arg[]): Command['argv'] {
	const table = `for container; do crictl stats${args.map(arg => ` ${arg}`).join('')} --id "$container"; done`;
	return ['sh', '-c', table, 'sh', ...names.map(containerArg)];
}
