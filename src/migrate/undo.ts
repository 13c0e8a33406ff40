import {type Argv, quote} from '../model/argv.ts';
import {ChangeFailed, ran} from './apply.ts';
import {type Standing, standing} from './ledger.ts';
import type {Machine} from './machine.ts';
import type {Progress} from './progress.ts';

type Undo = {readonly machine: Machine; nowMs(): number; sleep(ms: number): Promise<void>; stopped?(): boolean};

const defaultTimeoutMs = 120_000;
const pollMs = 1000;

/**
 * Take back what the ledger says was done, the last first. A file that is no longer as it was left is somebody else's work:
 * it stays, and the undo ends there as `stuck`. Returns whether all is back.
 */
export async function* undo({machine, nowMs, sleep, stopped}: Undo): AsyncGenerator<Progress, boolean> {
	const at = () => new Date(nowMs()).toISOString();
	for (const change of standing(await machine.entries())) {
		const {step: id} = change;
		if (stopped?.()) {
			yield {at: at(), type: 'result', ok: false, because: 'stopped; run it again to go on'};
			return false;
		}
		try {
			const said = await undoChange(change, {machine, nowMs, sleep});
			await machine.append({at: at(), do: 'undid', change: change.change});
			yield {at: at(), type: 'step', id, state: 'changed', detail: said};
		} catch (error) {
			if (!(error instanceof ChangeFailed)) throw error;
			const state = error.stuck ? 'stuck' : 'failed';
			yield {at: at(), type: 'step', id, state, detail: error.message};
			yield {at: at(), type: 'result', ok: false, failedStep: id, because: error.message};
			return false;
		}
	}
	return true;
}

async function undoChange(change: Standing, {machine, nowMs, sleep}: Undo): Promise<string> {
	if (change.do === 'write') return undoWrite(change, machine);
	if ('irreversible' in change.undo) return `stays: ${change.undo.irreversible}`;
	const {undoTimeoutMs: timeoutMs = defaultTimeoutMs, undoWithinMs = 0} = change;
	const end = nowMs() + undoWithinMs;
	for (const argv of change.undo) await untilItWorks(argv);
	return change.undo.map(quote).join('; ') || `nothing to take back of ${quote(change.argv)}`;

	async function untilItWorks(argv: Argv): Promise<void> {
		for (;;) {
			try {
				await ran(argv, machine, {timeoutMs});
				return;
			} catch (error) {
				if (!(error instanceof ChangeFailed) || nowMs() >= end) throw error;
			}
			await sleep(pollMs);
		}
	}
}

async function undoWrite(change: Extract<Standing, {do: 'write'}>, machine: Machine): Promise<string> {
	const {path, backup, before, after, madeFolders, reload} = change;
	const text = await machine.read(path);
	const now = text === undefined ? undefined : machine.digest(text);
	if (now !== after && now !== before) {
		throw new ChangeFailed(
			`${path} is no longer as it was written: someone changed it since; put it right by hand and undo again`,
			{stuck: true},
		);
	}
	if (now !== before) {
		if (backup === undefined) await machine.write(path, undefined);
		else await machine.restore(path, backup);
	}
	for (const folder of madeFolders.toReversed()) await machine.removeFolder(folder);
	if (reload !== undefined) await ran(reload, machine);
	return backup === undefined ? `${path} taken away` : `${path} as it was`;
}
