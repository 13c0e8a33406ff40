/** A flag of docker: its type is the word of docker's help (`bool`, `string`, `list`, `int`, `bytes`…). */
export type DockerFlag = {
	readonly short?: string;
	readonly type: string;
	readonly default?: string;
	/** Only dockers before 28 have it. */
	readonly older?: boolean;
	/** An old spelling: the name that it has now. */
	readonly same?: string;
};

export type DockerFlags = Readonly<Record<string, DockerFlag>>;

/** data/grammar/docker/<command>.json */
export type DockerGrammar = {
	readonly command: string;
	readonly names: readonly string[];
	readonly usage: string;
	readonly min: number;
	readonly max?: number;
	/** What follows the first argument is not docker's: `run`, `exec`, `create`, `top`. */
	readonly stopsAtFirstArgument?: boolean;
	/** An extension of docker (`compose`): what follows is not read. */
	readonly open?: boolean;
	readonly flags: DockerFlags;
	/** What follows `docker compose`: flags before the command, and the commands. */
	readonly compose?: ComposeGrammar;
};

export type ComposeGrammar = {
	readonly globals: DockerFlags;
	readonly commands: Readonly<Record<string, Pick<DockerGrammar, 'stopsAtFirstArgument' | 'flags'>>>;
};

/** data/grammar/docker.json: all names of all commands, and the flags before them. */
export type DockerIndex = {
	readonly version: string;
	readonly globals: DockerFlags;
	/** Words that only lead to commands: `container`, `trust key`. */
	readonly groups: readonly string[];
	/** `container ls` → `ps`. */
	readonly names: Readonly<Record<string, string>>;
};

export type ToolFlag = {
	readonly short?: string;
	readonly type: 'bool' | 'value';
	readonly since?: string;
	readonly until?: string;
};

export type ToolCommand = {
	readonly aliases?: readonly string[];
	readonly since?: string;
	readonly flags: Readonly<Record<string, ToolFlag>>;
};

/** data/grammar/crictl.json, ctr.json: what emitted lines are held against. */
export type ToolGrammar = {
	readonly versions: readonly string[];
	readonly globals: Readonly<Record<string, ToolFlag>>;
	readonly commands: Readonly<Record<string, ToolCommand>>;
};

/** What answers by itself. */
export type TargetTool = 'crictl' | 'ctr';

/** What a user may prefer: nerdctl is on few nodes. */
export type PreferredTool = TargetTool | 'nerdctl';
