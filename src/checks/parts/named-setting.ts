import type {Setting} from '../../model/node-snapshot.ts';

/** Values that say nothing about which setting is meant. */
const plain = /^(\/|true$|false$|unix:|[a-z]+$)/i;

/**
 * Settings that a sentence names: `imageGCHighThresholdPercent`, also as `--image-gc-high-threshold-percent`,
 * `stream_idle_timeout` also as “stream idle timeout”; or by their value, where no other has it; or by a file
 * that lies in the folder of a flag.
 */
export function namedIn(told: string, all: readonly Setting[]): readonly Setting[] {
	// A kubelet prints the kind and version of its configuration behind what it refuses in it.
	const words = told.replaceAll(/&?TypeMeta\{[^}]{0,200}\}/g, '');
	const settings = all.filter(({name}) => name !== 'kind' && name !== 'apiVersion');
	const byName = settings.filter(({name}) => isNamed(words, name));
	if (byName.length > 0) return byName;
	const byValue = settings.filter(({value}) => [value, ...withoutRest(value)].some(each => isQuoted(words, each)));
	const distinct = new Set(byValue.map(({value}) => value));
	if (byValue.length > 0) return byValue.length === distinct.size ? byValue.slice(0, 1) : [];
	const byParts = settings.filter(setting => isMeant(words, setting));
	if (byParts.length > 0) return byParts.length === 1 ? byParts : [];
	const byPlace = settings.filter(({name, value}) => name.startsWith('--') && isPlaceIn(words, value));
	return new Set(byPlace.map(({value}) => value)).size === 1 ? byPlace.slice(-1) : [];
}

/** `/opt/providers` of “plugin binary executable /opt/providers/ecr did not exist”. */
function isPlaceIn(words: string, value: string): boolean {
	const place = value.replace(/\/$/, '');
	if (!/^(\/[\w.+-]+){2,}$/.test(place)) return false;
	const at = words.indexOf(place);
	return at >= 0 && !/[\w./-]/.test(words[at - 1] ?? ' ') && !/[\w.-]/.test(words[at + place.length] ?? ' ');
}

/** “invalid pools size: 16” of `default-address-pools.0.size = 16`: its value, and two words of its name. */
function isMeant(words: string, {name, value}: Setting): boolean {
	const said = new Set(words.toLowerCase().match(/[a-z]{4,}/g) ?? []);
	const parts = new Set(name.match(/[A-Z]?[a-z]{3,}/g)?.map(part => part.toLowerCase()));
	return value.length > 0 && hasWord(words, value) && [...parts].filter(part => said.has(part)).length >= 2;
}

/** `overlay2.size=10G` is named by what stands before the sign, `172.17.0.0/16` by the address alone. */
function withoutRest(value: string): readonly string[] {
	return /^(\S+\.\S+)=|^([\d.]{7,15})\/\d+$/.exec(value)?.slice(1).filter(Boolean) ?? [];
}

function isNamed(words: string, name: string): boolean {
	const key = (name.split(/\.(?![^"']*["']\s*$)/).findLast(part => !/^\d+$/.test(part)) ?? '').replace(
		/^--?|["']/g,
		'',
	);
	const parts = key.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
	// Of a list one is named: “required plugin” of `required_plugins`.
	const pattern = parts
		.map(part => part.toLowerCase())
		.join('[-_ ]?')
		.replace(/(?<=[a-z]{3})s$/, 's?');
	// `invalid argument "2" for "-v, --v" flag`: with its dashes any name is one.
	if (name.startsWith('--') && new RegExp(`(?<![\\w-])--${key.replaceAll('.', '\\.')}(?![\\w-])`).test(words))
		return true;
	if (parts.length < 2) return key.length > 3 && new RegExp(`(["'\`]|--)${pattern}["'\`=:]`, 'i').test(words);
	return new RegExp(`(?<![\\w-])(--)?${pattern}(?![\\w-])`, 'i').test(words);
}

/** Whole, and nothing that stands in every other sentence. */
export function isQuoted(words: string, value: string): boolean {
	if (value.length < 3 || plain.test(value)) return false;
	return hasWord(words, value);
}

function hasWord(words: string, value: string): boolean {
	const at = words.indexOf(value);
	if (at < 0) return false;
	return !/[\w.-]/.test(words[at - 1] ?? ' ') && !/[\w-]/.test(words[at + value.length] ?? ' ');
}
