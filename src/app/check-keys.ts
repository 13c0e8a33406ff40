import type {Binding} from './keymap.ts';

/** Keys of the check-up. Part of the key table. */
export const checkKeys: readonly Binding[] = [
	{
		keys: ['enter', 'tab'],
		does: 'open',
		short: 'why and fix',
		help: 'what was seen and what to type, or fold it away',
		where: ['checks'],
		footer: 1,
	},
	{keys: ['r'], does: 'refresh', short: 'again', help: 'look at the node again', where: ['checks'], footer: 3},
];
