import type {DockerGrammar, DockerIndex, TargetTool, ToolGrammar} from './grammar.ts';
import type {NerdctlTable} from './nerdctl/table.ts';
import type {Rule, Sentences} from './rule.ts';

/** All that `translate` knows. `load.ts` reads it; one command needs only its own entries of `grammars` and `rules`. */
export type Tables = {
	readonly index: DockerIndex;
	/** By the command's chief name: `ps`, `image prune`. */
	readonly grammars: Readonly<Record<string, DockerGrammar>>;
	readonly rules: Readonly<Record<string, Rule>>;
	readonly sentences: Sentences;
	readonly tools: Readonly<Record<TargetTool, ToolGrammar>>;
	/** Only where nerdctl is asked for, or on the node. */
	readonly nerdctl?: NerdctlTable;
};
