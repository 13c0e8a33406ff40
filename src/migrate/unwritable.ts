import {type Argv, quote} from '../model/argv.ts';
import type {Cause} from './progress.ts';

type Refused = NodeJS.ErrnoException & {
	/** What is no folder, and stands where one is needed. */
	readonly inTheWay?: string;
};

/** Why a file cannot be written, in words, with what to look at. */
export function reasonOf(error: unknown): string {
	const {code = '', message, inTheWay} = error as Refused;
	if (inTheWay !== undefined) return `${inTheWay} is no folder and stands where one is needed (ls -ld shows it)`;
	return refusals[code] ?? message;
}

const refusals: Readonly<Record<string, string>> = {
	EPERM:
		'it or its folder may not be changed, not by root either (lsattr shows an i or an a; chattr -i -a takes it away)',
	EACCES: 'no permission',
	EROFS: 'its file system is mounted read-only (findmnt --target shows it)',
	ENOSPC: 'no space left on its disk, or no inodes (df, df -i)',
	ENOTDIR: 'something on the way to it is no folder (namei -l shows it)',
	ENOENT: 'a link on the way to it leads nowhere (namei -l shows it)',
	EEXIST: 'something on the way to it is no folder, or a link that leads nowhere (namei -l shows it)',
	EDQUOT: 'the quota of its disk is used up',
	EBUSY: 'something is mounted on it or holds it (findmnt shows it)',
	ETXTBSY: 'it is a program that runs',
};

/** Nothing else lies behind a file that cannot be written: no check-up of the node has to look for it. */
export function unwritable(path: string, error: unknown): readonly Cause[] {
	const {code = '', inTheWay} = error as Refused;
	const argvs = inTheWay === undefined ? mends[code]?.(path) : [movedAway(inTheWay)];
	if (argvs === undefined) return [];
	return [
		{
			id: 'locked-files',
			because: `${inTheWay ?? path}: ${reasonOf(error)}`,
			evidence: [{source: path, text: code}],
			fix: argvs.map(argv => ({text: quote(argv), argv})),
		},
	];
}

/** It is kept, whatever it is. */
export const movedAway = (path: string): Argv => [
	'mv',
	'--no-clobber',
	'--no-target-directory',
	'--',
	path,
	`${path}.before`,
];

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/')) || '/';

const mends: Readonly<Record<string, (path: string) => readonly Argv[]>> = {
	EPERM: path => [
		['lsattr', '-d', '--', folderOf(path), path],
		['chattr', '-i', '-a', '--', path],
	],
	EROFS: path => [['findmnt', '--target', path]],
	ENOTDIR: path => [['namei', '-l', path]],
	ENOENT: path => [['namei', '-l', path]],
	EEXIST: path => [['namei', '-l', path]],
	EBUSY: path => [['findmnt', '--target', path]],
};
