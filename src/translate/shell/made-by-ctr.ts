import {sayAll} from '../finding.ts';
import type {Translation} from '../types.ts';
import type {Known} from './known.ts';
import type {Placed} from './rewritten.ts';

/**
 * `docker run --name web` becomes a container of ctr in the containerd namespace `default`, and crictl lists only `k8s.io`: a
 * command behind it that asks crictl for `web` finds nothing.
 */
export function withMadeByCtr(all: readonly Placed[], known: Known): readonly Placed[] {
	const {tables} = known;
	const placed = withRunsThatStay(all, known);
	const made = new Set<string>();
	let stays = false;
	return placed.map(each => {
		const {translation} = each;
		const name = namesAsked(translation).find(asked => made.has(asked));
		const lacks = stays && listsPods(translation);
		const run = argumentsOfRun(translation);
		for (const argument of run) made.add(argument);
		if (run.length > 0 && !run.includes('--rm')) stays = true;
		if (name === undefined && !lacks) return each;
		const found =
			name === undefined
				? ({id: 'shell.list-lacks', kind: 'lost'} as const)
				: ({id: 'shell.made-by-ctr', kind: 'lost', values: {name}} as const);
		const said = sayAll([found], tables.sentences);
		return {...each, translation: {...translation, findings: [...said, ...translation.findings]}};
	});
}

/** A list of containers that crictl answers. */
function listsPods({docker, commands, findings}: Translation): boolean {
	if (!/^docker (ps|container (ls|list|ps))\b/.test(docker) || commands.length === 0) return false;
	return !findings.some(({id}) => id === 'by-ctr.held');
}

/** A line that asks ctr for what a `docker run` makes which stayed docker's is ahead of it. */
function withRunsThatStay(placed: readonly Placed[], {tables, made}: Known): readonly Placed[] {
	const stayed = placed.filter(({translation}) => translation.commands.length === 0 && isRun(translation));
	const names = [...(made?.names.keys() ?? [])].filter(name => stayed.some(({translation}) => says(translation, name)));
	if (names.length === 0) return placed;
	return placed.map(each => {
		const {translation} = each;
		const name = asksCtr(translation) ? names.find(one => says(translation, one)) : undefined;
		if (name === undefined) return each;
		const said = sayAll([{id: 'shell.run-stays', kind: 'close', values: {name}}], tables.sentences);
		return {...each, translation: {...translation, findings: [...said, ...translation.findings]}};
	});
}

function isRun({docker}: Translation): boolean {
	return /\b(run|create)\b/.test(docker);
}

/** `web`, `"$NAME"`: as a word of its own. */
function says({docker}: Translation, name: string): boolean {
	return docker.split(/[\s=:]+/).some(word => word.replaceAll(/["'{}]/g, '') === name);
}

/** Does it leave a container behind that crictl does not know? */
export function isMadeByCtr(translation: Translation): boolean {
	return argumentsOfRun(translation).length > 0;
}

/** Does it go to ctr, and to the same containerd namespace? */
export function asksCtr({findings}: Translation): boolean {
	return findings.some(({id}) => id === 'by-ctr.held');
}

function argumentsOfRun({commands}: Translation): readonly string[] {
	return commands.flatMap(({argv}) => {
		const [tool, , namespace, verb, next] = argv;
		const made = verb === 'run' || (verb === 'containers' && next === 'create');
		const makes = tool === 'ctr' && namespace === 'default' && made;
		return makes ? argv.filter(arg => typeof arg === 'string') : [];
	});
}

function namesAsked({commands}: Translation): readonly string[] {
	return commands.flatMap(({argv}) =>
		argv.flatMap(arg => (typeof arg !== 'string' && arg.lookup === 'container' ? [arg.name] : [])),
	);
}
