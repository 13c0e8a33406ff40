import {type Found, lost, note} from '../transform.ts';
import type {Known} from './known.ts';
import {parsedSite} from './parsed-site.ts';
import type {ShellWord} from './shell-words.ts';
import type {DockerSite} from './site.ts';

/** crictl stats takes one container, or shows all: `docker stats $(docker ps -q)`. */
export function withoutSeveral(docker: string, words: readonly ShellWord[], tables: Known['tables']) {
	const parsed = parsedSite(docker, words, tables);
	if ('error' in parsed || parsed.command !== 'stats') return undefined;
	const several = words.filter(word => word.several && parsed.args.includes(word.value));
	return several.length === 0 ? undefined : words.filter(word => !parsed.args.includes(word.value));
}

/** All that run are what `docker ps -q` lists. */
export function allShown(words: readonly ShellWord[]): Found {
	const given = words.filter(({several}) => several).flatMap(({unknown}) => [...unknown.values()]);
	const running = given.every(text => /^"?(\$\(|`)crictl ps --quiet(\)|`)"?$/.test(text));
	return running ? note('stats.all') : lost('stats.several');
}

/**
 * What xargs puts in comes behind the last word, where crictl stats takes none, and prints its help: a small shell takes it,
 * each by itself (`each`) where the answer ends by itself.
 */
export function behindXargs(
	{wrapped: {xargs}}: DockerSite,
	printed: string | undefined,
	words: readonly ShellWord[],
): {readonly text: string; readonly each: boolean} | undefined {
	if (xargs === undefined || xargs.replaces !== undefined || printed === undefined || printed.includes("'"))
		return undefined;
	const each = words.some(({value}) => value === '--no-stream');
	const line = each ? `for id; do ${printed} --id "$id"; done` : printed;
	return {text: `sh -c '${line}' sh`, each};
}
