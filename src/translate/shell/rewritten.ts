import type {Translation} from '../types.ts';
import type {ContainersMade} from './containers-made.ts';
import type {Edit} from './edits.ts';
import type {Sites} from './find-sites.ts';

/** A translation, and where the command is that it belongs to. */
export type Placed = {readonly translation: Translation; readonly statement: number};

/** A shell text with its docker commands translated. */
export type Rewritten = {
	readonly text: string;
	/** What makes it of the source. */
	readonly edits: readonly Edit[];
	/** In the order of the text; what could not be translated has no commands, and stands there as it was. */
	readonly translations: readonly Placed[];
	readonly closed: Sites['closed'];
	/** What it makes through ctr, with what those around it make. */
	readonly made: ContainersMade;
};

/** What became of a part of a text. */
export type Done = {readonly edits: readonly Edit[]; readonly translations: readonly Placed[]};

export const nothing: Done = {edits: [], translations: []};
