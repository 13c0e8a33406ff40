import {isFullImageId, isImageId} from '../../model/image-ref.ts';
import {imageName, isOpenName} from '../image-name.ts';
import {type Build, type Found, note} from '../transform.ts';
import type {Arg} from '../types.ts';
import {exportLocal} from './export-local.ts';
import {pushedLines} from './told-lines.ts';

/** ctr takes names in full. The CRI keeps the whole ID as a name too; the beginning of one must be looked up. */
export function imageArg(name: string): Arg {
	if (isOpenName(name)) return {lookup: 'image', name};
	if (!isImageId(name)) return imageName(name);
	return isFullImageId(name) ? name : {lookup: 'image', name};
}

/** docker lets a tag move to another image without a word; ctr needs `--force` for it. */
export const tag: Build = (_draft, {parsed, piped}) => {
	const [source = '', target = ''] = parsed.args;
	const argv = ['ctr', '-n', 'k8s.io', 'images', 'tag', '--force', imageArg(source), imageName(target)] as const;
	// docker prints nothing, which a program may mind.
	return {
		commands: [{argv, effect: 'write', ...(piped ? {output: 'none' as const} : {})}],
		findings: [note('tag.full-names'), ...(piped ? [] : [note('tag.prints')])],
	};
};

/** ctr draws its progress, also into a file. docker's only word with --quiet is the name. */
export const push: Build = ({args}, ask) => {
	const reference = imageName(ask.parsed.args[0] ?? '');
	const argv = ['ctr', '-n', 'k8s.io', 'images', 'push', ...args, reference] as const;
	if (ask.on('quiet'))
		return {
			commands: [
				{argv, effect: 'write', output: 'none'},
				{argv: ['echo', reference], effect: 'read'},
			],
		};
	return {commands: [ask.shaped && ask.piped ? pushedLines(argv, reference) : {argv, effect: 'write'}]};
};

/** The file comes first in ctr; `-` is standard output, as without `-o` in docker. */
export const save: Build = ({args}, ask) => {
	const file = ask.value('output') ?? '-';
	// By its ID an image is saved without its names.
	const references = ask.parsed.args.map(name => (isOpenName(name) ? name : imageArg(name)));
	const local = exportLocal(ask);
	const findings: readonly Found[] = [
		...(ask.value('platform') === undefined ? [note('save.platform')] : []),
		...(local.length === 0 ? [] : [note('save.local')]),
	];
	return {
		commands: [
			{
				argv: ['ctr', '-n', 'k8s.io', 'images', 'export', ...local, ...args, file, ...references],
				effect: file === '-' ? 'read' : 'write',
				...(file === '-' ? {terminal: 'attach' as const} : {}),
			},
		],
		findings,
	};
};
