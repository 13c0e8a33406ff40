import {foundBy, rowsOf} from '../app/cheat-view.ts';
import {checkLines} from '../app/checks-view.ts';
import type {DetailsScreen} from '../app/details/screen.ts';
import {detailsView} from '../app/details/view.ts';
import {cutTo, fitTo, longestCluster, widthOf} from '../app/fit.ts';
import type {Journal} from '../app/journal/journal.ts';
import {hasMarks} from '../app/marks.ts';
import {lineAt, pageLines} from '../app/migration/page-lines.ts';
import type {MigrateScreen} from '../app/migration/screen.ts';
import {viewOf} from '../app/rows.ts';
import type {LogSource, Screen, TextSource} from '../app/screen.ts';
import {isWide, type Pane, type State, topScreen} from '../app/state.ts';
import {translateLayout} from '../app/translate-layout.ts';
import {plainText} from '../model/text.ts';
import type {Theme} from './theme.ts';

/** The way here, then what narrows the view. */
export function crumbsLine(state: State, theme: Theme): string {
	const way = state.screens.map(crumbOf).join(' › ');
	const detail = cutFront(detailOf(state, topScreen(state)), state.size.columns - 2);
	const room = state.size.columns - widthOf(detail) - (detail === '' ? 0 : 2);
	return theme.bold(fitTo(cutFront(way, room), room)) + (detail === '' ? '' : `  ${theme.paint('quiet', detail)}`);
}

function crumbOf(screen: Screen): string {
	if (screen.kind === 'list') return screen.pod ? `${screen.list} of ${plainText(screen.pod.name)}` : screen.list;
	switch (screen.kind) {
		case 'text':
		case 'details':
			return plainText(screen.title);
		case 'checks':
			return 'check-up';
		case 'jobs':
			return 'jobs';
		case 'journal':
			return plainText(['journal', ...screen.units].join(' '));
		case 'migrate':
			return 'migration';
		case 'cheat':
			return 'cheat sheet';
		case 'entry':
			return plainText(screen.title.split(':')[0] ?? '');
		case 'translate':
			return 'translate';
	}
}

function detailOf(state: State, screen: Screen): string {
	if (screen.kind === 'list') {
		const {list, rows, total, cursor, problem} = viewOf(state, screen);
		const marks = hasMarks(screen) ? rows.filter(row => screen.marks?.has(list.id(row))).length : 0;
		const place = rows.length === 0 ? '0' : `${cursor + 1}`;
		const count = screen.filter === '' ? `${place}/${total}` : `${place}/${rows.length} of ${total}`;
		return [
			marks > 0 && `${marks} marked`,
			isWide(state, screen.list) && 'wide',
			(screen.left ?? 0) > 0 && `‹${screen.left}`,
			screen.filter !== '' && `/${plainText(screen.filter)}`,
			problem !== undefined && `(${plainText(problem)})`,
			count,
		]
			.filter(Boolean)
			.join('  ');
	}
	if (screen.kind === 'text') {
		const pane = state.panes[screen.id];
		const {source, filter} = screen;
		const lines = pane ? pane.dropped + pane.lines.length : 0;

		const flags = [
			...(source.of === 'logs' ? logFlags(source) : []),
			screen.follow && 'follow',
			screen.wrap && 'wrap',
			filter !== '' && `/${plainText(filter)}`,
			filter !== '' && screen.highlight && 'highlight',
			filter !== '' && !screen.highlight && screen.context > 0 && `±${screen.context}`,
		];
		return [...flags, statusOf(source, pane), `${lines} ${lines === 1 ? 'line' : 'lines'}`].filter(Boolean).join('  ');
	}
	if (screen.kind === 'cheat') {
		const count = foundBy(state, screen).length;
		return `${count === 0 ? 0 : screen.index + 1}/${count}`;
	}
	if (screen.kind === 'details') return detailsDetail(state, screen);
	if (screen.kind === 'checks')
		return `${state.checks?.checkUp === undefined ? 0 : screen.index + 1}/${checkLines(state, screen).length}`;
	if (screen.kind === 'journal') return journalDetail(state.journals[screen.id]);
	if (screen.kind === 'migrate') return migrateDetail(state, screen);
	if (screen.kind === 'jobs') return `${state.jobs.length === 0 ? 0 : screen.index + 1}/${state.jobs.length}`;
	if (screen.kind === 'entry') return `${screen.index + 1}/${rowsOf(state, screen).length}`;
	const {answer, height, top} = translateLayout(state, screen);
	const more = answer.length > top + height ? 'pagedown: more' : '';
	return [screen.explain ? 'explained' : '', more].filter(Boolean).join('  ');
}

/** Of what comes as it happens it is told whether more may come; of what was asked for once, only that it is on its way. */
function statusOf({of}: TextSource, pane: Pane | undefined): string {
	if (pane === undefined || of === 'job') return '';
	return of === 'logs' || of === 'run' || of === 'commands' || pane.status === 'loading' ? pane.status : '';
}

function journalDetail(journal: Journal | undefined): string {
	if (journal === undefined) return '';
	const {layout, filter, highlight, quiet, panes} = journal;
	const lines = panes.reduce((sum, {entries}) => sum + entries, 0);
	const flags = [
		layout === 'merged' && 'merged',
		quiet && 'noise hidden',
		filter !== '' && `/${plainText(filter)}`,
		filter !== '' && highlight && 'highlight',
		`${lines} ${lines === 1 ? 'line' : 'lines'}`,
		'UTC',
	];
	return flags.filter(Boolean).join('  ');
}

function migrateDetail(state: State, screen: MigrateScreen): string {
	if (screen.page === 'walk') return '';
	const count = pageLines(state, screen).length;
	return `${count === 0 ? 0 : lineAt(screen, count) + 1}/${count}`;
}

function logFlags({container, previous, since, whole}: LogSource): readonly string[] {
	return [
		...(whole ? ['WHOLE LOG'] : []),
		...(previous ? [`attempt ${container.attempt - 1} (previous)`] : []),
		...(since === 'tail' ? [] : [since === 'head' ? 'head' : `since ${since}`]),
	];
}

function detailsDetail(state: State, screen: DetailsScreen): string {
	const {found, seen, cursor, text} = detailsView(state, screen);
	const at = found.indexOf(seen[cursor]?.number ?? -1) + 1;
	return [
		screen.filter !== '' && `/${plainText(screen.filter)} ${at === 0 ? '' : `${at}/`}${found.length}`,
		text.masked > 0 && `${text.masked} masked`,
		screen.unmasked && 'SECRETS SHOWN',
		screen.format,
		`${seen.length === 0 ? 0 : cursor + 1}/${seen.length}`,
	]
		.filter(Boolean)
		.join('  ');
}

/** The end of the way matters most: what is cut is its beginning. */
function cutFront(text: string, width: number): string {
	const end = text.slice(-width * longestCluster);
	if (end === text && widthOf(text) <= width) return text;
	const reversed = [...end].reverse().join('');
	return [...cutTo(reversed, width)].reverse().join('');
}
