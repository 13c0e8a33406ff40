import {readLogLine} from '../../../explain/read-line.ts';
import {known, type NodeSnapshot, type Unit} from '../../../model/node-snapshot.ts';
import {hasKubelet, needsContainerd, needsDocker, runtimeOf, usesOwnContainerd} from '../../about.ts';
import {unitNameOf} from '../../last-runs.ts';
import {isBeforeLastStart} from '../before-last-start.ts';
import {nodeServices} from '../unit-lines.ts';

/** A service that does not run, or not for long, and since when. */
export type Trouble = {
	/** `kubelet.service`. */
	readonly unit: string;
	/** It was stopped, and did not fail: no file that it reads is the reason. */
	readonly inOrder?: true;
	/** Undefined: since before what the journal of the last minutes tells. */
	readonly sinceMs?: number;
};

const steadyMs = 30_000;
const journalMs = 9 * 60_000;

type Line = {readonly atMs: number; readonly unit: string; readonly bySystemd: boolean; readonly text: string};

/** Services that do not run, and those that end again and again. */
export function troublesOf(node: NodeSnapshot): readonly Trouble[] {
	const units = known(node.units) ?? {};
	const lines = linesOf(node);
	return [...nodeServices, 'docker.socket'].flatMap((name): readonly Trouble[] => {
		const unit = units[name];
		if (unit === undefined || unit.loadState === 'not-found' || !isUsed(name, node)) return [];
		const own = lines.filter(line => line.unit === name);
		const isDown = isDownNow(unit) || endsAgain(own, node.takenAtMs);
		if (!isDown) return [];
		const first = firstEnd(own);
		const isOlder = first !== undefined && node.takenAtMs - first > journalMs;
		return [
			{
				unit: name,
				...(isStopped(unit) && {inOrder: true as const}),
				...(first === undefined || isOlder ? {} : {sinceMs: first}),
			},
		];
	});
}

/** A docker that a migration left behind may be down as long as it likes. */
function isUsed(name: string, node: NodeSnapshot): boolean {
	if (name === 'kubelet.service') return true;
	const withDocker = needsDocker(node);
	if (name === 'containerd.service')
		return needsContainerd(node) || (withDocker && usesOwnContainerd(node)) || !hasKubelet(node);
	if (name === 'crio.service') return runtimeOf(node) === 'crio';
	return withDocker || !hasKubelet(node);
}

function isDownNow({activeState, fileState, properties}: Unit): boolean {
	if (activeState === 'failed' || activeState === 'activating') return true;
	return activeState === 'inactive' && (fileState === 'enabled' || properties.ConditionResult === 'no');
}

/** Not where systemd did not even try: what it asks before a start may be a file. */
function isStopped({activeState, result, properties}: Unit): boolean {
	return activeState === 'inactive' && result === 'success' && properties.ConditionResult !== 'no';
}

function linesOf(node: NodeSnapshot): readonly Line[] {
	return (known(node.journal) ?? []).flatMap(text => {
		const unit = unitNameOf(text);
		const atMs = Number(/"__REALTIME_TIMESTAMP":"(\d{1,20})"/.exec(text)?.[1] ?? Number.NaN) / 1000;
		return unit === undefined || Number.isNaN(atMs) ? [] : [{atMs, unit, bySystemd: /"UNIT":"/.test(text), text}];
	});
}

const ended =
	/Main process exited|Failed with result|Failed to start|start operation timed out|was skipped because|Condition check resulted|Dependency failed|Failed to (listen|run)|Service (runtime|reached)/;

/** Two ends within the last minutes, and none of them asked for. */
function endsAgain(lines: readonly Line[], nowMs: number): boolean {
	return (
		lines.filter(({bySystemd, text, atMs}) => bySystemd && /Failed with result/.test(text) && nowMs - atMs < 120_000)
			.length > 1
	);
}

/** The first end since it ran for longer than a moment: what came before that is over. */
function firstEnd(lines: readonly Line[]): number | undefined {
	let started: number | undefined;
	let first: number | undefined;
	for (const {atMs, text} of lines.filter(({bySystemd}) => bySystemd)) {
		if (/"MESSAGE":"Start(ed|ing) /.test(text)) started ??= atMs;
		if (!ended.test(text)) continue;
		const ranWell = started !== undefined && atMs - started > steadyMs;
		if (first === undefined || ranWell) first = atMs;
		started = undefined;
	}
	return first;
}

/** What services wrote as errors, each with its kind, and since when the journal was read. */
export type Errors = {
	readonly fromMs: number;
	/** `isOver`: its service was started again since, so that it tells of nothing that came after. */
	readonly said: ReadonlyArray<{readonly atMs: number; readonly kind: string; readonly isOver: boolean}>;
};

export function errorsOf(node: NodeSnapshot): Errors {
	const lines = linesOf(node);
	const said = lines.flatMap(({text, atMs, unit}) => {
		if (!isUsed(unit, node)) return [];
		const {level, message} = readLogLine(text, 0);
		if (level !== 'error' && level !== 'fatal' && !ended.test(text)) return [];
		const isOver = isBeforeLastStart(text, node);
		return [{atMs, isOver, kind: message.replace(/[0-9a-f]{6,}|\d+/gi, '#').slice(0, 60)}];
	});
	return {fromMs: Math.min(...lines.map(({atMs}) => atMs)), said};
}

/**
 * When a service wrote an error of a kind that it had not written before this moment, and has not been started again since. Undefined too where the journal
 * that was read begins later: then nobody knows what was written before.
 */
export function newErrorAfter({fromMs, said}: Errors, momentMs: number, ofAnyKind = false): number | undefined {
	if (fromMs >= momentMs) return undefined;
	const before = new Set<string>();
	for (const {atMs, kind, isOver} of said) {
		if (atMs < momentMs - 1000) {
			if (!ofAnyKind) before.add(kind);
		} else if (!isOver && !before.has(kind)) return atMs;
	}
	return undefined;
}
