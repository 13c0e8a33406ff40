import type {ChangedEntry} from '../../../model/lately-changed.ts';
import type {NodeSnapshot} from '../../../model/node-snapshot.ts';
import type {Evidence, Fix} from '../../check.ts';

/** A change that may be the reason, and how it is taken back. */
export type Suspect = {
	readonly path: string;
	/** Undefined: nobody can say. A mount has no time. */
	readonly changedMs?: number;
	/** What is there now. */
	readonly seen: readonly Evidence[];
	/** Services that it is for; undefined: whoever uses it. */
	readonly units?: readonly string[];
	/** `start`: it counts for a service that was started after it; `use`: at once. */
	readonly counts: 'start' | 'use';
	/** It can end a service in good order, as a person does: a job, or what a unit says of another. */
	readonly stops?: true;
	/** It does harm again and again, of kinds that were seen before too. */
	readonly isJob?: true;
	/** What happened to it: `was made or changed`. */
	readonly what: string;
	/** How directly it belongs to a service: 3 its own drop-in, 0 something on the same machine. */
	readonly weight: number;
	/** How it is taken back, without the start of services; empty where nobody knows what it was before. */
	readonly back: readonly Fix[];
};

/** One kind of places. Undefined: this entry is no matter of it. */
export type Place = (entry: ChangedEntry, node: NodeSnapshot) => Suspect | undefined;

/** Its inode, and its settings where they are few. */
export function seenOf(
	{path, mode, owner, changedMs, text}: ChangedEntry,
	isSecret = false,
): Pick<Suspect, 'path' | 'changedMs' | 'seen'> {
	const lines = (isSecret ? '' : (text ?? '')).split('\n').flatMap((line, index) => {
		const trimmed = line.trim();
		return trimmed === '' || /^[#;[]/.test(trimmed)
			? []
			: [{source: `${path}:${index + 1}`, text: trimmed.slice(0, 160)}];
	});
	const inode = {
		source: `stat ${path}`,
		text: `changed ${new Date(changedMs).toISOString().slice(0, 19)}Z, mode ${mode}, owner ${owner}`,
	};
	return {path, changedMs, seen: [inode, ...(lines.length > 4 ? [] : lines)]};
}

/** Its mode, owner or name was changed, and not what stands in it. */
export function isOnlyInode({modifiedMs, changedMs}: ChangedEntry): boolean {
	return changedMs - modifiedMs > 2000;
}

/** What somebody keeps beside a file is no setting. */
export function isCopyName(path: string): boolean {
	return /([._-](bak|old|orig|original|good|copy|backup|saved?|disabled|off|aside|wrong|real|dist|dpkg-\w+|rpm\w+)[~\d.]*|~)$/i.test(
		path,
	);
}
