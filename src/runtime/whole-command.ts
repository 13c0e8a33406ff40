import type {Argv} from '../model/argv.ts';
import type {NodeFacts} from '../model/facts.ts';
import {isElsewhere, nodeCommand} from './node-command.ts';
import type {Unresolved} from './resolve-container.ts';
import {type Known, resolveArgv, type Words} from './resolve-names.ts';

/** A command of the translator, with what stands around it; the shape is its `Command`. */
type Parts = {
	readonly argv: Words;
	readonly unless?: Words;
	readonly inputFrom?: Words;
};

/**
 * A translated command as one argv that this node can run: names are IDs, programs and endpoints are the node's, and what
 * must run before or beside it is run by `sh`, which gets every word as an argument of its own.
 */
export function wholeCommand(parts: Parts, known: Known, facts: NodeFacts): {readonly argv: Argv} | Unresolved {
	const ready: {argv?: Argv; unless?: Argv; inputFrom?: Argv} = {};
	for (const part of ['argv', 'unless', 'inputFrom'] as const) {
		const words = parts[part];
		if (words === undefined) continue;
		const resolved = resolveArgv(words, known);
		if ('error' in resolved) return resolved;
		ready[part] = onThisNode(resolved.argv, facts);
	}
	const {argv, unless = [], inputFrom = []} = ready;
	if (argv === undefined) throw new Error('a command without words');
	if (unless.length + inputFrom.length === 0) return {argv};
	const counts = [unless.length, inputFrom.length].map(String);
	return {argv: ['sh', '-c', together, 'sh', ...counts, ...unless, ...inputFrom, ...argv]};
}

/** `sh` and `xargs` call crictl and ctr themselves: they are told where to ask through the environment. */
function onThisNode(argv: Argv, facts: NodeFacts): Argv {
	if (argv[0] !== 'sh' && argv[0] !== 'xargs') return nodeCommand(argv, facts);
	const {endpoint, containerdAddress} = facts;
	const asking = argv[0] === 'sh' ? withOwnProgram(argv, facts) : argv;
	const told = [
		...(endpoint === undefined ? [] : [`CONTAINER_RUNTIME_ENDPOINT=${endpoint.url}`]),
		...(isElsewhere(containerdAddress) ? [`CONTAINERD_ADDRESS=${containerdAddress}`] : []),
	];
	return told.length === 0 ? asking : ['env', ...told, ...asking];
}

/** What stands behind the program of `sh -c '… exec "$@"' NAME`, and behind numbers for it, is a command of its own: `sh` again, or a tool. */
function withOwnProgram(argv: Argv, facts: NodeFacts): Argv {
	if (argv[0] !== 'sh') return nodeCommand(argv, facts);
	const [sh, flag = '', text = '', name = '', ...rest] = argv;
	const at = rest.findIndex(word => !/^\d+$/.test(word));
	const [tool, ...words] = rest.slice(Math.max(at, 0));
	if (!text.endsWith('exec "$@"') || at < 0 || tool === undefined) return argv;
	return [sh, flag, text, name, ...rest.slice(0, at), ...withOwnProgram([tool, ...words], facts)];
}

/**
 * $1 words are a condition, the next $2 the source of the input, the rest is the command. A source that cannot be read is
 * a failure too, but not one that was told to stop (SIGPIPE, 141): `sh` by itself would hear only of the command.
 */
const together = [
	'unless=$1; from=$2; shift 2',
	'part() { skip=$1; end=$(($1 + $2)); shift 2; at=0; all=$#; while [ "$at" -lt "$all" ]; do word=$1; shift; at=$((at + 1)); [ "$at" -le "$skip" ] || [ "$at" -gt "$end" ] || set -- "$@" "$word"; done; "$@"; }',
	'[ "$unless" -eq 0 ] || [ -z "$(part 0 "$unless" "$@")" ] || exit 0',
	'if [ "$from" -eq 0 ]; then shift "$unless"; exec "$@"; fi',
	'exec 4>&1',
	'source=$({ { part "$unless" "$from" "$@" 3>&- 4>&-; echo "$?" >&3; } | { shift $((unless + from)); exec "$@" >&4 3>&- 4>&-; }; } 3>&1)',
	'code=$?',
	'[ "$code" -eq 0 ] || exit "$code"',
	// A built-in that writes to who has gone takes its whole shell with it, and nothing says how it ended.
	'[ -n "$source" ] || source=141; [ "$source" -eq 0 ] || [ "$source" -eq 141 ] || exit 1',
].join('; ');
