import {standing, unverified} from './ledger.ts';
import type {Machine} from './machine.ts';
import type {Progress} from './progress.ts';
import {lastWalk} from './walks.ts';

/**
 * Before a step that failed is tried again: what somebody made of its files since is the mend that it was waiting for, and no
 * work that an undo must not touch. It is kept beside the others, for what comes back is the file as it was before the walk.
 */
export async function* acceptMends(
	id: string,
	machine: Pick<Machine, 'entries' | 'read' | 'digest' | 'keep' | 'keptAt' | 'append'>,
	at: () => string,
): AsyncGenerator<Progress, void> {
	const walk = lastWalk(await machine.entries());
	if (!unverified(walk).has(id)) return;
	const writes = standing(walk).filter(change => change.do === 'write' && change.step === id);
	const latest = new Map(writes.toReversed().flatMap(change => (change.do === 'write' ? [[change.path, change]] : [])));
	for (const [path, {change, before, after, mended}] of latest) {
		const text = await machine.read(path).catch(() => undefined);
		if (text === undefined) continue;
		const digest = machine.digest(text);
		if ([before, after, mended].includes(digest)) continue;
		const kept = await machine.keep(path, 'follow');
		await machine.append({at: at(), do: 'mended', change, digest});
		const told = `${path} was changed since this step failed, and is taken as it is now; a copy: ${machine.keptAt(kept)}; an undo puts back what was there before the walk\n`;
		yield {at: at(), type: 'output', id, text: told};
	}
}
