import type {Versions} from '../version.ts';
import type {CommandCells} from './cells.ts';
import type {CommandRow} from './data.ts';
import type {Entry} from './entries.ts';

/** All entries, and how they are looked for: see `createSearch`. */
export type CheatSheet = {
	readonly entries: readonly Entry[];
	search(query: string): readonly Entry[];
	/** The cells of a row of commands: `cellsOf`. */
	cells(row: CommandRow, versions: Versions): CommandCells;
};
