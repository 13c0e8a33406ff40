import {containerArg} from '../container-arg.ts';
import type {Ask, Built, Found} from '../transform.ts';
import {lost} from '../transform.ts';
import type {Arg, Command} from '../types.ts';

/**
 * The containers of a line are no pod's: `docker run`, as it is translated, made them through ctr, so that ctr has to be asked
 * for them, and in that containerd namespace.
 */
export type HeldByCtr = {
	readonly namespace: string;
	/** Names are IDs, as `ctr run` takes them; without it the node has to be asked. */
	readonly named?: boolean;
	/** Made with `docker run --rm --detach`, which ctr cannot: whoever stops it removes it. */
	readonly removed?: boolean;
};

export type BuildByCtr = (held: HeldByCtr, ask: Ask) => Built;

export function argOf(name: string, {named}: HeldByCtr): Arg {
	return named === true ? name : containerArg(name);
}

/** The argument with text around it: the file that its output goes to. */
export function around(before: string, name: string, after: string, held: HeldByCtr): Arg {
	const arg = argOf(name, held);
	return typeof arg === 'string' ? `${before}${arg}${after}` : {...arg, before, after};
}

export function logOf(name: string, held: HeldByCtr): Arg {
	return around('/var/log/ctr-', name, '.log', held);
}

/** The label that keeps with which code a container ended whose task is gone: that of `docker run` in the foreground. */
export const endedLabel = 'rtconsole/exit-code';

/** The label of what is removed when it has ended: `docker run --detach --rm`. */
export const removedLabel = 'rtconsole/removed-at-end';

/**
 * For sh: prints with which code the task of `$1` ended, without removing it. Source: ctr 1.6.20 and 1.7.24 `shim state`, which leaves out
 * a zero.
 */
export const codeOfTask =
	'ctr shim --id "$1" state 2>/dev/null | grep -o "exit_status\\": [0-9]*" | grep -o "[0-9]*$" || echo 0';

/** A small program of sh; `ctr` in it is `ctr -n NAMESPACE`, and `$1`, `$2`… are the arguments. */
export function script(
	text: string,
	args: readonly Arg[],
	{namespace}: HeldByCtr,
	effect: Command['effect'] = 'write',
): Command {
	const argv = ['sh', '-c', text.replaceAll('ctr ', `ctr -n ${namespace} `), 'sh', ...args] as const;
	// Of several containers each has a command of its own, and docker names them all.
	return {argv, effect, ...(effect === 'read' ? {} : {output: 'answer'})};
}

/** Flags that were given, and that nothing here looks at. */
export function flagsLost({parsed}: Ask, known: readonly string[]): readonly Found[] {
	return [...parsed.flags.keys()]
		.filter(name => !known.includes(name))
		.map(name => ({...lost('by-ctr.flag', {command: parsed.command}), flag: `--${name}`}));
}
