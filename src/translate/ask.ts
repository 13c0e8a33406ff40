import {toolHas} from './fit-versions.ts';
import type {PreferredTool} from './grammar.ts';
import {hash} from './hash.ts';
import type {Parsed} from './parse.ts';
import type {Tables} from './tables.ts';
import type {Ask} from './transform.ts';
import type {settleVersions} from './version.ts';

/** What the transforms may ask about one line. */
export function createAsk(
	parsed: Parsed,
	line: readonly string[],
	tables: Tables,
	versions: ReturnType<typeof settleVersions>,
	options: {
		readonly target?: PreferredTool;
		readonly ctr: boolean;
		readonly containerd: boolean;
		readonly unique?: string;
		readonly shaped?: boolean;
		readonly piped?: boolean;
	},
): Ask {
	const values = (flag: string) => parsed.flags.get(flag) ?? [];
	const grammar = tables.grammars[parsed.command];
	if (grammar === undefined) throw new Error(`no grammar for docker ${parsed.command}`);
	return {
		parsed,
		grammar,
		versions,
		target: options.target,
		ctr: options.ctr,
		containerd: options.containerd,
		shaped: options.shaped === true,
		piped: options.piped === true,
		get unique() {
			return options.unique ?? hash(line);
		},
		has: (tool, command, flag) => toolHas(tables.tools[tool], versions[tool], command, flag),
		value: flag => values(flag).at(-1),
		values,
		on: flag => values(flag).at(-1) === 'true',
	};
}
