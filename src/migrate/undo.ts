import {type Argv, quote} from '../model/argv.ts';
import {ChangeFailed, commandText, ran, written} from './apply.ts';
import type {FailedStep} from './engine.ts';
import {type Standing, standing} from './ledger.ts';
import type {Machine} from './machine.ts';
import type {Cause, Progress} from './progress.ts';
import type {Awaited} from './step.ts';
import {sayWhenSlow, type Telling, told} from './telling.ts';
import {lastWalk} from './walks.ts';

export type Undo = {
	readonly machine: Machine;
	nowMs(): number;
	sleep(ms: number): Promise<void>;
	/** A command that runs for longer is named while it does. */
	readonly slowMs?: number;
	stopped?(): boolean;
	/** In place of the one that the ledger has: that may be no more, or not let in any more. */
	readonly kubeconfig?: string;
	/** What the node still lacks of something that others must do; undefined where it is done. */
	lacks?(awaited: Awaited): Promise<string | undefined>;
	why?(failed: FailedStep): Promise<readonly Cause[]>;
};

const defaultTimeoutMs = 120_000;
const awaitedMs = 300_000;
const pollMs = 1000;

/**
 * Take back what the ledger says was done, the last first. A file that is no longer as it was left is somebody else's work:
 * it stays, and the undo ends there as `stuck`. Returns whether all is back.
 */
export async function* undo(how: Undo): AsyncGenerator<Progress, boolean> {
	const {machine, nowMs, stopped, why} = how;
	const at = () => new Date(nowMs()).toISOString();
	const beganMs = nowMs();
	let before: string | undefined;
	for (const change of standing(lastWalk(await machine.entries()))) {
		const {step: id} = change;
		if (stopped?.()) {
			const because = 'stopped; run it again to go on';
			yield {at: at(), type: 'result', ok: false, because, durationMs: nowMs() - beganMs};
			return false;
		}
		if (id !== before) yield {at: at(), type: 'step', id, state: 'started'};
		before = id;
		const startedMs = nowMs();
		try {
			yield* undoOne(change, how);
		} catch (error) {
			if (!(error instanceof ChangeFailed)) throw error;
			const state = error.stuck ? 'stuck' : 'failed';
			const because = error.message;
			const isTold = error.stuck || error.causes.length > 0;
			const asked = isTold ? error.causes : await why?.({id, because, watch: [], sinceMs: startedMs});
			const causes = asked === undefined || asked.length === 0 ? {} : {causes: asked};
			const durationMs = nowMs() - startedMs;
			yield {at: at(), type: 'step', id, state, detail: because, durationMs, ...causes};
			yield {at: at(), type: 'result', ok: false, failedStep: id, because, ...causes, durationMs: nowMs() - beganMs};
			return false;
		}
	}
	return true;
}

/** Take back one change, and write that down; what it says goes on. Throws `ChangeFailed`. */
export async function* undoOne(change: Standing, how: Undo): AsyncGenerator<Progress, void> {
	const {machine, nowMs} = how;
	const {step: id} = change;
	const at = () => new Date(nowMs()).toISOString();
	const startedMs = nowMs();
	const telling = told(nowMs, tell => undoChange(change, how, tell));
	let said = '';
	for await (const text of telling.lines(value => {
		said = value;
	}))
		yield {at: at(), type: 'output', id, text};
	await machine.append({at: at(), do: 'undid', change: change.change});
	yield {at: at(), type: 'step', id, state: 'changed', detail: said, durationMs: nowMs() - startedMs};
}

