import type {MigrationFacts} from '../../migrate/facts.ts';
import {standing} from '../../migrate/ledger.ts';
import type {Progress} from '../../migrate/progress.ts';
import {run} from '../../migrate/run.ts';
import {dockerToContainerd} from '../../migrate/steps/index.ts';
import {lacksDrain} from '../../migrate/steps/uncordon.ts';
import {undo} from '../../migrate/undo.ts';
import {waitForDocker} from '../../migrate/wait-for-docker.ts';
import {known} from '../../model/node-snapshot.ts';
import type {Context} from '../context.ts';
import {progressJson, progressText} from './print-progress.ts';
import {createReport} from './report.ts';
import type {Session} from './session.ts';
import {stopOnSignals} from './signals.ts';
import {createWhy} from './why.ts';

export const sleep = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));

export const runtimeOf = ({snapshot}: MigrationFacts) => known(snapshot.node)?.runtimeVersion;

/** Walk the steps, print what happens, write the report. The exit code. */
export async function walk(session: Session, context: Context, until: string | undefined): Promise<number> {
	const {machine} = session;
	const gather = () => session.gather({brief: true});
	return whileLocked(session, context, 'apply', async function* (stopped) {
		const at = new Date(context.now()).toISOString();
		// A walk that goes on keeps its beginning: what was made since then is its own.
		if (standing(await machine.entries()).length === 0)
			await machine.append({at, do: 'begin', procedure: 'docker-to-containerd', version: '1'});
		const why = createWhy(context);
		const engine = {machine, gather, sleep, nowMs: context.now, stopped, runtimeOf, why};
		yield* run(dockerToContainerd, until === undefined ? engine : {...engine, until});
	});
}

/** Take everything back, then wait until the node runs on docker again. The exit code. */
export async function walkBack(session: Session, context: Context): Promise<number> {
	const {machine} = session;
	const gather = () => session.gather({brief: true});
	return whileLocked(session, context, 'undo', async function* (stopped) {
		const lacks = async () => lacksDrain(await gather());
		const back = yield* undo({machine, nowMs: context.now, sleep, stopped, lacks, why: createWhy(context)});
		if (back) yield* waitForDocker({gather, nowMs: context.now, sleep, stopped, runtimeOf});
	});
}

type Going = (stopped: () => boolean) => AsyncGenerator<Progress, void>;

/** Run something that tells of itself while nobody else may, print it and write its report. The exit code. */
export async function whileLocked(session: Session, context: Context, verb: string, start: Going): Promise<number> {
	const lock = session.lock();
	if ('heldBy' in lock) {
		context.printError(`rtconsole: another migration runs here: process ${lock.heldBy.pid}\n`);
		return 1;
	}
	const signals = stopOnSignals(context.printError);
	const report = createReport(`${session.folder}/../report-${verb}.md`, verb, context.now());
	let ok = false;
	try {
		for await (const progress of start(signals.stopped)) {
			context.print(context.globals.json ? progressJson(progress) : progressText(progress));
			report.add(progress);
			if (progress.type === 'result') ({ok} = progress);
		}
	} finally {
		report.write();
		signals.release();
		lock.release();
	}
	return ok ? 0 : 1;
}
