import {type Step, stay, withEffects} from '../action.ts';
import type {CommandId} from '../command-id.ts';
import type {JournalCommand} from '../journal/act.ts';
import {type JournalCommandId, journalCommands} from '../journal/keys.ts';
import {placeOf} from '../keymap.ts';
import {bodyBox} from '../layout.ts';
import {journalBox} from '../migration/walk-layout.ts';
import {anchored} from '../rows.ts';
import {type State, topScreen, withTopScreen} from '../state.ts';
import {openMenu} from './act.ts';
import {clearQuery, openCheat} from './cheat.ts';
import {copy, save, suspend} from './comfort.ts';
import {foldAll, nextFound, saveDetails, toggleFold, toggleMask} from './details.ts';
import {foldedBack} from './fold-back.ts';
import {cancelShown, openJobs, quit, stopJob} from './jobs.ts';
import {clearJournal, onJournal, openJournal} from './journal.ts';
import {
	describeSelected,
	inspectSelected,
	logsOfSelected,
	openSelected,
	previousLogOfSelected,
	shellInSelected,
	treeOfSelected,
	yamlOfSelected,
} from './list-commands.ts';
import {
	changeContext,
	lookedForAgain,
	markLine,
	saveLog,
	showSince,
	toggleHighlight,
	togglePrevious,
	toggleTimestamps,
	toggleWhole,
} from './logs.ts';
import {
	clearMarks,
	markRow,
	measureSelected,
	rangeOfMarks,
	sortBy,
	sortReverse,
	sortStep,
	toggleWide,
	unmarked,
} from './look.ts';
import {foldMigration, migrateHandlers} from './migrate-commands.ts';
import {type Motion, move} from './move.ts';
import {back, openText, openTranslator} from './navigate.ts';
import {openPrompt} from './open-prompt.ts';
import {refresh} from './refresh.ts';
import {findMatch} from './search.ts';
import {toggleExplain} from './translate.ts';
import {visitBack, visitForward, visitLast} from './visits.ts';
import {whySelected} from './why.ts';

const isLog = (state: State) => placeOf(topScreen(state)) === 'logs';

/** What each command does. */
const handlers: Readonly<Record<CommandId, (state: State) => Step>> = {
	down: moving('down'),
	up: moving('up'),
	'page-down': moving('page-down'),
	'page-up': moving('page-up'),
	first: moving('first'),
	last: moving('last'),
	left: moving('left'),
	right: moving('right'),
	open: openSelected,
	back: backOrClear,
	filter: state => stay(openPrompt(state, 'filter')),
	'command-line': state => stay(openPrompt(state, 'command')),
	help: state => stay({...state, overlay: {kind: 'help', top: 0}}),
	logs: logsOfSelected,
	inspect: inspectSelected,
	shell: shellInSelected,
	refresh,
	'all-namespaces': state => stay({...state, containerdNamespace: undefined}),
	translate: state => openTranslator(state, 'docker '),
	explain: toggleExplain,
	cheat: state => openCheat(state),
	'mark-row': markRow,
	'mark-range': rangeOfMarks,
	'clear-marks': clearMarks,
	wide: toggleWide,
	'sort-next': sortStep(1),
	'sort-previous': sortStep(-1),
	'sort-reverse': sortReverse,
	'sort-name': sortBy('name'),
	'sort-age': sortBy('age'),
	'sort-cpu': sortBy('cpu'),
	'sort-memory': sortBy('memory'),
	'sort-status': sortBy('status'),
	'sort-namespace': sortBy('namespace'),
	'sort-restarts': sortBy('restarts'),
	'sort-size': sortBy('size'),
	measure: measureSelected,
	tree: treeOfSelected,
	follow: state => onPanes(state, 'follow') ?? toggle('follow')(state),
	wrap: state => onPanes(state, 'taller') ?? toggle('wrap')(state),
	timestamps: toggleTimestamps,
	previous: state => (topScreen(state).kind === 'list' ? previousLogOfSelected(state) : togglePrevious(state)),
	'since-tail': showSince('tail'),
	'since-head': showSince('head'),
	'since-1m': showSince('1m'),
	'since-5m': showSince('5m'),
	'since-15m': showSince('15m'),
	'since-30m': showSince('30m'),
	'since-1h': showSince('1h'),
	mark: markLine,
	highlight: state => onPanes(state, 'highlight') ?? toggleHighlight(state),
	'whole-log': toggleWhole,
	'more-context': changeContext(1),
	'less-context': changeContext(-1),
	'next-match': state => onPanes(state, 'next-match') ?? findMatch('next')(state),
	'match-before': state => onPanes(state, 'match-before') ?? findMatch('before')(state),
	'command-log': state => openText(state, 'commands', {of: 'commands'}),
	actions: openMenu,
	why: whySelected,
	describe: describeSelected,
	yaml: yamlOfSelected,
	unmask: toggleMask,
	fold: toggleFold,
	'fold-all': state => foldMigration(state) ?? foldAll(state),
	'next-found': state => nextFound(state, 1),
	'previous-found': state => nextFound(state, -1),
	'save-details': saveDetails,
	'save-script': state => withEffects(state, {type: 'save-script'}),
	...migrateHandlers,
	jobs: openJobs,
	'stop-job': stopJob,
	background: back,
	quit,
	'visit-back': visitBack,
	'visit-forward': visitForward,
	'visit-last': visitLast,
	copy,
	save: state => onPanes(state, 'save') ?? (isLog(state) ? saveLog(state) : save(state)),
	journal: state => openJournal(state),
	...journalHandlers(),
	aliases: state => openText(state, 'aliases', {of: 'aliases'}),
	suspend,
};

