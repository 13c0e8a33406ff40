export const pages = ['preflight', 'plan', 'walk', 'status'] as const;

export type MigratePage = (typeof pages)[number];

/** What stands beside the steps of a walk, or in their place where there is no room beside them. */
export type MigratePane = 'steps' | 'output' | 'result' | 'journal';

/** The migration of this node: what was found, what will be done, what is being done, what stands. */
export type MigrateScreen = {
	readonly kind: 'migrate';
	readonly id: number;
	readonly page: MigratePage;
	/** Line under the cursor, of each page; of the walk the first line of the result. */
	readonly lines: Readonly<Record<MigratePage, number>>;
	/** What is unfolded: `plan:drain`. */
	readonly opened: readonly string[];
	/** Of the walk: what the keys are for. */
	readonly pane: MigratePane;
	/** First line of the output on the screen; without it its end is followed. */
	readonly outputTop?: number;
};

export const newMigrateScreen: Omit<MigrateScreen, 'id'> = {
	kind: 'migrate',
	page: 'preflight',
	lines: {preflight: 0, plan: 0, walk: 0, status: 0},
	opened: [],
	pane: 'steps',
};
