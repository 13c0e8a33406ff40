import type {Binding} from '../keymap.ts';
import type {JournalCommand} from './act.ts';

/** What of a screen with journal panes is theirs, by the name that it has in the key table. */
export const journalCommands = {
	'journal-next-unit': 'next-unit',
	'journal-unit-before': 'unit-before',
	'journal-merge': 'merge',
	'journal-meaning': 'meaning',
	'journal-next-error': 'next-error',
	'journal-error-before': 'error-before',
	'journal-since-boot': 'since-boot',
	'journal-since-restart': 'since-restart',
	'journal-quiet': 'quiet',
} as const satisfies Record<`journal-${string}`, JournalCommand>;

export type JournalCommandId = keyof typeof journalCommands;

const panesKeys: readonly Binding[] = [
	{
		keys: ['enter'],
		does: 'journal-meaning',
		short: 'meaning',
		help: 'what the line means: cause and fix; again: away with it',
		where: ['journal'],
		footer: 1,
	},
	{keys: ['f', 's'], does: 'follow', short: 'follow', help: 'stay at the end, or stop', where: ['journal'], footer: 3},
	{
		keys: ['tab', 'right'],
		does: 'journal-next-unit',
		short: 'next unit',
		help: 'keys for the next unit',
		where: ['journal'],
		footer: 4,
	},
	{
		keys: ['shift-tab', 'left'],
		does: 'journal-unit-before',
		short: 'last unit',
		help: 'keys for the unit before',
		where: ['journal'],
	},
	{
		keys: ['m'],
		does: 'journal-merge',
		short: 'merge',
		help: 'all units in one pane by time, or each for itself',
		where: ['journal'],
		footer: 5,
	},
	{
		keys: ['e'],
		does: 'journal-next-error',
		short: 'error',
		help: 'the next error that counts',
		where: ['journal'],
		footer: 5.1,
	},
	{
		keys: ['E'],
		does: 'journal-error-before',
		short: 'error up',
		help: 'the error before',
		where: ['journal'],
		footer: 5.2,
	},
	{
		keys: ['b'],
		does: 'journal-since-boot',
		short: 'since boot',
		help: 'the first error since boot, all units from then on',
		where: ['journal'],
		footer: 5.3,
	},
	{
		keys: ['r'],
		does: 'journal-since-restart',
		short: 'restarted',
		help: 'the first error since the unit was started last',
		where: ['journal'],
		footer: 5.4,
	},
	{
		keys: ['x'],
		does: 'journal-quiet',
		short: 'noise',
		help: 'hide what every healthy node says too, or dim it',
		where: ['journal'],
		footer: 6.1,
	},
	{keys: ['n'], does: 'next-match', short: 'next', help: 'the next line that matches /', where: ['journal']},
	{keys: ['N'], does: 'match-before', short: 'before', help: 'the line before that matches /', where: ['journal']},
	{
		keys: ['H'],
		does: 'highlight',
		short: 'highlight',
		help: 'what matches among all lines, or alone',
		where: ['journal'],
	},
	{keys: ['w'], does: 'wrap', short: 'wrap', help: 'rows that a line may take: two, all, one', where: ['journal']},
	{
		keys: ['ctrl-s'],
		does: 'save',
		short: 'save',
		help: 'all that these units wrote since boot, as a file',
		where: ['journal'],
		footer: 6.2,
	},
	{
		keys: ['U'],
		does: 'journal',
		short: 'journals',
		help: 'the journals of kubelet, containerd, docker, live',
		where: ['list', 'text', 'logs', 'details', 'checks', 'jobs', 'commands'],
	},
];

/** Keys of the journal panes, where they are a screen and where they stand beside a walk. Part of the key table. */
export const journalKeys: readonly Binding[] = panesKeys.map(binding =>
	binding.where.includes('journal') ? {...binding, where: [...binding.where, 'migrate-journal']} : binding,
);
