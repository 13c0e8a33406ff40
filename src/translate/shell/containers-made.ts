import type {HeldByCtr} from '../by-ctr/held.ts';
import {imageName} from '../image-name.ts';
import type {Parsed} from '../parse.ts';
import {containersAmong, imagesAmong} from './carried.ts';
import type {Known} from './known.ts';
import {parsedSite} from './parsed-site.ts';
import type {ShellWord} from './shell-words.ts';
import type {DockerSite, Site} from './site.ts';
import type {Around} from './site-done.ts';
import {isUnknown, wordsOf} from './site-words.ts';
import type {Variables} from './variables.ts';

/**
 * What `docker run` and `docker create` of a shell text make through ctr, by what stands in the text (`web`, `$NAME`), anywhere in
 * it: a script stops and removes before it runs.
 */
export type ContainersMade = {
	/** `removed`: made with --rm, without a terminal to wait for its end. */
	readonly names: ReadonlyMap<string, {readonly removed: boolean}>;
	readonly images: ReadonlySet<string>;
};

/** Nobody types so many. */
const mostWords = 500;

export const nothingMade: ContainersMade = {names: new Map(), images: new Set()};

export function containersMade(
	sites: readonly Site[],
	{source, variables}: {readonly source: string; readonly variables: Variables},
	{tables, options, made = nothingMade}: Known,
): ContainersMade {
	if (options.target === 'nerdctl' || options.target === 'crictl') return nothingMade;
	const names = new Map(made.names);
	const images = new Set(made.images);
	const tagged: (readonly string[])[] = [];
	for (const site of sites) {
		if (
			site.kind !== 'docker' ||
			site.words.length > mostWords ||
			!site.words.slice(0, 9).some(({value}) => /^(run|create|tag)$/.test(value))
		)
			continue;
		const words = wordsOf(site, {text: (pos, end) => source.slice(pos, end), variables});
		const parsed = parsedSite('docker', words, tables);
		if ('error' in parsed) continue;
		if (parsed.command === 'tag') tagged.push(parsed.args.map(name => inText(imageName(name), words)));
		if (!/^(run|create)$/.test(parsed.command)) continue;
		const [image] = parsed.args;
		if (image !== undefined) images.add(inText(imageName(image), words));
		const name = parsed.flags.get('name')?.at(-1);
		const is = (flag: string) => parsed.flags.get(flag)?.at(-1) === 'true';
		if (name !== undefined) names.set(inText(name, words), {removed: is('rm') && is('detach')});
	}
	// An image that is started under one of its names is there under the others, too.
	for (const both of tagged) if (both.some(name => images.has(name))) for (const name of both) images.add(name);
	return {names, images};
}

/** What a docker command of the text is told by that: undefined where it is about containers of pods. */
export function heldByCtr(
	{readBy, before}: DockerSite,
	docker: string,
	words: readonly ShellWord[],
	around: Pick<Around, 'text' | 'variables'>,
	{tables, made = nothingMade}: Known,
): (HeldByCtr & {readonly name: string}) | undefined {
	// Where nothing is run nothing is to be found, which is nearly every text.
	if (made.images.size === 0) return undefined;
	const parsed = parsedSite(docker, words, tables);
	if ('error' in parsed || parsed.globals.size > 0) return undefined;
	const held = {namespace: 'default', named: true};
	const image = imageOf(parsed, words, made);
	if (image !== undefined) return {...held, name: image};
	if (parsed.command === 'ps') {
		const name = nameListed(parsed, words, made, readBy);
		return name === undefined ? undefined : {...held, name};
	}
	const fed = before !== undefined && isListOfCtr(around.text(before.pos, before.end));
	const comesFromCtr = (word: ShellWord) =>
		word.made === true || (fed && isPutIn(word)) || (isUnknown(word) && isListed(word, around));
	const given = containersOf(parsed, tables);
	const names = given.map(name => ({
		text: inText(name.split(':')[0] ?? '', words),
		made: words.some(word => word.value.split(':')[0] === name.split(':')[0] && comesFromCtr(word)),
	}));
	const isMade = names.map(each => each.made || made.names.has(each.text));
	if (names.length === 0 || isMade.includes(false)) return undefined;
	const removed = names.every(({text}) => made.names.get(text)?.removed === true);
	return {...held, removed, name: names.map(({text}) => text).join(', ')};
}

