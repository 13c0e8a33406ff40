import {type Action, type Step, stay, withEffects} from '../action.ts';
import {outputRows, outputStart} from '../migration/output-lines.ts';
import {lineAt, pageLines} from '../migration/page-lines.ts';
import type {MigrateScreen} from '../migration/screen.ts';
import {isWalking, noMigration, type Walk} from '../migration/state.ts';
import {stepNow, walked} from '../migration/walk.ts';
import {boxOf, pageRows} from '../migration/walk-layout.ts';
import {type State, withTopScreen} from '../state.ts';
import {atNextStep, lookAgain} from './migrate.ts';
import {withMigrateScreen} from './migrate-pages.ts';
import {stepOf} from './motion-step.ts';
import type {Motion} from './move.ts';

/** What happened to the migration, on its screen or behind another one. */
export function migrationHeard(state: State, {news}: Extract<Action, {type: 'migration'}>): Step {
	const migration = state.migration ?? noMigration;
	switch (news.type) {
		case 'looked': {
			const isFirst = migration.looked === undefined;
			const {looked, atMs} = news;
			const next: State = {
				...state,
				migration: {...migration, looked, lookedAtMs: atMs, loading: false, error: undefined},
			};
			return stay(isFirst ? atNextStep(next) : next);
		}
		case 'not-looked':
			return stay({...state, migration: {...migration, loading: false, error: news.error}});
		case 'progress':
			return stay(withWalk(state, walk => walked(walk, news.progress)));
		case 'ended':
			return ended(state, news);
	}
}

type Ended = Extract<Extract<Action, {type: 'migration'}>['news'], {type: 'ended'}>;

function ended(state: State, {report, atMs, error}: Ended): Step {
	const closed = withWalk(state, walk => {
		const result = walk.result ?? {ok: false, causes: [], endedAtMs: atMs, because: error ?? 'it broke off'};
		const whole: Walk['result'] = error === undefined || walk.result !== undefined ? {...result, report} : result;
		return {...walk, result: whole};
	});
	if (closed.migration?.walk?.leaves) return withEffects(closed, {type: 'quit'});
	const shown = withMigrateScreen(closed, screen => ({
		...screen,
		lines: {...screen.lines, walk: 0},
		pane: screen.page === 'walk' && screen.pane !== 'journal' ? 'result' : screen.pane,
	}));
	const again = lookAgain(shown);
	const {ok, because} = closed.migration?.walk?.result ?? {};
	const text = ok ? 'the walk is done' : `the walk ended: ${because ?? 'not ok'}`;
	const told = {...again.state, notice: {text, tone: ok ? 'good' : 'bad'} as const};
	// The runtime is looked for anew with a list: the header names the one that is here now.
	return withEffects(told, {type: 'load', list: listBehind(state)}, ...again.effects);
}

const listBehind = ({screens}: State) => screens.findLast(each => each.kind === 'list')?.list ?? 'pods';

function withWalk(state: State, change: (walk: Walk) => Walk): State {
	const {migration} = state;
	return migration?.walk === undefined ? state : {...state, migration: {...migration, walk: change(migration.walk)}};
}

/** `S`: stop after the change that is under way. */
export function stopWalk(state: State): Step {
	if (!isWalking(state.migration)) return stay({...state, notice: {text: 'no walk is under way', tone: 'quiet'}});
	return withEffects(
		withWalk(state, walk => ({...walk, stopping: true})),
		{type: 'migrate-stop'},
	);
}

/** Leaving mid-step: undefined where nothing is walked, and the console may just be left. */
export function leaveWalk(state: State, hasAsked: boolean): Step | undefined {
	const walk = state.migration?.walk;
	if (walk === undefined || !isWalking(state.migration)) return undefined;
	// Said twice: the screen goes now, the change that is under way comes to its end behind it.
	if (walk.leaves) return withEffects(state, {type: 'quit'});
	if (hasAsked) {
		const stopping = stopWalk(withWalk({...state, overlay: undefined}, each => ({...each, leaves: true})));
		return stopping;
	}
	const now = stepNow(walk);
	return stay({
		...state,
		overlay: {
			kind: 'confirm',
			title: 'The node is being migrated. Stop the walk and leave?',
			lines: [
				`it stops after the change that is under way${now === undefined ? '' : `: ${now.title}`}`,
				'rtconsole migrate goes on from there, or takes everything back',
			],
			prepared: [],
			leads: {do: 'quit'},
		},
	});
}

export function moveInMigration(state: State, screen: MigrateScreen, motion: Motion): State {
	if (screen.page === 'walk' && screen.pane === 'output')
		return withTopScreen(state, moveInOutput(state, screen, motion));
	const count = pageLines(state, screen).length;
	const page = Math.max(1, pageRows(state) - 2);
	const index = lineAt(screen, count) + stepOf(motion, page, count);
	const kept = Math.max(0, Math.min(index, count - 1));
	return withTopScreen(state, {...screen, lines: {...screen.lines, [screen.page]: kept}});
}

function moveInOutput(state: State, screen: MigrateScreen, motion: Motion): MigrateScreen {
	const box = boxOf(state, screen, 'output');
	const walk = state.migration?.walk;
	if (box === undefined || walk === undefined) return screen;
	const height = Math.max(1, box.height - 1);
	const rows = outputRows(walk, box.width);
	const end = Math.max(0, rows.length - height);
	const wanted = outputStart(rows, screen.outputTop, height) + stepOf(motion, height, rows.length);
	const {outputTop: _, ...following} = screen;
	return motion === 'last' || wanted >= end ? following : {...screen, outputTop: Math.max(0, wanted)};
}
