import {close, type Found, lost} from '../transform.ts';
import {type BuildByCtr, flagsLost} from './held.ts';

/** docker's words for a state, and those of `ctr task ls`. */
const states: Readonly<Record<string, string>> = {
	running: 'RUNNING',
	exited: 'STOPPED',
	created: 'CREATED',
	paused: 'PAUSED',
};

/**
 * `docker ps --filter name=web`: names are IDs, so that `ctr task ls` has both, and `ctr containers ls` also those that do not
 * run.
 */
export const list: BuildByCtr = ({namespace}, ask) => {
	const filters = ask.values('filter').map(filter => filter.split(/=(.*)/s));
	const findings: Found[] = [...flagsLost(ask, ['all', 'quiet', 'filter', 'format', 'no-trunc'])];
	const tests: string[] = [];
	const given: string[] = [];
	let status: string | undefined;
	for (const [key = '', value = ''] of filters) {
		if (key === 'name' || key === 'id') {
			given.push('-v', `n${given.length}=${value.replace(/^(\^?)\//, '$1')}`);
			tests.push(`$1 ~ n${given.length - 2}`);
		} else if (key === 'status' && Object.hasOwn(states, value)) status = states[value];
		else return {commands: [], findings: [{...lost('by-ctr.filter', {filter: `${key}=${value}`}), flag: '--filter'}]};
	}
	const all = ask.on('all') && status === undefined;
	if (!all) tests.push(`$3 == "${status ?? 'RUNNING'}"`);
	const shown = shownBy(ask.on('quiet') ? '{{.ID}}' : ask.value('format'), all);
	if (shown === undefined)
		return {
			commands: [],
			findings: [{...lost('by-ctr.template', {format: ask.value('format') ?? ''}), flag: '--format'}],
		};
	const heading = shown === '' && !ask.on('quiet') ? `NR == 1 || ${join(tests)}` : join(['NR > 1', ...tests]);
	return {
		commands: [
			{
				inputFrom: ['ctr', '-n', namespace, ...(all ? ['containers', 'ls'] : ['task', 'ls'])],
				argv: ['awk', ...given, `${heading}${shown === '' ? '' : ` {${shown}}`}`],
				effect: 'read',
			},
		],
		findings: [...findings, close('by-ctr.list')],
	};
};

function join(tests: readonly string[]): string {
	return tests.length === 0 ? '1' : tests.join(' && ');
}

/** What awk prints of a row; nothing for the whole row, undefined where ctr does not have it. */
function shownBy(format: string | undefined, all: boolean): string | undefined {
	if (format === undefined) return '';
	const bare = format.replace(/\s+/g, '');
	if (bare === '{{.ID}}' || bare === '{{.Names}}') return 'print $1';
	if (bare === '{{.Image}}' && all) return 'print $2';
	if ((bare === '{{.Status}}' || bare === '{{.State}}') && !all) return 'print ($3 == "RUNNING" ? "Up" : $3)';
	return undefined;
}
