import {resolveContainer} from './resolve-container.ts';
import type {Known, Words} from './resolve-names.ts';

/** The shape is the translator's `Command`. */
type Parts = {readonly argv: Words; readonly inputFrom?: Words; readonly ended?: {readonly argv: Words}};

/** The command as it fits the state of the container that it is about: what has ended, or was never started, may want another. */
export function forState<T extends Parts>(command: T, {containers}: Known): T {
	const {ended, ...running} = command;
	if (ended === undefined) return command;
	const names = command.argv.flatMap(word =>
		typeof word !== 'string' && word.lookup === 'container' ? [word.name] : [],
	);
	const runs = names.every(name => {
		const found = resolveContainer(name, containers);
		const container = 'id' in found ? containers.find(({id}) => id === found.id) : undefined;
		return container === undefined || container.state === 'running';
	});
	return (runs ? running : {...running, ...ended}) as T;
}
