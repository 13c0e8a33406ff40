import {runs} from '../missing-tools.ts';
import type {Arg, Command} from '../types.ts';
import {compareVersions, type Versions} from '../version.ts';

type Words = readonly [string, ...Arg[]];

/**
 * A command of ctr in the words of what CRI-O starts containers with, which knows them by the same IDs; undefined where
 * nothing does the same. Sources: runc(8), crun(1): both keep their state where CRI-O has them keep it.
 */
export function withoutCtr(command: Command, runtime: RuntimeWords): Command | undefined {
	const argv = wordsWithoutCtr(command.argv, runtime);
	const {inputFrom, unless, ...rest} = command;
	const from = inputFrom && wordsWithoutCtr(inputFrom, runtime);
	const moved: Command | undefined =
		argv === undefined || (inputFrom !== undefined && from === undefined)
			? undefined
			: {...rest, argv, ...(from && {inputFrom: from}), ...(unless && {unless})};
	return moved === undefined || runs(moved, 'ctr') ? undefined : moved;
}

/** CRI-O's own choice, where nobody made another. Source: release notes of CRI-O 1.31. */
function ociRuntimeOf(version: string): 'runc' | 'crun' {
	return version !== 'unknown' && compareVersions(version, '1.31') < 0 ? 'runc' : 'crun';
}

type RuntimeWords = readonly [string, ...string[]];

/**
 * How the runtime is called. Where no `runtime_root` is set, CRI-O has any of them keep its state where its own choice would.
 * Source: lab, CRI-O 1.37 with runc: /run/crun.
 */
export function runtimeWords(version: string, set: Versions['crioRuntime']): RuntimeWords {
	const own = ociRuntimeOf(version);
	const {name, root = `/run/${own}`} = set ?? {name: own};
	return root === `/run/${name}` ? [name] : [name, '--root', root];
}

function wordsWithoutCtr(words: Words, runtime: RuntimeWords): Words | undefined {
	if (words[0] === 'sh') return topWords(words);
	if (words[0] !== 'ctr') return words;
	const [area, verb, ...rest] = words.slice(1).filter((word, index, all) => word !== '-n' && all[index - 1] !== '-n');
	if (area === 'images' && verb === 'rm') return ['crictl', 'rmi', ...rest];
	if (area !== 'task' && area !== 'tasks') return undefined;
	const id = rest.findIndex(word => typeof word !== 'string');
	if (verb === 'exec') return [...runtime, 'exec', ...withoutFlag(rest, '--exec-id')];
	if (verb === 'pause' || verb === 'resume') return [...runtime, verb, ...rest];
	if (verb === 'kill') return killWords(runtime, rest, id);
	return undefined;
}

/** `ctr task kill --signal SIGHUP ID`: here the signal stands behind the ID. */
function killWords(runtime: RuntimeWords, rest: readonly Arg[], id: number): Words | undefined {
	const signal = rest[rest.indexOf('--signal') + 1];
	const target = rest[id];
	if (target === undefined || rest.length !== 3 || !rest.includes('--signal')) return undefined;
	return [...runtime, 'kill', target, signal ?? 'SIGTERM'];
}

/** Processes of a container are asked of its cgroup, from its first process on: the two runtimes differ in `ps`. */
function topWords(words: Words): Words {
	const [script, ...rest] = words.slice(2);
	const asked = '$(ctr -n k8s.io task ps "$1" | grep -o "^[0-9]*" | paste -sd, -)';
	if (typeof script !== 'string' || !script.includes(asked)) return words;
	const args = rest.map(arg => (typeof arg === 'string' ? arg : ({...arg, field: 'pid'} as Arg)));
	return ['sh', '-c', script.replace(asked, processes), ...args];
}

const processes =
	'$(g=$(sed -n "s/^[0-9]*:\\(pids\\|\\):\\(.*\\)/\\2/p" /proc/"$1"/cgroup | head -n 1); for c in "" /pids; do cat "/sys/fs/cgroup$c$g/cgroup.procs"; done 2>/dev/null | paste -sd, -)';

function withoutFlag(words: readonly Arg[], flag: string): readonly Arg[] {
	const at = words.indexOf(flag);
	return at < 0 ? words : [...words.slice(0, at), ...words.slice(at + 2)];
}
