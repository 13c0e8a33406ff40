import type {Command} from '../translate/types.ts';

/** True for `crictl stats`, which clears the screen before its table, in a pipe too. Source: crictl 1.30. */
export function clearsScreen({argv}: Pick<Command, 'argv'>): boolean {
	return argv[0] === 'crictl' && argv[1] === 'stats';
}

/** What it printed as docker would print it: the table alone. */
export function withoutClearing(text: string): string {
	return text.replaceAll('\u001b[2J\u001b[H', '');
}
