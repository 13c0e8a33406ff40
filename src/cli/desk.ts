import {appendFileSync, mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {HistoryKind} from '../app/comfort.ts';
import {plainText} from '../model/text.ts';

export type Histories = {readonly commands: readonly string[]; readonly filters: readonly string[]};

const signs: Readonly<Record<HistoryKind, string>> = {command: ':', filter: '/'};
/** Lines that are kept of each kind, and the size at which the file is written anew. */
const kept = 500;
const longestBytes = 256 * 1024;

/** What was typed after `:` and `/` in earlier sessions, oldest first. A file that cannot be read is an empty one. */
export function readHistories(folder: string): Histories {
	const lines = linesOf(join(folder, 'history'));
	const of = (sign: string) =>
		latest(lines.filter(line => line.startsWith(sign)).map(line => plainText(line.slice(1))));
	return {commands: of(signs.command), filters: of(signs.filter)};
}

/** Keep a line for the next session. What cannot be written is forgotten: that is no reason to disturb anybody. */
export function remember(folder: string, kind: HistoryKind, text: string): void {
	const path = join(folder, 'history');
	const line = `${signs[kind]}${text.replaceAll(/[\r\n]/g, ' ')}\n`;
	try {
		mkdirSync(folder, {recursive: true, mode: 0o700});
		if ((statSync(path, {throwIfNoEntry: false})?.size ?? 0) > longestBytes) {
			const {commands, filters} = readHistories(folder);
			const all = [...filters.map(each => signs.filter + each), ...commands.map(each => signs.command + each)];
			writeFileSync(path, `${all.join('\n')}\n`, {mode: 0o600});
		}
		appendFileSync(path, line, {mode: 0o600});
	} catch {
		// A full disk, a home that is not ours to write.
	}
}

/** Write a text into a new file of the folder. Resolves to its path. */
export async function saveText(folder: string, name: string, text: string, nowMs: number): Promise<string> {
	mkdirSync(folder, {recursive: true, mode: 0o700});
	const stamp = new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '-');
	const [, stem = '', ending = '.txt'] = /^(.*?)(\.(?:json|sh|txt|yaml))?$/s.exec(name) ?? [];
	const safe =
		stem
			.replaceAll(/[^A-Za-z0-9._-]+/g, '-')
			.replaceAll(/^[-.]+|-+$/g, '')
			.slice(0, 80) || 'screen';
	for (let attempt = 0; ; attempt += 1) {
		const path = join(folder, `${safe}-${stamp}${attempt === 0 ? '' : `-${attempt}`}${ending}`);
		try {
			await writeFile(path, text, {flag: 'wx', mode: 0o600});
			return path;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 100) throw error;
		}
	}
}

function linesOf(path: string): readonly string[] {
	try {
		return readFileSync(path, 'utf8').split('\n');
	} catch {
		return [];
	}
}

/** Each once, where it was last. */
function latest(lines: readonly string[]): readonly string[] {
	return [...new Set(lines.filter(line => line.trim() !== '').toReversed())].toReversed().slice(-kept);
}
