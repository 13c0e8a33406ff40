import type {State} from '../state.ts';
import type {FoldLine} from './fold.ts';
import {planLines} from './plan-lines.ts';
import {preflightLines} from './preflight-lines.ts';
import {resultLines} from './result-lines.ts';
import type {MigratePage, MigrateScreen} from './screen.ts';
import {noMigration} from './state.ts';
import {statusLines} from './status-lines.ts';
import {boxOf} from './walk-layout.ts';

/** The lines of a page as it is unfolded; of the walk those of its result. */
export function pageLines(state: State, screen: MigrateScreen, page: MigratePage = screen.page): readonly FoldLine[] {
	const migration = state.migration ?? noMigration;
	const {columns} = state.size;
	const opened = screen.opened.flatMap(each => (each.startsWith(`${page}:`) ? [each.slice(page.length + 1)] : []));
	switch (page) {
		case 'preflight':
			return preflightLines(migration, opened, columns);
		case 'plan':
			return planLines(migration, opened, columns);
		case 'status':
			return statusLines(migration, opened, columns);
		case 'walk':
			return resultLines(migration, boxOf(state, screen, 'result')?.width ?? columns);
	}
}

/** The line under the cursor: it may be gone since. */
export function lineAt({lines, page}: MigrateScreen, count: number): number {
	return Math.max(0, Math.min(lines[page], count - 1));
}
