import {type ParsedScript, parse} from 'unbash';
import type {TranslateError} from '../types.ts';

/** A shell text as its tree. What nests deeper than the parser's stack is refused like any other text that is no shell. */
export function parseShell(source: string): ParsedScript | TranslateError {
	try {
		const script: ParsedScript = parse(source);
		const [wrong] = script.errors ?? [];
		return wrong === undefined ? script : {error: `line ${lineOf(source, wrong.pos)}: ${wrong.message}`};
	} catch (error) {
		// unbash 6.0.4 limits nesting to 256, but not that of `f() f() f() …`.
		if (error instanceof RangeError) return {error: 'it nests too deeply'};
		throw error;
	}
}

function lineOf(source: string, pos: number): number {
	return source.slice(0, pos).split('\n').length;
}
