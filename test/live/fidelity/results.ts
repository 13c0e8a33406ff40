import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {type Case, expectedOn, type FidelityState, type Meaning} from './case.ts';
import type {Sides} from './run-cases.ts';

/** What one line did on one node: stored, so that docs/fidelity.md can be made without one. */
export type Result = {
	readonly line: string;
	/** The parts that differ, and what each side has there. */
	readonly differs: readonly string[];
	readonly docker: Meaning;
	readonly containerd: Meaning;
};

export type Results = {
	readonly versions: Readonly<Record<string, string>>;
	readonly results: readonly Result[];
};

/** Compare both sides by meaning, part by part. */
export function compare({line, view}: Case, {docker, containerd}: Sides): Result {
	const [left, right] = [view(docker), view(containerd)];
	const differs = [...new Set([...Object.keys(left), ...Object.keys(right)])].filter(
		part => JSON.stringify(left[part]) !== JSON.stringify(right[part]),
	);
	return {line, differs, docker: only(differs, left), containerd: only(differs, right)};
}

/** What is wrong with a result: it is not what the case declares. */
export function contradiction(of: Case, state: FidelityState, result: Result): string | undefined {
	const expected = expectedOn(state, of);
	const declared = expected === 'same' ? [] : expected.differs;
	if (JSON.stringify(declared.toSorted()) === JSON.stringify(result.differs.toSorted())) return undefined;
	const {docker, containerd, differs} = result;
	return `declared: ${saidOf(declared)}; seen: ${saidOf(differs)} ${JSON.stringify({docker, containerd})}`;
}

/** `sid`: run by hand on a node that the lab has not. */
export function readResults(state: FidelityState | 'sid'): Results {
	return JSON.parse(readFileSync(fileOf(state), 'utf8'));
}

export function writeResults(state: FidelityState, {versions, results}: Results): void {
	const lasting = results.map(({line, ...seen}) => ({line, ...withoutIds(seen)}));
	writeFileSync(fileOf(state), `${JSON.stringify({versions, results: lasting}, undefined, '\t')}\n`);
}

/** IDs, times and folders would be others on the next run. */
function withoutIds(seen: Omit<Result, 'line'>): Omit<Result, 'line'> {
	return JSON.parse(
		JSON.stringify(seen)
			.replaceAll(/\b[0-9a-f]{12,}\b/g, 'ID')
			.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
			.replaceAll(/\/tmp\/fid\/run\d+\/\d+-\w+\/cwd/g, '.'),
	);
}

function fileOf(state: FidelityState | 'sid'): string {
	return join(import.meta.dirname, 'results', `${state}.json`);
}

function only(parts: readonly string[], meaning: Meaning): Meaning {
	return Object.fromEntries(parts.map(part => [part, short(meaning[part])]));
}

/** Enough to see what it is. */
function short(value: unknown): unknown {
	return typeof value === 'string' && value.length > longest ? `${value.slice(0, longest)}…` : value;
}

const longest = 160;

function saidOf(parts: readonly string[]): string {
	return parts.length === 0 ? 'the same' : `${parts.join(', ')} differ`;
}
