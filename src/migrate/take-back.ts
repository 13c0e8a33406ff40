import {ChangeFailed} from './apply.ts';
import {standing} from './ledger.ts';
import type {Progress} from './progress.ts';
import {told} from './telling.ts';
import {type Undo, undoChange} from './undo.ts';
import {lastWalk} from './walks.ts';

/** Take back what stands of one step, the last first, within the walk. Why it could not be; undefined where all of it is gone. */
export async function* takeBack(
	id: string,
	how: Pick<Undo, 'machine' | 'nowMs' | 'sleep' | 'slowMs'>,
): AsyncGenerator<Progress, string | undefined> {
	const {machine, nowMs} = how;
	const at = () => new Date(nowMs()).toISOString();
	for (const change of standing(lastWalk(await machine.entries())).filter(({step}) => step === id)) {
		const startedMs = nowMs();
		try {
			let said = '';
			const telling = told(nowMs, tell => undoChange(change, how, tell));
			for await (const text of telling.lines(value => {
				said = value;
			}))
				yield {at: at(), type: 'output', id, text};
			await machine.append({at: at(), do: 'undid', change: change.change});
			yield {at: at(), type: 'step', id, state: 'changed', detail: said, durationMs: nowMs() - startedMs};
		} catch (error) {
			if (!(error instanceof ChangeFailed)) throw error;
			return error.message;
		}
	}
	return undefined;
}
