import type {Entry} from './entries.ts';

/** All entries, and how they are looked for: see `createSearch`. */
export type CheatSheet = {
	readonly entries: readonly Entry[];
	search(query: string): readonly Entry[];
};
