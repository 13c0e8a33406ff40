import {applyChange, ChangeFailed, commandText, type Done} from './apply.ts';
import type {Engine} from './engine.ts';
import type {Progress} from './progress.ts';
import type {Change} from './step.ts';
import {amount, sayWhenSlow, told} from './telling.ts';

const tellMs = 1000;
const shownParts = 3;

/** Makes changes, one after the other, and tells what they say while they are under way. */
export function createMaking({
	machine,
	nowMs,
	stopped,
	slowMs,
}: Pick<Engine<unknown>, 'machine' | 'nowMs' | 'stopped' | 'slowMs'>) {
	const at = () => new Date(nowMs()).toISOString();

	/** Make one change, in parts where it fails as a whole; false where the walk was asked to stop before it. */
	async function* makeWhole(change: Change, id: string): AsyncGenerator<Progress, boolean> {
		if (stopped?.()) return false;
		const madeMs = nowMs();
		try {
			const {said, output, diff} = yield* make(change, id);
			const took = {durationMs: nowMs() - madeMs, ...(diff === undefined ? {} : {diff})};
			if (output.trim() !== '') yield {at: at(), type: 'output', id, text: output};
			yield {at: at(), type: 'step', id, state: 'changed', detail: said, ...took};
		} catch (error) {
			const parts = change.kind === 'run' ? change.inParts : undefined;
			if (!(error instanceof ChangeFailed) || parts === undefined || !new RegExp(parts.saying).test(error.message))
				throw error;
			yield {at: at(), type: 'output', id, text: `${error.message}\none by one now\n`};
			return yield* makeParts(parts.changes, id);
		}
		return true;
	}

	/** All of them are tried; what failed is told at the end. */
	async function* makeParts(parts: readonly Change[], id: string): AsyncGenerator<Progress, boolean> {
		const failed: string[] = [];
		for (const each of parts) {
			try {
				if (!(yield* makeWhole(each, id))) return false;
			} catch (error) {
				if (!(error instanceof ChangeFailed) || error.cause !== undefined) throw error;
				failed.push(error.message);
			}
		}
		if (failed.length > 0) throw new ChangeFailed(failed.slice(0, shownParts).join('\n'));
		return true;
	}

	/** Make one change, and tell what it says while it is under way. */
	async function* make(change: Change, id: string): AsyncGenerator<Progress, Done> {
		if (change.kind === 'write') return applyChange(change, id, machine, {at});
		let toldMs = nowMs();
		const making = told(nowMs, tell => {
			const going = applyChange(change, id, machine, {
				at,
				onText: tell,
				onBytes(bytes) {
					if (nowMs() - toldMs < tellMs) return;
					toldMs = nowMs();
					tell(`${amount(bytes, change.bytes)}\n`);
				},
			});
			sayWhenSlow(going, () => tell(`runs: ${commandText(change.argv, change.into)}\n`), slowMs);
			return going;
		});
		let done: Done = {said: '', output: ''};
		for await (const text of making.lines(value => {
			done = value;
		}))
			yield {at: at(), type: 'output', id, text};
		return done;
	}

	return makeWhole;
}
