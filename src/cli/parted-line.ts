import {resolveContainer} from '../runtime/resolve-container.ts';
import type {Known} from '../runtime/resolve-names.ts';
import type {Command} from '../translate/types.ts';
import {verbOf} from './verb-of.ts';

/** A line about several containers as two: those of pods, and those that ctr holds in another containerd namespace. */
export type Parted = {
	readonly here: readonly string[];
	readonly there: readonly string[];
	readonly namespace: string;
};

const ofMany: readonly string[] = 'stop kill restart start pause unpause rm update wait inspect stats'.split(' ');

/** Undefined where all are of one kind, and where a name may be more than a name. */
export function partedLine(
	words: readonly string[],
	commands: readonly Command[],
	{containers}: Pick<Known, 'containers'>,
): Parted | undefined {
	const verb = verbOf(words);
	if (!ofMany.includes(verb)) return undefined;
	const names = new Set(
		commands.flatMap(({argv, inputFrom = ['']}) =>
			[...argv, ...inputFrom].flatMap(word =>
				typeof word !== 'string' && word.lookup === 'container' ? [word.name] : [],
			),
		),
	);
	const placed = [...names].map(name => {
		const found = resolveContainer(name, containers);
		return {name, namespace: 'error' in found ? undefined : found.elsewhere};
	});
	const others = placed.filter(({namespace}) => namespace !== undefined && namespace !== 'moby');
	const namespace = others[0]?.namespace;
	if (namespace === undefined || others.length === placed.length) return undefined;
	if (others.some(one => one.namespace !== namespace)) return undefined;
	const without = (gone: readonly string[]) => words.filter((word, at) => at < 2 || !gone.includes(word));
	return {
		here: without(others.map(({name}) => name)),
		there: without(placed.filter(one => !others.includes(one)).map(({name}) => name)),
		namespace,
	};
}
