/** data/cheat/concepts/<id>.json: something that is other than in docker. */
export type Concept = {
	readonly id: string;
	readonly title: string;
	/** What docker has in its place. */
	readonly docker: string;
	readonly text: string;
	/** Other entries: `concept:task`, `table:logs`, `command:stop`. */
	readonly see: readonly string[];
	readonly source: string;
	/** What people type who look for it. */
	readonly words?: string;
};

/** One thing to do. A cell that the translator knows is not written here: it comes from the docker line. */
export type CommandRow = {
	readonly what: string;
	readonly docker?: string;
	readonly crictl?: string;
	readonly ctr?: string;
	/** The runtime that crictl's line needs. */
	readonly since?: {readonly containerd: string};
};

export type SettingRow = {readonly cells: readonly string[]; readonly note?: string; readonly source: string};

/** data/cheat/tables/<id>.json */
export type CheatTable =
	| {
			readonly kind: 'commands';
			readonly id: string;
			readonly title: string;
			readonly words?: string;
			readonly rows: readonly CommandRow[];
	  }
	| {
			readonly kind: 'settings';
			readonly id: string;
			readonly title: string;
			readonly words?: string;
			readonly columns: readonly string[];
			readonly rows: readonly SettingRow[];
	  };

export type CheatData = {
	readonly concepts: readonly Concept[];
	readonly tables: readonly CheatTable[];
	/** By docker command: a line that shows what it is for. */
	readonly examples: Readonly<Record<string, string>>;
};

export function columnsOf(table: CheatTable): readonly string[] {
	return table.kind === 'settings' ? table.columns : ['docker', 'crictl', 'ctr'];
}
