import type {Binding} from './keymap.ts';
import {sinceKeys} from './log-since.ts';

/** The keys that only a log has: where k9s has one, it is the same. */
export const logKeys: readonly Binding[] = [
	{keys: ['s', 'f'], does: 'follow', short: 'follow', help: 'stay at the end, or stop', where: ['logs'], footer: 3},
	{
		keys: ['t'],
		does: 'timestamps',
		short: 'times',
		help: 'timestamps of the log lines, or none',
		where: ['logs'],
		footer: 5,
	},
	{
		keys: ['p'],
		does: 'previous',
		short: 'previous',
		help: 'the log of the attempt before, or of this one again',
		where: ['logs'],
		footer: 6.1,
	},
	...sinceKeys.map(
		({key, since, help}): Binding => ({keys: [key], does: `since-${since}`, short: since, help, where: ['logs']}),
	),
	{
		keys: ['ctrl-s'],
		does: 'save',
		short: 'save',
		help: 'all of the log into a file, rotated files included',
		where: ['logs'],
		footer: 6.2,
	},
	{keys: ['n'], does: 'next-match', short: 'next', help: 'the next line that matches /', where: ['logs']},
	{keys: ['N'], does: 'match-before', short: 'before', help: 'the line before that matches /', where: ['logs']},
	{
		keys: ['H'],
		does: 'highlight',
		short: 'highlight',
		help: 'what matches among all lines, or alone',
		where: ['logs'],
		footer: 6.3,
	},
	{
		keys: ['F'],
		does: 'whole-log',
		short: 'whole log',
		help: 'what matches / in all of the log, or its end again',
		where: ['logs'],
		footer: 6.25,
	},
	{keys: ['+', '='], does: 'more-context', short: 'context', help: 'more lines around what matches', where: ['logs']},
	{keys: ['-'], does: 'less-context', short: 'context', help: 'fewer lines around what matches', where: ['logs']},
	{
		keys: ['m'],
		does: 'mark',
		short: 'mark',
		help: 'a line across the log, with the time',
		where: ['logs'],
		footer: 6.4,
	},
];
