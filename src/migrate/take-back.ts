import {ChangeFailed} from './apply.ts';
import {standing} from './ledger.ts';
import type {Progress} from './progress.ts';
import {type Undo, undoOne} from './undo.ts';
import {lastWalk} from './walks.ts';

/** Take back what stands of one step, the last first, within the walk. Why it could not be; undefined where all of it is gone. */
export async function* takeBack(
	id: string,
	how: Pick<Undo, 'machine' | 'nowMs' | 'sleep' | 'slowMs'>,
): AsyncGenerator<Progress, string | undefined> {
	for (const change of standing(lastWalk(await how.machine.entries())).filter(({step}) => step === id)) {
		try {
			yield* undoOne(change, how);
		} catch (error) {
			if (!(error instanceof ChangeFailed)) throw error;
			return error.message;
		}
	}
	return undefined;
}