function containersOf(parsed: Parsed, tables: Known['tables']): readonly string[] {
	const {command, args} = parsed;
	if (/^(container )?inspect$/.test(command)) return args;
	if (command === 'rename') return args.slice(0, 1);
	return command === 'cp' ? args.filter(arg => /^[^/.][^:]*:/.test(arg)) : containersAmong(parsed, tables);
}

/** Words that are one, for `docker run --name "$NAME"` has it as one: quoted. */
export function asNames(words: readonly ShellWord[], {made = nothingMade}: Known): readonly ShellWord[] {
	return words.map(word => {
		if (!word.several || !made.names.has(inText(word.value, words))) return word;
		const unknown = new Map([...word.unknown].map(([name, shown]) => [name, /^"/.test(shown) ? shown : `"${shown}"`]));
		return {...word, several: false, unknown};
	});
}

/** IDs that were listed are of ctr where the list is: `$(docker ps -q -f name=web)`, also in a variable. */
function isListed({unknown}: ShellWord, {text, variables}: Pick<Around, 'text' | 'variables'>): boolean {
	const [shown = ''] = unknown.values();
	if (/\$\(|`/.test(shown)) return isListOfCtr(shown);
	const name = /^"?\$\{?(\w+)\}?"?$/.exec(shown)?.[1];
	const sources = name === undefined ? [] : variables.sources(name);
	return sources.length > 0 && sources.every(({pos, end}) => isListOfCtr(text(pos, end)));
}

function isListOfCtr(text: string): boolean {
	return /\bctr -n default (task|containers) ls\b/.test(text);
}

/** What xargs puts in. */
function isPutIn({unknown}: ShellWord): boolean {
	return [...unknown.values()].every(shown => !shown.includes('$'));
}

/** Images that the text starts; what is loaded from a file is not known by name, and will be. */
function imageOf(parsed: Parsed, words: readonly ShellWord[], {images}: ContainersMade): string | undefined {
	if (images.size === 0) return undefined;
	const {command, args} = parsed;
	if (command === 'load') return [...images].join(', ');
	const names = command === 'images' ? args : /^(run|create|history)$/.test(command) ? [] : imagesAmong(parsed);
	const started = names.map(name => inText(imageName(name), words));
	return names.length > 0 && started.some(name => images.has(name)) ? started.join(', ') : undefined;
}

/** `docker ps -f name=web`, `docker ps | grep web`. */
function nameListed(
	{flags}: Parsed,
	words: readonly ShellWord[],
	{names}: ContainersMade,
	readBy: DockerSite['readBy'],
): string | undefined {
	const filters = (flags.get('filter') ?? []).flatMap(filter => (filter.startsWith('name=') ? [filter.slice(5)] : []));
	const asked = filters.map(filter => inText(filter, words).replace(/^\^?\/?|\$$/g, ''));
	if (asked.length > 0) return asked.find(name => names.has(name));
	const greps = readBy.filter(({name}) => /grep$|^awk$/.test(name?.value ?? ''));
	const patterns = greps.flatMap(({args}) => args.flatMap(arg => (arg.type === 'Word' ? [plain(arg.text)] : [])));
	const wordsIn = (pattern: string) => pattern.split(/[^\w.$-]+/).map(word => word.replace(/\$$/, ''));
	return [...names.keys()].find(name => patterns.some(pattern => wordsIn(pattern).includes(name)));
}

/** A value as it stands in the text, `$NAME` for `"${NAME}"`. */
function inText(value: string, words: readonly ShellWord[]): string {
	const unknown = words.flatMap(word => [...word.unknown]);
	return plain(unknown.reduce((text, [name, shown]) => text.replaceAll(name, () => shown), value));
}

function plain(text: string): string {
	return text.replaceAll(/["']/g, '').replaceAll(/\$\{(\w+)\}/g, '$$$1');
}