/** What it came to, in words. Throws `ChangeFailed`. */
async function undoChange(change: Standing, how: Undo, onText: Telling): Promise<string> {
	const {machine, nowMs, sleep} = how;
	if (change.do === 'write') return undoWrite(change, machine);
	if ('irreversible' in change.undo) return `stays: ${change.undo.irreversible}`;
	const {undoTimeoutMs: timeoutMs = defaultTimeoutMs, undoWithinMs = 0, undoFineSaying: fineSaying, undoAwait} = change;
	const limits = {timeoutMs, onText, ...(fineSaying === undefined ? {} : {fineSaying})};
	const end = nowMs() + undoWithinMs;
	const commands = change.undo.map(argv => withKubeconfig(argv, how.kubeconfig));
	for (const argv of commands) await untilItWorks(argv);
	if (undoAwait !== undefined) await untilOthersDid(undoAwait, how, onText);
	return commands.map(quote).join('; ') || `nothing to take back of ${quote(change.argv)}`;

	async function untilItWorks(argv: Argv): Promise<void> {
		let before: string | undefined;
		for (;;) {
			try {
				const going = ran(argv, machine, limits);
				sayWhenSlow(going, () => onText(`runs: ${commandText(argv)}\n`), how.slowMs);
				await going;
				return;
			} catch (error) {
				if (!(error instanceof ChangeFailed)) throw error;
				if (nowMs() >= end) throw withAnother(error, argv);
				if (error.message !== before) onText(`tries again: ${error.message}\n`);
				before = error.message;
				await sleep(pollMs);
			}
		}
	}
}

/** The kubeconfig of the ledger is gone, or not let in any more. */
function withAnother(error: ChangeFailed, argv: Argv): ChangeFailed {
	const isOfNoUse =
		argv[0] === 'kubectl' &&
		/kubeconfig|\.kube|Unauthorized|logged in|expired|x509|forbidden/i.test(saidBy(error, argv));
	if (!isOfNoUse) return error;
	return new ChangeFailed(`${error.message}; with another kubeconfig: rtconsole migrate undo --kubeconfig FILE`, {
		cause: error.cause,
	});
}

/** Without the command itself, which names its kubeconfig. */
const saidBy = ({message}: ChangeFailed, argv: Argv) => message.replace(commandText(argv), '');

function withKubeconfig(argv: Argv, path: string | undefined): Argv {
	const [tool, flag, , ...words] = argv;
	return path === undefined || tool !== 'kubectl' || flag !== '--kubeconfig' ? argv : [tool, flag, path, ...words];
}

/** Somebody elsewhere was asked for something: wait until the node shows it. */
async function untilOthersDid(awaited: Awaited, {lacks, nowMs, sleep, stopped}: Undo, onText: Telling): Promise<void> {
	const end = nowMs() + awaitedMs;
	let before: string | undefined;
	for (;;) {
		const lacking = await lacks?.(awaited);
		if (lacking === undefined) return;
		if (nowMs() >= end || stopped?.()) throw new ChangeFailed(lacking);
		if (lacking !== before) onText(`waiting: ${lacking}\n`);
		before = lacking;
		await sleep(pollMs);
	}
}

async function undoWrite(change: Extract<Standing, {do: 'write'}>, machine: Machine): Promise<string> {
	const {path, backup, before, after, mended, madeFolders, reload} = change;
	await machine.sweep(path);
	const text = await machine.read(path);
	const now = text === undefined ? undefined : machine.digest(text);
	if (now !== after && now !== before && (mended === undefined || now !== mended)) {
		throw new ChangeFailed(
			`${path} is no longer as it was written: someone changed it since; put it right by hand and undo again${
				backup === undefined ? '' : ` (before the walk it was ${machine.keptAt(backup)}: that in its place will do)`
			}`,
			{stuck: true},
		);
	}
	if (now !== before) {
		// Where a link led nowhere before, it does so again.
		await written(path, async () => {
			if (backup === undefined) await machine.write(await machine.leadsTo(path), undefined);
			else await machine.restore(path, backup);
		});
	}
	for (const folder of madeFolders.toReversed()) await machine.removeFolder(folder);
	if (reload !== undefined) await ran(reload, machine);
	return backup === undefined ? `${path} taken away` : `${path} as it was`;
}
