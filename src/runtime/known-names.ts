import type {NodeRuntime} from './node-runtime.ts';
import type {Known, Words} from './resolve-names.ts';

/** Words of translated commands; the shape is the translator's `Command`. */
type Parts = {
	readonly argv: Words;
	readonly unless?: Words;
	readonly inputFrom?: Words;
	readonly run?: {readonly argv: Words};
};

/** What of this node must be known to turn the names in these commands into IDs: nothing is asked that no name needs. */
export async function askForNames(commands: readonly Parts[], runtime: NodeRuntime): Promise<Known> {
	const words = commands.flatMap(({argv, unless, inputFrom, run}) => [
		...argv,
		...(unless ?? []),
		...(inputFrom ?? []),
		...(run?.argv ?? []),
	]);
	const wanted = new Set(words.flatMap(word => (typeof word === 'string' ? [] : [word.lookup])));
	const [pods, containers, images] = await Promise.all([
		wanted.has('pod-sandbox') ? runtime.pods() : [],
		wanted.has('container') ? runtime.containers() : [],
		wanted.has('image') ? runtime.images() : [],
	]);
	return {pods, containers, images};
}
