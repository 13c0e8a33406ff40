import type {Context} from './context.ts';

/**
 * The same context, but for where it prints. It stands before the other one and copies nothing: what a context has may be inherited, or
 * worked out when it is asked for.
 */
export function printingTo(context: Context, print: Context['print']): Context {
	return Object.create(context, {print: {value: print}});
}
