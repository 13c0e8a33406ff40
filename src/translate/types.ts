import type {LogWindow} from '../model/kept-line.ts';

/** An argument: itself, or a name that the node must turn into an ID: docker takes names, crictl takes IDs. */
export type Arg = string | Lookup;

export type LookupKind = 'container' | 'pod-sandbox' | 'image';

export type Lookup = {
	readonly lookup: LookupKind;
	readonly name: string;
	/** What of it is wanted: its full ID (without this), the PID of its first process on the host, or its pod sandbox. */
	readonly field?: 'pid' | 'sandbox';
	/** Text around it in the same argument: `/proc/` … `/root/etc/hosts`. */
	readonly before?: string;
	readonly after?: string;
};

/** `read` looks, `write` changes what can be had again, `destroy` loses something. */
export type Effect = 'read' | 'write' | 'destroy';

export type Command = {
	readonly argv: readonly [string, ...Arg[]];
	readonly effect: Effect;
	/** Files that the command reads and that do not exist yet, written out ready to use. */
	readonly files?: ReadonlyArray<{readonly path: string; readonly text: string}>;
	/** To be left out where this command prints anything: pull only what is missing. */
	readonly unless?: readonly [string, ...Arg[]];
	/** `attach`: it wants the terminal, or reads or writes raw bytes. `follow`: it does not end by itself. */
	readonly terminal?: 'attach' | 'follow';
	/** `none`: its standard input is empty, because it would read what docker would not. */
	readonly input?: 'none';
	/**
	 * `aside`: what it prints is not docker's answer, which docker keeps apart: on standard error. `none`: docker says nothing there.
	 * `json`: laid out in lines, as docker does it, where rtconsole runs it. `streams`: lines that a program wrote to standard error are
	 * marked, and go there. `answer`: docker's answer, though more follows.
	 */
	readonly output?: 'aside' | 'none' | 'json' | 'streams' | 'answer';
	/** Of `streams`: which lines are shown, and how. */
	readonly window?: LogWindow;
	/** Its standard input is what this command prints. */
	readonly inputFrom?: readonly [string, ...Arg[]];
	/** What does it when rtconsole runs it: longer than anybody reads, so it is not what is printed. */
	readonly run?: {readonly argv: readonly [string, ...Arg[]]; readonly inputFrom?: undefined};
	/** What does it instead where the container does not run: longer than anybody reads, so it is not what is printed. */
	readonly ended?: {readonly argv: readonly [string, ...Arg[]]; readonly terminal?: undefined};
	/** What does it instead where the container was never started. */
	readonly created?: {readonly argv: readonly [string, ...Arg[]]};
};

/** `note`: same result, worth knowing. `close`: a difference in the result. `lost`: part of what was asked is not done. */
export type Finding = {
	/** Key of its sentence in data/findings. */
	readonly id: string;
	readonly kind: 'note' | 'close' | 'lost';
	/** The docker flag it is about, as typed in docker's help: `--size`. */
	readonly flag?: string;
	readonly message: string;
	readonly instead?: string;
};

/** A docker command in the terms of crictl, ctr and the rest. Its fidelity is derived (`fidelity.ts`), never claimed. */
export type Translation = {
	/** The docker command as typed, quoted. */
	readonly docker: string;
	readonly commands: readonly Command[];
	readonly findings: readonly Finding[];
	/** The tool versions that the answer is for. */
	readonly for: Readonly<Record<string, string>>;
};

export type Fidelity = 'exact' | 'close' | 'partial' | 'none';

/** The user's mistake, named, with the nearest thing that exists. */
export type TranslateError = {
	readonly error: string;
	readonly suggestion?: string;
	/** Set where it is a flag that is wrong: docker has an exit code of its own for that. */
	readonly about?: 'flag';
};