export function runCommand(state: State, command: CommandId): Step {
	return handlers[command](state);
}

/** What a key does where there are journal panes; undefined where there are none. */
function onPanes(state: State, command: JournalCommand | 'left' | 'right' | 'hold'): Step | undefined {
	const screen = topScreen(state);
	const box = screen.kind === 'migrate' ? journalBox(state, screen) : bodyBox(state);
	if (box === undefined || (screen.kind !== 'journal' && placeOf(screen) !== 'migrate-journal')) return undefined;
	if (command === 'left' || command === 'right' || command === 'hold') return stay(state);
	return onJournal(state, screen, command, box);
}

function journalHandlers(): Readonly<Record<JournalCommandId, (state: State) => Step>> {
	const ids = Object.keys(journalCommands) as JournalCommandId[];
	const handler = (id: JournalCommandId) => (state: State) => onPanes(state, journalCommands[id]) ?? stay(state);
	return Object.fromEntries(ids.map(id => [id, handler(id)])) as Record<JournalCommandId, (state: State) => Step>;
}

function moving(motion: Motion) {
	return (state: State) => onPanes(state, motion) ?? stay(move(state, motion));
}

function toggle(what: 'follow' | 'wrap') {
	return (state: State): Step => {
		const screen = topScreen(state);
		if (screen.kind !== 'text') return stay(state);
		const held = what === 'follow' && screen.follow ? move(state, 'hold') : state;
		const now = topScreen(held);
		return stay(now.kind === 'text' ? withTopScreen(held, {...now, [what]: !screen[what]}) : held);
	};
}

/** `esc` undoes the last narrowing first: marks, a filter, what is unfolded under the cursor, then the screen. */
function backOrClear(state: State): Step {
	const withoutTheMarks = unmarked(state);
	if (withoutTheMarks) return stay(withoutTheMarks);
	const screen = topScreen(state);
	if (screen.kind === 'list' && screen.filter !== '')
		return stay(withTopScreen(state, {...anchored(state, screen), filter: ''}));
	if (screen.kind === 'text' && screen.filter !== '')
		return lookedForAgain(withTopScreen(state, {...screen, filter: '', found: undefined}));
	if (screen.kind === 'details' && screen.filter !== '') return stay(withTopScreen(state, {...screen, filter: ''}));
	const cancelled = cancelShown(state) ?? foldedBack(state);
	if (cancelled) return cancelled;
	const cleared = clearQuery(state) ?? clearJournal(state);
	if (cleared) return stay(cleared);
	if (state.screens.length > 1) return back(state);
	return stay({...state, containerdNamespace: undefined});
}
