import {actingKeys} from './acting-keys.ts';
import {comfortKeys} from './comfort-keys.ts';
import type {CommandId} from './command-id.ts';
import {journalKeys} from './journal/keys.ts';
import {listKeys} from './list-keys.ts';
import {logKeys} from './log-keys.ts';
import {migrateKeys} from './migration/keys.ts';
import type {Screen} from './screen.ts';
import {translateKeys} from './translate-keys.ts';

export type Place = Screen['kind'] | 'logs' | 'job' | 'commands' | 'migrate-journal';

export type Binding = {
	readonly keys: readonly string[];
	readonly does: CommandId | `plugin:${number}`;
	/** One or two words for the footer. */
	readonly short: string;
	/** One line for the help. */
	readonly help: string;
	readonly where: readonly Place[];
	/** In the footer, if there is room: lower first. */
	readonly footer?: number;
	/** It leads to changes of the node: not in the footer in read-only mode. */
	readonly changes?: true;
};

const movable: readonly Place[] = [
	'list',
	'text',
	'logs',
	'entry',
	'job',
	'commands',
	'details',
	'jobs',
	'checks',
	'journal',
	'migrate',
	'migrate-journal',
];
const filtered: readonly Place[] = ['list', 'text', 'logs', 'job', 'commands', 'details', 'journal', 'migrate-journal'];
const browsing: readonly Place[] = movable;
const texts: readonly Place[] = ['text', 'logs', 'job', 'commands'];
const everywhere: readonly Place[] = [...browsing, 'translate', 'cheat'];

/** Every key of the console. The footer, the help and the README's table are drawn from here. */
export const keymap: readonly Binding[] = [
	{
		keys: ['enter'],
		does: 'open',
		short: 'open',
		help: 'open the row: pod → containers → details',
		where: ['list'],
		footer: 1,
	},
	{
		keys: ['esc'],
		does: 'back',
		short: 'back',
		help: 'go back; at the first screen: clear the filter',
		where: everywhere,
		footer: 2,
	},
	{keys: ['l'], does: 'logs', short: 'logs', help: 'follow the log of the container', where: ['list'], footer: 3},
	{
		keys: ['i'],
		does: 'inspect',
		short: 'inspect',
		help: 'everything the runtime knows of the row',
		where: ['list'],
		footer: 5.7,
	},
	{
		keys: ['e', 's'],
		does: 'shell',
		short: 'shell',
		help: 'a shell in the container',
		where: ['list'],
		footer: 5,
		changes: true,
	},
	{
		keys: ['/'],
		does: 'filter',
		short: 'filter',
		help: 'only what matches: regex, !not; lists: -f fuzzy, -l label',
		where: filtered,
		footer: 6,
	},
	{
		keys: [':'],
		does: 'command-line',
		short: 'go to',
		help: 'go anywhere: :pods :images :ns :docker ps -a :q',
		where: browsing,
		footer: 7,
	},
	{
		keys: ['t'],
		does: 'translate',
		short: 'translate',
		help: 'type a docker command, see it in crictl and ctr',
		where: ['list', 'text', 'details', 'jobs', 'job', 'commands'],
		footer: 8,
	},
	{
		keys: ['!'],
		does: 'command-log',
		short: 'commands',
		help: 'every command that rtconsole ran',
		where: browsing,
		footer: 9,
	},
	{keys: ['?'], does: 'help', short: 'help', help: 'the keys of this screen', where: browsing, footer: 10},
	{
		keys: ['f'],
		does: 'follow',
		short: 'follow',
		help: 'stay at the end, or stop',
		where: ['text', 'job', 'commands'],
		footer: 3,
	},
	{keys: ['w'], does: 'wrap', short: 'wrap', help: 'wrap long lines, or cut them', where: texts, footer: 4},
	...logKeys,
	{keys: ['j', 'down'], does: 'down', short: 'down', help: 'next row', where: movable},
	{keys: ['k', 'up'], does: 'up', short: 'up', help: 'row before', where: movable},
	{keys: ['pagedown', 'ctrl-f'], does: 'page-down', short: 'page down', help: 'next page', where: movable},
	{
		keys: ['space'],
		does: 'page-down',
		short: 'page down',
		help: 'next page',
		where: ['text', 'logs', 'entry', 'journal', 'migrate', 'migrate-journal'],
	},
	{keys: ['pageup', 'ctrl-b'], does: 'page-up', short: 'page up', help: 'page before', where: movable},
	{keys: ['g', 'home'], does: 'first', short: 'first', help: 'first row', where: movable},
	{keys: ['G', 'end'], does: 'last', short: 'last', help: 'last row', where: movable},
	{keys: ['left', 'h'], does: 'left', short: 'left', help: 'move the text to the right', where: [...texts, 'details']},
	{keys: ['right'], does: 'right', short: 'right', help: 'move the text to the left', where: [...texts, 'details']},
	{keys: ['r'], does: 'refresh', short: 'refresh', help: 'ask the node again now', where: ['list', 'text']},
	...listKeys,
	{keys: ['0'], does: 'all-namespaces', short: 'all', help: 'all containerd namespaces again', where: ['list']},
	...translateKeys,
	...actingKeys,
	...journalKeys,
	...migrateKeys,
	...comfortKeys,
	{keys: ['q'], does: 'quit', short: 'quit', help: 'quit', where: browsing, footer: 11},
	{keys: ['ctrl-c'], does: 'quit', short: 'quit', help: 'quit, from everywhere', where: everywhere},
];

export function placeOf(screen: Screen): Place {
	if (screen.kind === 'migrate')
		return screen.page === 'walk' && screen.pane === 'journal' ? 'migrate-journal' : 'migrate';
	if (screen.kind !== 'text') return screen.kind;
	const {of} = screen.source;
	return of === 'logs' || of === 'job' || of === 'commands' ? of : 'text';
}

export function bindingOf(place: Place, key: string, table = keymap): Binding | undefined {
	return table.find(({keys, where}) => where.includes(place) && keys.includes(key));
}

/** The keys for the footer of a place, most wanted first. */
export function footerOf(place: Place, table = keymap): readonly Binding[] {
	return table
		.filter(({where, footer}) => footer !== undefined && where.includes(place))
		.toSorted((a, b) => (a.footer ?? 0) - (b.footer ?? 0));
}

/** The keys of a place for its help: those of the footer, then its own, then those that are the same nearly everywhere. */
export function helpOf(place: Place, table = keymap): readonly Binding[] {
	const here = table.filter(({where}) => where.includes(place));
	const rest = here.filter(({footer}) => footer === undefined);
	const isCommon = ({where}: Binding) => where.length >= filtered.length;
	return [...footerOf(place, table), ...rest.filter(binding => !isCommon(binding)), ...rest.filter(isCommon)];
}
