import {cutTo, fitTo, widthOf} from '../app/fit.ts';
import {age} from '../app/format.ts';
import {isRunning} from '../app/jobs/job.ts';
import {warningLines} from '../app/layout.ts';
import {isWalking} from '../app/migration/state.ts';
import {type State, topScreen} from '../app/state.ts';
import type {Tone} from '../app/tone.ts';
import type {NodeFacts} from '../model/facts.ts';
import {rememberLast} from '../model/remember-last.ts';
import {plainText} from '../model/text.ts';
import type {Theme} from './theme.ts';

type Piece = {readonly text: string; readonly tone: Tone};

/** Node, runtime and versions; endpoint, containerd namespace and freshness; the one warning that matters most. */
export function headerLines(state: State, theme: Theme): readonly string[] {
	const {facts, jobs, readOnly, demo, containerdNamespace} = state;
	const {columns} = state.size;
	const [fresh] = freshness(state);
	return [
		firstLine(facts, jobs, readOnly, demo, isMigrating(state), columns, theme),
		secondLine(facts, containerdNamespace, demo, fresh?.text, fresh?.tone, columns, theme),
		...warningsIn(warningLines(state), columns, theme),
	];
}

// Between two keys nothing of these changes.
const firstLine = rememberLast(
	(
		facts: State['facts'],
		jobs: State['jobs'],
		readOnly: boolean,
		demo: string | undefined,
		migrating: boolean,
		columns: number,
		theme: Theme,
	) => {
		const left: readonly Piece[] = [{text: 'rtconsole', tone: 'title'}, ...nodePieces(facts)];
		return spread(left, modePieces({jobs, readOnly, demo, migrating}), columns, theme);
	},
);
const secondLine = rememberLast(
	(
		facts: State['facts'],
		containerdNamespace: string | undefined,
		demo: string | undefined,
		fresh: string | undefined,
		tone: Tone | undefined,
		columns: number,
		theme: Theme,
	) => {
		const right: readonly Piece[] = fresh === undefined ? [] : [{text: fresh, tone: tone ?? 'plain'}];
		return spread(endpointPieces({facts, containerdNamespace, demo}), right, columns, theme);
	},
);
const warningsIn = rememberLast((lines: readonly string[], columns: number, theme: Theme) =>
	lines.map(line => theme.paint('warn', fitTo(line, columns))),
);

function nodePieces(facts: State['facts']): readonly Piece[] {
	if (!facts) return [{text: 'looking for the runtime…', tone: 'quiet'}];
	const runtime = facts.runtime ? `${facts.runtime.name} ${facts.runtime.version}` : undefined;
	const tools = (['crictl', 'ctr', 'docker'] as const).flatMap(name => toolText(facts, name));
	return [
		{text: plainText(facts.hostname), tone: 'accent'},
		...(runtime === undefined ? [] : [{text: plainText(runtime), tone: 'plain' as const}]),
		...tools.map(text => ({text, tone: 'quiet' as const})),
	];
}

function toolText({tools}: NodeFacts, name: 'crictl' | 'ctr' | 'docker'): readonly string[] {
	const tool = tools[name];
	return tool?.version === undefined ? [] : [plainText(`${name} ${tool.version}`)];
}

/** The walk goes on wherever one looks meanwhile. */
function isMigrating({migration, screens}: State): boolean {
	return isWalking(migration) && screens.at(-1)?.kind !== 'migrate';
}

type Mode = Pick<State, 'demo' | 'readOnly' | 'jobs'> & {readonly migrating: boolean};

function modePieces({demo, readOnly, jobs, migrating}: Mode): readonly Piece[] {
	const running = jobs.filter(isRunning).length;
	const failed = jobs.filter(({status, seen}) => status === 'failed' && !seen).length;
	return [
		...(migrating ? [{text: 'MIGRATING :migrate', tone: 'warn' as const}] : []),
		...(running > 0 ? [{text: `${running} RUNNING`, tone: 'accent' as const}] : []),
		...(failed > 0 ? [{text: `${failed} FAILED :jobs`, tone: 'bad' as const}] : []),
		...(readOnly ? [{text: 'READ-ONLY', tone: 'warn' as const}] : []),
		...(demo !== undefined ? [{text: 'DEMO', tone: 'bad' as const}] : []),
	];
}

function endpointPieces({
	facts,
	containerdNamespace,
	demo,
}: Pick<State, 'facts' | 'containerdNamespace' | 'demo'>): readonly Piece[] {
	const namespace: Piece = {text: `ns ${plainText(containerdNamespace ?? 'all')}`, tone: 'plain'};
	if (demo !== undefined) return [{text: 'a recorded node: nothing here is yours', tone: 'warn'}, namespace];
	if (!facts) return [namespace];
	const endpoint = facts.endpoint;
	const text = endpoint ? `${endpoint.url} (${endpoint.detail})` : 'no CRI endpoint found';
	return [{text: plainText(text), tone: endpoint ? 'quiet' : 'bad'}, namespace];
}

/** How old the list on the screen is, said loudly when it could not be refreshed. */
function freshness(state: State): readonly Piece[] {
	const screen = topScreen(state);
	const list = screen.kind === 'list' ? state.lists[screen.list] : undefined;
	if (!list) return [];
	const since = list.loadedAtMs === undefined ? undefined : age(state.nowMs - list.loadedAtMs);
	if (list.error !== undefined && list.fromFiles) return [{text: 'NO RUNTIME: from files', tone: 'bad'}];
	if (list.foreign) return [{text: 'NOT OF THIS RUNTIME', tone: 'warn'}];
	if (list.error !== undefined) return [{text: since === undefined ? 'NO ANSWER' : `STALE: ${since} old`, tone: 'bad'}];
	if (since === undefined) return [{text: 'asking…', tone: 'quiet'}];
	return [];
}

/** Pieces from the left, the others from the right; the left gives way, and what there is no room for even then. */
function spread(left: readonly Piece[], all: readonly Piece[], width: number, theme: Theme): string {
	const right = fittingFrom(all, width);
	const rightWidth = right.reduce((sum, {text}) => sum + widthOf(text) + 2, 0);
	let room = width - rightWidth;
	const shown: string[] = [];
	for (const {text, tone} of left) {
		if (room <= 0) break;
		const cut = cutTo(text, room);
		shown.push(theme.paint(tone, cut) + '  '.slice(0, Math.max(0, room - widthOf(cut))));
		room -= Math.min(room, widthOf(cut) + 2);
	}
	return (
		shown.join('') +
		' '.repeat(Math.max(0, room)) +
		right.map(({text, tone}) => `  ${theme.paint(tone, text)}`).join('')
	);
}

/** As many of the last pieces as there is room for. */
function fittingFrom(pieces: readonly Piece[], width: number): readonly Piece[] {
	const needed = pieces.reduce((sum, {text}) => sum + widthOf(text) + 2, 0);
	return needed <= width ? pieces : fittingFrom(pieces.slice(1), width);
}
