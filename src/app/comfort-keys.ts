import type {Binding, Place} from './keymap.ts';

const everyView: readonly Place[] = [
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
];

/** Keys for the way back, for what is taken along, and for the terminal. Part of the key table. */
export const comfortKeys: readonly Binding[] = [
	{keys: ['['], does: 'visit-back', short: 'before', help: 'where you were before this', where: everyView},
	{keys: [']'], does: 'visit-forward', short: 'forward', help: 'forward again, after [', where: everyView},
	{
		keys: ['-'],
		does: 'visit-last',
		short: 'last view',
		help: 'the view before this one, and back',
		where: everyView.filter(place => place !== 'logs'),
	},
	{
		keys: ['c'],
		does: 'copy',
		short: 'copy',
		help: 'copy the ID, or the lines; again: the name, the row, JSON',
		where: [...everyView, 'migrate-journal'],
	},
	{
		keys: ['ctrl-y'],
		does: 'copy',
		short: 'copy',
		help: 'copy the commands of the answer; again: the line',
		where: ['translate'],
		footer: 5,
	},
	{
		keys: ['ctrl-s'],
		does: 'save',
		short: 'save',
		help: 'save what is here, whole, as a file',
		where: ['list', 'text', 'entry', 'job', 'jobs', 'checks', 'migrate', 'translate'],
	},
	{keys: ['ctrl-a'], does: 'aliases', short: 'aliases', help: 'everything that can be typed after :', where: ['list']},
	{
		keys: ['ctrl-z'],
		does: 'suspend',
		short: 'suspend',
		help: 'stop, until fg',
		where: [...everyView, 'translate', 'cheat', 'migrate', 'migrate-journal'],
	},
];
