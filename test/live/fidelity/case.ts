import type {LabState} from '../../support/lab.ts';

/** Two nodes where docker and containerd run side by side: the same images, the same containers. */
export type FidelityState = Extract<LabState, 'plain' | 'plain-26'>;
export const fidelityStates: readonly FidelityState[] = ['plain', 'plain-26'];

/** What one side did with a line. */
export type Side = {
	readonly side: 'docker' | 'containerd';
	readonly stdout: string;
	/** Without what rtconsole itself says there: `# crictl ps`, `# lost …`. */
	readonly stderr: string;
	/** What rtconsole itself said there: `# crictl ps`, `# lost …`. */
	readonly hints: readonly string[];
	readonly exitCode: number;
	/** What `after` printed. */
	readonly after: string;
	readonly milliseconds: number;
};

/** What a line means, in parts that are compared one by one. No IDs, no times: the same on every run. */
export type Meaning = Readonly<Record<string, unknown>>;

export type View = (side: Side) => Meaning;

export type Expected =
	| 'same'
	| {
			/** The parts that differ; all others must be the same. */
			readonly differs: readonly string[];
			/** Why, for somebody who only knows docker. */
			readonly because: string;
	  };

export type Case = {
	/** The line as it is typed: a line of shell, in which `docker` is docker on one side and rtconsole on the other. */
	readonly line: string;
	/** containerd's side runs what `rtconsole translate --line` makes of the line, where there is no docker. */
	readonly pasted?: boolean;
	/** Shell, run on each side first. `twin` makes a container, as docker's or as a pod's (node.sh). */
	readonly before?: string;
	/** Shell, run on each side at the end: what the line left behind. Only node.sh and what the side has by itself. */
	readonly after?: string;
	readonly view: View;
	readonly expected: Expected | Readonly<Record<FidelityState, Expected>>;
};

export function differs(differing: readonly string[], because: string): Expected {
	return {differs: differing, because};
}

export type Group = {
	readonly name: string;
	readonly cases: readonly Case[];
	/** Both sides change the same thing (a registry): one side after the other, not at once. */
	readonly shared?: boolean;
};

export function expectedOn(state: FidelityState, {expected}: Case): Expected {
	return typeof expected === 'object' && 'plain' in expected ? expected[state] : expected;
}
