import {FileUnreadable} from '../../host/errors.ts';
import type {Reader} from '../../host/host.ts';
import type {Misplaced} from '../../model/node-state.ts';
import {namesIn} from './part.ts';

/** What a service needs to be a file, or a folder, wherever it is. */
export type Needed = {
	readonly path: string;
	readonly wanted: Misplaced['wanted'];
	readonly of: string;
	/** The service does not start without it. */
	readonly must?: true;
	/** It must hold something. */
	readonly full?: true;
};

/** Which of them are something else. What may be absent, and is, is no matter of this. */
export async function gatherMisplaced(reader: Reader, needed: readonly Needed[]): Promise<readonly Misplaced[]> {
	// A recording knows names of files at which nobody looked.
	if ((await reader.kindOf('/').catch(() => undefined)) !== 'directory') return [];
	const found = await Promise.all(needed.map(one => lookAt(reader, one)));
	return found.flat();
}

async function lookAt(reader: Reader, {path, wanted, of, must, full}: Needed): Promise<readonly Misplaced[]> {
	const is = await stateOf(reader, path);
	// A socket is made anew over whatever is there, but for a folder.
	if (wanted === 'socket') return is === 'directory' ? [{path, wanted, is, of}] : [];
	const isEmpty = is === 'file' && full === true && (await reader.sizeOf(path).catch(() => undefined)) === 0;
	if (is === undefined || (is === wanted && !isEmpty) || (is === 'absent' && !must)) return [];
	const beside = await besideOf(reader, path, wanted);
	if (is === 'absent' && beside === undefined) return [];
	return [{path, wanted, is: isEmpty ? 'empty' : is, of, ...(beside === undefined ? {} : {beside})}];
}

/** Undefined: it may not be looked at, or is neither file nor folder. */
async function stateOf(reader: Reader, path: string): Promise<Misplaced['is'] | undefined> {
	try {
		const kind = await reader.kindOf(path);
		if (kind === 'file' || kind === 'directory') return kind;
		if (kind !== undefined) return undefined;
	} catch (error) {
		return error instanceof FileUnreadable && /ELOOP/.test(error.message) ? 'link to itself' : undefined;
	}
	const names = await namesIn(reader, folderOf(path));
	return names.includes(nameOf(path)) ? 'broken link' : 'absent';
}

/** `config.yaml.bak`, `pki.old`, `kubelet.conf~`: those that say that they are copies. */
export async function besideOf(reader: Reader, path: string, wanted: Misplaced['wanted']): Promise<string | undefined> {
	const [folder, name] = [folderOf(path), nameOf(path)];
	const near = (await namesIn(reader, folder)).filter(
		other => other.startsWith(name) && /^[.~_-][\w.~-]{0,24}$/.test(other.slice(name.length)),
	);
	const kinds = await Promise.all(near.map(other => reader.kindOf(`${folder}/${other}`).catch(() => undefined)));
	const fit = near.filter((other, index) => kinds[index] === wanted && !/\.(d|wants|requires|wrong)$/.test(other));
	// `hosts.allow` is no copy of `hosts`.
	const found = fit.findLast(other =>
		/bak|old|orig|\.sav|good|copy|back|disab|off$|real$|dist$|before|~$/i.test(other.slice(name.length)),
	);
	return found === undefined ? undefined : `${folder}/${found}`;
}

function folderOf(path: string): string {
	return path.slice(0, path.lastIndexOf('/')) || '/';
}

function nameOf(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}

/** A copy says so: `mount.fuse` beside `mount` is another program. */
export async function copyOf(reader: Reader, path: string): Promise<string | undefined> {
	const found = await besideOf(reader, path, 'file');
	return found !== undefined && isCopy(found.slice(path.length)) ? found : undefined;
}

function isCopy(rest: string): boolean {
	return /^([._-](bak|old|orig|original|good|copy|backup|disabled|off|real|dist)\d?|~)$/i.test(rest);
}
