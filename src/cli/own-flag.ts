import {quote} from '../model/argv.ts';
import type {TranslateError} from '../translate/types.ts';

/** Flags of `rtconsole translate` that neither docker nor crictl nor ctr has: behind the tool's name they are its own. */
const ours = new Map([
	['--json', false],
	['--run', false],
	['--explain', false],
	['--yes', false],
	['--for', true],
	['--target', true],
]);

/** The line with our flag where it belongs, for an error about a flag that was meant for us. */
export function withOwnFlag(error: TranslateError, words: readonly string[]): TranslateError {
	const wrong = error.error.match(/ has no flag (--[a-z]+)$/)?.[1] ?? '';
	const takesValue = ours.get(wrong);
	const at = words.findIndex(word => word === wrong || word.startsWith(`${wrong}=`));
	if (takesValue === undefined || at < 0) return error;
	const count = takesValue && words[at] === wrong ? 2 : 1;
	const moved = words.slice(at, at + count);
	const rest = [...words.slice(0, at), ...words.slice(at + count)];
	const line = wrong === '--yes' ? ['rtconsole', ...moved, ...rest] : ['rtconsole', 'translate', ...moved, ...rest];
	return {...error, suggestion: quote(line)};
}
