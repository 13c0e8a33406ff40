import {isOpenName} from '../image-name.ts';
import type {Parsed} from '../parse.ts';
import {standInPattern} from '../stand-in.ts';
import type {Tables} from '../tables.ts';
import {close, type Found, note} from '../transform.ts';
import type {Command} from '../types.ts';
import {isCompleted} from './completed-image.ts';
import {parsedSite} from './parsed-site.ts';
import type {ShellWord} from './shell-words.ts';
import type {DockerSite} from './site.ts';
import {isUnknown} from './site-words.ts';

/** Names of images among the words of a line, of which something is only known to the shell. */
export function openImages(docker: string, words: readonly ShellWord[], tables: Tables): readonly ShellWord[] {
	const parsed = parsedOf(docker, words, tables);
	if (parsed === undefined) return [];
	const names = imagesAmong(parsed).filter(isOpenName);
	return words.filter(word => isUnknown(word) && names.includes(word.value));
}

/** docker takes names, crictl and ctr take IDs, and ctr names of images in full: what is in a variable is not known here. */
export function carried(
	{wrapped: {xargs}, fedIds}: DockerSite,
	docker: string,
	words: readonly ShellWord[],
	commands: readonly Command[],
	tables: Tables,
): readonly Found[] {
	const parsed = parsedOf(docker, words, tables);
	if (parsed === undefined) return [];
	const by = xargs === undefined ? '' : `what ${xargs.by} puts in`;
	const shownOf = (word: ShellWord) => (parsed.command === 'cp' ? shown(word).split(':')[0] : shown(word)) || by;
	const images = openImages(docker, words, tables).filter(word => !isSubstitution(word));
	const toCtr = images.filter(({value}) => commands.some(command => isGiven(command, 'ctr', value)));
	const toCri = images.filter(word => !toCtr.includes(word));
	const names = containersAmong(parsed, tables);
	const containers = words.filter(
		word =>
			isUnknown(word) && (!word.sure || word.taken === true) && !isSubstitution(word) && names.includes(word.value),
	);
	const byName = containers.filter(({value}) => value.startsWith('x'));
	const either = containers.filter(({value}) => value.startsWith('y'));
	const asIs = containers.filter(word => ![...byName, ...either].includes(word) && !(fedIds && shown(word) === ''));
	return [
		...said(toCtr.filter(word => !isCompleted(word)).map(shownOf), what => close('shell.image', {what})),
		...said(toCtr.filter(isCompleted).map(shownOf), what => note('shell.image-completed', {what})),
		...said(toCri.map(shownOf), what => note('shell.image-cri', {what})),
		...said(byName.map(shownOf), what => close('shell.by-name', {what})),
		...said(either.map(shownOf), what => close('shell.by-name-or-id', {what})),
		...said(asIs.map(shownOf), what => close('shell.carried', {what})),
	];
}

function said(whats: readonly string[], say: (what: string) => Found): readonly Found[] {
	return whats.length === 0 ? [] : [say([...new Set(whats)].join(', '))];
}

function parsedOf(docker: string, words: readonly ShellWord[], tables: Tables): Parsed | undefined {
	const parsed = parsedSite(docker, words, tables);
	return 'error' in parsed ? undefined : parsed;
}

export function imagesAmong({command, args}: Parsed): readonly string[] {
	if (/^(pull|push|run|create)$/.test(command)) return args.slice(0, 1);
	return /^(tag|save|rmi|history|image inspect|images)$/.test(command) ? args : [];
}

/** Of `docker cp` what stands before the colon. */
export function containersAmong(parsed: Parsed, {grammars, rules}: Tables): readonly string[] {
	const {command, args} = parsed;
	if (command === 'cp') return args.filter(arg => /^[xy]?f00dfeed[0-9a-f]{56}:/.test(arg));
	if (/^(container )?inspect$/.test(command)) return args;
	const takesContainers = /CONTAINER/.test(grammars[command]?.usage ?? '') && rules[command]?.arguments !== 'none';
	if (!takesContainers || imagesAmong(parsed).length > 0) return [];
	return grammars[command]?.stopsAtFirstArgument === true ? args.slice(0, 1) : args;
}

function isGiven({argv, unless}: Command, tool: string, value: string): boolean {
	const given = (line: Command['argv']) =>
		line[0] === tool && line.some(arg => typeof arg === 'string' && arg.endsWith(value));
	return given(argv) || (unless !== undefined && given(unless));
}

/** The word as the shell has it, without its quotes. */
function shown({value, unknown}: ShellWord): string {
	const text = [...unknown].reduce((all, [name, shell]) => all.replaceAll(name, () => unquoted(shell)), value);
	return standInPattern.test(text) ? '' : text;
}

/** What docker's list prints goes through the translation of that list: IDs. Of any other command nothing is known. */
function isSubstitution(word: ShellWord): boolean {
	return /^(\$\(|`)/.test(shown(word));
}

function unquoted(shell: string): string {
	return shell.replace(/^"(.*)"$/s, '$1');
}
