import {bodyBox} from '../app/layout.ts';
import type {Screen} from '../app/screen.ts';
import type {State} from '../app/state.ts';
import {cheatLines} from './cheat.ts';
import {checksLines} from './checks.ts';
import {detailsLines} from './details.ts';
import {entryLines} from './entry.ts';
import {jobsLines} from './jobs.ts';
import {journalLines} from './journal.ts';
import {listLines} from './list.ts';
import {migrateLines} from './migrate.ts';
import {textLines} from './text.ts';
import type {Theme} from './theme.ts';
import {translateLines} from './translate.ts';

/** The body of each kind of screen, as painted lines no wider than the terminal. */
export function bodyLines(state: State, screen: Screen, theme: Theme): readonly string[] {
	switch (screen.kind) {
		case 'list':
			return listLines(state, screen, theme);
		case 'text':
			return textLines(state, screen, theme);
		case 'translate':
			return translateLines(state, screen, theme);
		case 'cheat':
			return cheatLines(state, screen, theme);
		case 'details':
			return detailsLines(state, screen, theme);
		case 'checks':
			return checksLines(state, screen, theme);
		case 'journal': {
			const journal = state.journals[screen.id];
			return journal ? journalLines(journal, bodyBox(state), theme) : [];
		}
		case 'migrate':
			return migrateLines(state, screen, theme);
		case 'jobs':
			return jobsLines(state, screen, theme);
		case 'entry':
			return entryLines(state, screen, theme);
	}
}
