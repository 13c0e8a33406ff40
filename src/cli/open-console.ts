import type {Opening} from '../app/action.ts';
import type {Globals} from './globals.ts';

/**
 * The console, beginning with `opening`. Undefined where there is no terminal for it, or a person wants plain text:
 * `journal` prints lines then, `migrate` the plan.
 */
export async function openConsoleAt(opening: Opening, globals: Globals): Promise<number | undefined> {
	if (globals.json || globals.plain) return undefined;
	const {isTerminal} = await import('./terminal.ts');
	if (!(isTerminal(0) && isTerminal(1))) return undefined;
	const [{loadSettings}, {personOf}] = await Promise.all([import('./load-settings.ts'), import('./person.ts')]);
	const person = personOf(process.env);
	const chosen = await loadSettings(globals, person);
	if (chosen.plain) return undefined;
	(await import('./skeleton.ts')).drawSkeleton();
	const {runConsole} = await import('./console.ts');
	return runConsole(chosen, person, opening);
}
