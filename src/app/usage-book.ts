import {coresBetween, type Measured, type Usage, type UsageSample} from '../model/usage.ts';
import type {List} from './lists/list.ts';

export type UsageEntry = {readonly sample: UsageSample; readonly usage: Usage; readonly atMs: number};

/** What containers used when they were last measured. */
export type UsageBook = ReadonlyMap<string, UsageEntry>;

/** A rate over a longer time says nothing of now: whoever comes back to a list waits for two samples. */
const longestMs = 45_000;

export function measuredKey({id, containerdNamespace = ''}: Measured): string {
	return `${containerdNamespace}/${id}`;
}

/** The book after another look. What was not looked at for long is dropped: it is gone, or far from what is on the screen. */
export function noteUsage(before: UsageBook, samples: ReadonlyMap<string, UsageSample>, atMs: number): UsageBook {
	return new Map<string, UsageEntry>([
		...[...before].filter(([key, entry]) => !samples.has(key) && atMs - entry.atMs <= longestMs),
		...[...samples].map(([key, sample]): [string, UsageEntry] => {
			const last = before.get(key);
			const close = last !== undefined && atMs - last.atMs <= longestMs ? last : undefined;
			// A runtime that measures by itself gives the same sample twice.
			if (close && close.sample.atMs === sample.atMs) return [key, close];
			const cores = (close && coresBetween(close.sample, sample)) ?? sample.cores;
			const {memoryBytes, memoryLimitBytes} = sample;
			return [key, {sample, usage: {cores, memoryBytes, memoryLimitBytes}, atMs}];
		}),
	]);
}

/** Rows as they were given out last, by what they were made from: what is the same again need not be drawn again. */
const given = new WeakMap<readonly unknown[], Given>();

type Given = {readonly book: UsageBook; readonly rows: readonly unknown[]};

/** Rows with what their containers use; the same rows, and the same list of them, where nothing of it changed. */
export function withUsage(list: List<unknown>, rows: readonly unknown[], book: UsageBook): readonly unknown[] {
	const {usage} = list;
	if (!usage || book.size === 0) return rows;
	const last = given.get(rows);
	if (last?.book === book) return last.rows;
	const before = last?.rows ?? rows;
	let isSame = true;
	const next = rows.map((row, index) => {
		const known = usage.of(row).flatMap(container => book.get(measuredKey(container))?.usage ?? []);
		const used = known.length === 0 ? undefined : sum(known);
		if (isSameUsage((before[index] as {usage?: Usage}).usage, used)) return before[index];
		isSame = false;
		return usage.put(row, used);
	});
	const answer = isSame ? before : next;
	given.set(rows, {book, rows: answer});
	return answer;
}

function isSameUsage(one: Usage | undefined, other: Usage | undefined): boolean {
	return (
		one?.cores === other?.cores &&
		one?.memoryBytes === other?.memoryBytes &&
		one?.memoryLimitBytes === other?.memoryLimitBytes
	);
}

/** A limit of all is known only where each has one. */
function sum(usages: readonly Usage[]): Usage {
	const add = (values: ReadonlyArray<number | undefined>) =>
		values.reduce((all: number | undefined, value) => (value === undefined ? all : (all ?? 0) + value), undefined);
	const limits = usages.map(({memoryLimitBytes}) => memoryLimitBytes);
	return {
		cores: add(usages.map(({cores}) => cores)),
		memoryBytes: add(usages.map(({memoryBytes}) => memoryBytes)),
		memoryLimitBytes: limits.includes(undefined) ? undefined : add(limits),
	};
}
