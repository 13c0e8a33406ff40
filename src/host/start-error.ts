import {constants} from 'node:os';
import type {Argv} from '../model/argv.ts';
import {CommandNotFound, CommandNotStarted} from './errors.ts';

export function startError(argv: Argv, cause: unknown): CommandNotFound | CommandNotStarted {
	return (cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT'
		? new CommandNotFound(argv)
		: new CommandNotStarted(argv, cause);
}

/** A signal's number, for the exit code that a shell would report: 128 + number. */
export function signalNumber(signal: string | null | undefined): number {
	return constants.signals[signal as keyof typeof constants.signals] ?? 0;
}
