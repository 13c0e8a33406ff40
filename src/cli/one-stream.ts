import type {Argv} from '../model/argv.ts';
import type {Command} from '../translate/types.ts';
import type {Context} from './context.ts';
import {verbOf} from './verb-of.ts';

/**
 * The same program with both of its streams in one pipe, where both of ours end in one pipe, one file or on the terminal: what
 * `crictl logs` writes to one and the other comes through two pipes in an order that nobody can tell afterwards.
 *
 * Only logs: of other programs standard error is looked at by itself. A recording knows the program by its own words alone.
 */
export function inOneStream(
	{argv, command}: {readonly argv: Argv; readonly command: Pick<Command, 'effect' | 'output'>},
	words: readonly string[],
	{
		oneOutput,
		errorIsTerminal,
		terminalWidth,
		globals,
	}: Pick<Context, 'oneOutput' | 'errorIsTerminal' | 'terminalWidth' | 'globals'>,
): Argv {
	const together = oneOutput === true || (errorIsTerminal === true && terminalWidth !== undefined);
	if (globals.demo || globals.replay !== undefined) return argv;
	if (!together || verbOf(words) !== 'logs' || command.effect !== 'read' || command.output !== undefined) return argv;
	return ['sh', '-c', 'exec "$@" 2>&1', 'sh', ...argv];
}
