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

/** The book after another look. What was not looked at is dropped: it is gone, or on another screen. */
export function noteUsage(before: UsageBook, samples: ReadonlyMap<string, UsageSample>, atMs: number): UsageBook {
	return new Map(
		[...samples].map(([key, sample]) => {
			const last = before.get(key);
			const close = last !== undefined && atMs - last.atMs <= longestMs ? last : undefined;
			// A runtime that measures by itself gives the same sample twice.
			if (close && close.sample.atMs === sample.atMs) return [key, close];
			const cores = (close && coresBetween(close.sample, sample)) ?? sample.cores;
			const {memoryBytes, memoryLimitBytes} = sample;
			return [key, {sample, usage: {cores, memoryBytes, memoryLimitBytes}, atMs}];
		}),
	);
}

/** Rows with what their containers use. */
export function withUsage(list: List<unknown>, rows: readonly unknown[], book: UsageBook): readonly unknown[] {
	const {usage} = list;
	if (!usage || book.size === 0) return rows;
	return rows.map(row => {
		const known = usage.of(row).flatMap(container => book.get(measuredKey(container))?.usage ?? []);
		return usage.put(row, known.length === 0 ? undefined : sum(known));
	});
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
