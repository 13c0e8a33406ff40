import type {Subject} from '../../runtime/node-runtime.ts';

export type DetailsFormat = 'describe' | 'json' | 'yaml';

/** Everything that is known of one thing: for people, or as the runtime gives it. */
export type DetailsScreen = {
	readonly kind: 'details';
	readonly id: number;
	readonly title: string;
	readonly subject: Subject;
	/** The row that it was opened from: what the list knows of it. */
	readonly row: unknown;
	readonly format: DetailsFormat;
	/** Line under the cursor, of those that are not folded away, and the first one on the screen. */
	readonly index: number;
	readonly top: number;
	/** Numbers of the lines whose insides are folded away. */
	readonly folded: readonly number[];
	/** What is looked for. */
	readonly filter: string;
	/** Values that look like secrets are shown. */
	readonly unmasked: boolean;
	/** Cells that the view is moved to the right. */
	readonly left: number;
};

/** What a details screen shows, once it is there. */
export type Details = {
	/** The command behind it, for display. */
	readonly command?: string;
	/** The runtime's answer: parsed JSON where it is JSON, else text. */
	readonly document?: unknown;
	readonly error?: string;
	/** Writes YAML, where the library is loaded. */
	toYaml?(value: unknown): string;
};
