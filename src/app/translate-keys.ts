import type {Binding} from './keymap.ts';

/** Keys of the translator and of the cheat sheet, which lead to each other. Part of the key table. */
export const translateKeys: readonly Binding[] = [
	{keys: ['pagedown'], does: 'page-down', short: 'page down', help: 'more of the answer', where: ['translate']},
	{keys: ['pageup'], does: 'page-up', short: 'page up', help: 'the answer before', where: ['translate']},
	{
		keys: ['ctrl-x'],
		does: 'explain',
		short: 'explain',
		help: 'what each word of the line and of its answer means',
		where: ['translate'],
		footer: 3,
	},
	{
		keys: ['ctrl-t'],
		does: 'cheat',
		short: 'cheat sheet',
		help: 'docker, crictl and ctr side by side, and what is different',
		where: ['translate'],
		footer: 4,
	},
	{
		keys: ['ctrl-t'],
		does: 'cheat',
		short: 'cheat sheet',
		help: 'docker, crictl and ctr side by side, and what is different',
		where: ['list', 'text', 'entry', 'details', 'jobs', 'job', 'commands'],
	},
	{
		keys: ['enter'],
		does: 'open',
		short: 'open',
		help: 'open it: a table, a concept, or the line in the translator',
		where: ['cheat', 'entry'],
		footer: 1,
	},
	{keys: ['down'], does: 'down', short: 'down', help: 'next row', where: ['cheat']},
	{keys: ['up'], does: 'up', short: 'up', help: 'row before', where: ['cheat']},
	{keys: ['pagedown'], does: 'page-down', short: 'page down', help: 'next page', where: ['cheat']},
	{keys: ['pageup'], does: 'page-up', short: 'page up', help: 'page before', where: ['cheat']},
	{
		keys: ['enter'],
		does: 'open',
		short: 'run',
		help: 'run it: reads at once, writes after a question',
		where: ['translate'],
		footer: 1,
	},
];
