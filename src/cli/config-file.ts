import {closeSync, constants, fstatSync, openSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {configFolder, type Person} from './person.ts';

export type FoundConfig = {
	/** As messages call it. */
	readonly path: string;
	readonly text?: string;
	/** Why it is not read. */
	readonly problem?: string;
};

/** More is no configuration. */
const maxBytes = 256 * 1024;

/**
 * The configuration file of the person: the one that was named, else `config.yaml` (or `.yml`) in their folder. It can hold
 * commands, so it is read only where nobody but this person and root can have written it.
 */
export function findConfig(person: Person, named?: string): FoundConfig | undefined {
	if (named !== undefined) return readTrusted(named, person) ?? {path: named, problem: 'there is no such file'};
	for (const name of ['config.yaml', 'config.yml']) {
		const found = readTrusted(join(configFolder(person), name), person);
		if (found) return found;
	}
	return undefined;
}

function readTrusted(path: string, {trusted}: Person): FoundConfig | undefined {
	let descriptor: number;
	try {
		descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : {path, problem: `it cannot be read (${code})`};
	}
	try {
		const stat = fstatSync(descriptor);
		const {uid, mode, size} = stat;
		if (!stat.isFile()) return {path, problem: 'it is no file'};
		if (!trusted.includes(uid))
			return {
				path,
				problem: `it is not read: it belongs to uid ${uid}, neither to you nor to root, and it can hold commands`,
			};
		if ((mode & 0o022) !== 0)
			return {path, problem: `it is not read: others may write to it, and it can hold commands; chmod go-w ${path}`};
		if (size > maxBytes) return {path, problem: 'it is not read: it is larger than 256 kB'};
		return {path, text: readFileSync(descriptor, 'utf8')};
	} catch (error) {
		return {path, problem: `it cannot be read (${(error as NodeJS.ErrnoException).code})`};
	} finally {
		closeSync(descriptor);
	}
}
