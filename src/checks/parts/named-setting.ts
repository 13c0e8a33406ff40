import type {Setting} from '../../model/node-snapshot.ts';

/** Values that say nothing about which setting is meant. */
const plain = /^(\/|true$|false$|unix:|[a-z]+$)/i;

/**
 * Settings that a sentence names: `imageGCHighThresholdPercent`, also as `--image-gc-high-threshold-percent`,
 * `stream_idle_timeout` also as “stream idle timeout”; or by their value, where no other has it.
 */
export function namedIn(words: string, settings: readonly Setting[]): readonly Setting[] {
	const byName = settings.filter(({name}) => isNamed(words, name));
	if (byName.length > 0) return byName;
	const byValue = settings.filter(({value}) => isQuoted(words, value));
	const distinct = new Set(byValue.map(({value}) => value));
	return byValue.length === distinct.size ? byValue.slice(0, 1) : [];
}

function isNamed(words: string, name: string): boolean {
	const key = (name.split(/\.(?![^"']*["']\s*$)/).findLast(part => !/^\d+$/.test(part)) ?? '').replace(
		/^--?|["']/g,
		'',
	);
	const parts = key.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
	const pattern = parts.map(part => part.toLowerCase()).join('[-_ ]?');
	if (parts.length < 2) return key.length > 3 && new RegExp(`(["'\`]|--)${pattern}["'\`=:]`, 'i').test(words);
	return new RegExp(`(?<![\\w-])(--)?${pattern}(?![\\w-])`, 'i').test(words);
}

/** Whole, and nothing that stands in every other sentence. */
function isQuoted(words: string, value: string): boolean {
	if (value.length < 3 || plain.test(value)) return false;
	const at = words.indexOf(value);
	if (at < 0) return false;
	return !/[\w.-]/.test(words[at - 1] ?? ' ') && !/[\w-]/.test(words[at + value.length] ?? ' ');
}
