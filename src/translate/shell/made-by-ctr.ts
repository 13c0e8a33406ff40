import {sayAll} from '../finding.ts';
import type {Translation} from '../types.ts';
import type {Known} from './known.ts';
import type {Placed} from './rewritten.ts';

/**
 * `docker run --name web` becomes a container of ctr in the containerd namespace `default`, and crictl lists only `k8s.io`: a
 * command behind it that asks crictl for `web` finds nothing.
 */
export function withMadeByCtr(placed: readonly Placed[], {tables}: Known): readonly Placed[] {
	const made = new Set<string>();
	return placed.map(each => {
		const {translation} = each;
		const name = namesAsked(translation).find(asked => made.has(asked));
		for (const argument of argumentsOfRun(translation)) made.add(argument);
		if (name === undefined) return each;
		const said = sayAll([{id: 'shell.made-by-ctr', kind: 'lost', values: {name}}], tables.sentences);
		return {...each, translation: {...translation, findings: [...said, ...translation.findings]}};
	});
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
