import type {Opening} from '../app/action.ts';
import type {Globals} from './globals.ts';
import {type Chosen, loadSettings} from './load-settings.ts';
import {type Person, personOf} from './person.ts';
import type {HeldPrinters} from './printers.ts';
import {drawSkeleton} from './skeleton.ts';
import {isTerminal} from './terminal.ts';

/** `rtconsole` and nothing else: the console on a terminal, or lines of plain text for who wants them. */
export async function openConsole(globals: Globals, printers: HeldPrinters): Promise<number> {
	if (globals.json || !(isOnTerminal() || globals.plain)) {
		printers.printError(
			'rtconsole: the console needs a terminal; for scripts: rtconsole pods --json (see rtconsole --help)\n',
		);
		return 2;
	}
	const person = personOf(process.env);
	const chosen = await loadSettings(globals, person);
	if (chosen.plain) return (await import('./plain/run-plain.ts')).runPlain(chosen, printers);
	return draw(chosen, person);
}

/**
 * The console, beginning with `opening`. Undefined where there is no terminal for it, or a person wants plain text:
 * `journal` prints lines then, `migrate` the plan.
 */
export async function openConsoleAt(opening: Opening, globals: Globals): Promise<number | undefined> {
	if (globals.json || globals.plain || !isOnTerminal()) return undefined;
	const person = personOf(process.env);
	const chosen = await loadSettings(globals, person);
	return chosen.plain ? undefined : draw(chosen, person, opening);
}

function isOnTerminal(): boolean {
	return isTerminal(0) && isTerminal(1);
}

async function draw(chosen: Chosen, person: Person, opening?: Opening): Promise<number> {
	drawSkeleton();
	const {runConsole} = await import('./console.ts');
	return runConsole(chosen, person, opening);
}
