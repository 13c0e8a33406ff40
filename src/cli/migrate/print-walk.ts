import type {Progress} from '../../migrate/progress.ts';
import type {Context} from '../context.ts';
import {progressJson, progressText} from './print-progress.ts';
import type {Session} from './session.ts';
import {stopOnSignals} from './signals.ts';
import {FolderUnusable, locked, MigrationHeld, type Walking, walk} from './walk.ts';
import {createWhy} from './why.ts';

type Going = (stopped: () => boolean) => AsyncGenerator<Progress, void>;

/** Walk, and print what happens. The exit code. */
export async function printWalk(
	session: Session,
	context: Context,
	walking: Pick<Walking, 'verb' | 'until'>,
): Promise<number> {
	const {now} = context;
	return printed(context, stopped =>
		walk(session, {...walking, now, stopped, why: createWhy(context, session.machine)}),
	);
}

/** Run something that tells of itself while nobody else may, print it and write its report. The exit code. */
export async function whileLocked(session: Session, context: Context, verb: string, start: Going): Promise<number> {
	return printed(context, stopped => locked(session, {verb, now: context.now}, start(stopped)));
}

async function printed(context: Context, start: Going): Promise<number> {
	const {globals} = context;
	const signals = stopOnSignals(text =>
		unlessGone(
			() => context.printError(text),
			() => true,
		),
	);
	let ok = false;
	try {
		for await (const progress of start(signals.stopped)) {
			const text = globals.json ? progressJson(progress) : progressText(progress);
			unlessGone(() => context.print(text), signals.stopped);
			if (progress.type === 'result') ({ok} = progress);
		}
	} catch (error) {
		if (!(error instanceof MigrationHeld || error instanceof FolderUnusable)) throw error;
		const at = new Date(context.now()).toISOString();
		if (globals.json) context.print(progressJson({at, type: 'result', ok: false, because: error.message}));
		context.printError(`rtconsole: ${error.message}\n`);
	} finally {
		signals.release();
	}
	return ok ? 0 : 1;
}

/** After a hang-up there is no terminal to print to: the walk goes on to where it stops all the same. */
function unlessGone(print: () => void, isToldToStop: () => boolean): void {
	try {
		print();
	} catch (error) {
		if (!isToldToStop()) throw error;
	}
}
