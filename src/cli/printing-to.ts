import type {Context} from './context.ts';

/**
 * The same context, but for where it prints. It stands before the other one and copies nothing: what a context has may be inherited, or
 * worked out when it is asked for.
 */
export function printingTo(context: Context, print: Context['print']): Context {
	return Object.create(context, {print: {value: print}});
}

/** A context that keeps what is printed; characters may be parted between two pieces of it. */
export function keeping(context: Context): {readonly context: Context; readonly text: () => string} {
	const held: Uint8Array[] = [];
	const print = (text: string | Uint8Array) => void held.push(typeof text === 'string' ? Buffer.from(text) : text);
	return {context: printingTo(context, print), text: () => Buffer.concat(held).toString()};
}
