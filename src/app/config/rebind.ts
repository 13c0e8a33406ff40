import type {CommandId} from '../command-id.ts';
import {type Binding, keymap, type Place} from '../keymap.ts';
import {nearest} from '../nearest.ts';
import {isPrintable} from './key-names.ts';

/** What a person wants of a key: `logs: [L]`, and where that stands. */
export type Wish = {readonly command: string; readonly keys: readonly string[]; readonly line: number};

/** Places where letters are typed: there a key that types keeps typing. */
const typing: readonly Place[] = ['translate', 'cheat'];

export const commandIds: readonly CommandId[] = [...new Set(keymap.map(({does}) => does as CommandId))];

/**
 * The key table with other keys. Where two commands would share a key in one place, the wish is dropped, said, and the
 * default stays; so is a command that does not exist.
 */
export function rebound(
	wishes: readonly Wish[],
	say: (line: number, sentence: string) => void,
	table: readonly Binding[] = keymap,
): readonly Binding[] {
	const known = wishes.filter(({command, line}) => {
		if ((commandIds as readonly string[]).includes(command)) return true;
		const near = nearest(command, commandIds);
		say(line, `keys.${command}: no such command${near === undefined ? '' : `; did you mean ${near}?`}`);
		return false;
	});
	let kept = known;
	for (;;) {
		const made = table.map(binding => withWish(binding, kept));
		const clash = kept
			.toReversed()
			.map(wish => ({wish, clash: clashOf(wish, made)}))
			.find(found => found.clash !== undefined);
		if (clash?.clash === undefined) return made;
		const {key, with: other} = clash.clash;
		say(clash.wish.line, `keys.${clash.wish.command}: ${key} is already ${other}; the default stays`);
		kept = kept.filter(wish => wish !== clash.wish);
	}
}

function withWish(binding: Binding, wishes: readonly Wish[]): Binding {
	const wish = wishes.find(({command}) => command === binding.does);
	if (!wish) return binding;
	const typed = binding.where.some(place => typing.includes(place));
	const keys = typed ? wish.keys.filter(key => !isPrintable(key)) : wish.keys;
	return keys.length === 0 ? binding : {...binding, keys};
}

function clashOf(wish: Wish, table: readonly Binding[]): {readonly key: string; readonly with: string} | undefined {
	for (const mine of table) {
		if (mine.does !== wish.command) continue;
		for (const other of table) {
			if (other.does === wish.command || !other.where.some(place => mine.where.includes(place))) continue;
			const key = mine.keys.find(each => other.keys.includes(each));
			if (key !== undefined) return {key, with: other.does};
		}
	}
	return undefined;
}
