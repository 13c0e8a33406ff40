import type {Client, ClientTable} from './clients/client.ts';
import type {CrioTranslator} from './crio/on-crio.ts';
import type {DockerGrammar, DockerIndex, TargetTool, ToolGrammar} from './grammar.ts';
import type {NerdctlTranslator} from './nerdctl/table.ts';
import type {Rule, Sentences} from './rule.ts';
import type {Transforms} from './transform.ts';
import type {TranslateError, Translation} from './types.ts';

/** All that `translate` knows. `load.ts` reads it; one command needs only its own entries of `grammars` and `rules`. */
export type Tables = {
	readonly index: DockerIndex;
	/** By the command's chief name: `ps`, `image prune`. */
	readonly grammars: Readonly<Record<string, DockerGrammar>>;
	readonly rules: Readonly<Record<string, Rule>>;
	readonly sentences: Sentences;
	readonly tools: Readonly<Record<TargetTool, ToolGrammar>>;
	/** Missing only where the line that was asked about needs none (`needs-transforms.ts`). */
	readonly transforms?: Transforms;
	/** Only where nerdctl is asked for, or on the node. */
	readonly nerdctl?: NerdctlTranslator;
	/** Only where the node has CRI-O, or is asked for as such. */
	readonly crio?: CrioTranslator;
	/** Of podman and nerdctl; only where a line of theirs is to be read. */
	readonly clients?: Readonly<Record<Client, ClientTable>>;
	/** Answers `systemctl restart docker`, `journalctl -u docker`, `dockerd …`; only where such a line is to be read. */
	daemon?(words: readonly string[]): Translation | TranslateError;
};
