import type {Reader} from '../host/host.ts';
import type {Argv} from '../model/argv.ts';
import {type Known, resolveArgv, type Words} from './resolve-names.ts';

/** What ctr starts in a container, in the words of runc, and the question whether the container is runc's. */
type Direct = {readonly argv: Argv; readonly asked: Argv};

/**
 * `ctr task exec` loses what a short program prints, now and then, on a busy node; `runc exec` hands the streams over as they are. So a
 * container that runc has is asked through runc, past containerd, which hears of no such program (no event, no exec ID).
 *
 * Source: lab plain-26, containerd 1.7.24 and runc 1.1.15, all CPUs busy: 2 of 120 calls of ctr came back empty, none of runc's.
 */
export async function throughRunc<T extends {readonly argv: Words}>(
	command: T,
	known: Known,
	reader: Pick<Reader, 'query'>,
): Promise<T> {
	const resolved = resolveArgv(command.argv, known);
	const direct = 'error' in resolved ? undefined : directOf(resolved.argv);
	if (direct === undefined) return command;
	const state = await reader.query(direct.asked).catch(() => undefined);
	return state?.exitCode === 0 ? {...command, argv: direct.argv} : command;
}

/** Undefined for anything else: a terminal and the background are ctr's, and so are other users than root. */
export function directOf(words: Argv): Direct | undefined {
	const [ctr, n, namespace, task, exec, ...rest] = words;
	if (ctr !== 'ctr' || n !== '-n' || task !== 'task' || exec !== 'exec' || namespace === undefined) return undefined;
	const root = rootOf(namespace);
	const flags: string[] = [];
	let at = 0;
	for (; rest[at]?.startsWith('--'); at += 2) {
		const [flag = '', value = ''] = rest.slice(at);
		const given = flag === '--user' ? asRoot(value) : value;
		if (given === undefined || !['--exec-id', '--cwd', '--user'].includes(flag)) return undefined;
		if (flag !== '--exec-id') flags.push(flag, given);
	}
	const container = rest[at];
	if (container === undefined) return undefined;
	return {
		argv: ['runc', '--root', root, 'exec', ...flags, ...rest.slice(at)],
		asked: ['runc', '--root', root, 'state', container],
	};
}

/** Where the shim keeps what runc knows, unless a runtime of the node has a `Root` of its own. Source: containerd, process.RuncRoot. */
function rootOf(namespace: string): string {
	return `/run/containerd/runc/${namespace}`;
}

/** Of any other user runc would keep the groups that the container's own user has, root's as a rule. Source: runc 1.1.15, exec --user. */
function asRoot(user: string): string | undefined {
	return /^(root|0)(:(root|0))?$/.test(user) ? '0:0' : undefined;
}
