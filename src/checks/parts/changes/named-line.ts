import {readLogLine} from '../../../explain/read-line.ts';
import {known, type NodeSnapshot, type Setting} from '../../../model/node-snapshot.ts';
import type {Fix} from '../../check.ts';
import {at} from '../../fixes.ts';
import {isTakeable, without} from '../without-settings.ts';
import type {Suspect} from './suspect.ts';

/** Paths, addresses, numbers with a unit: words alone stand in every other sentence. */
const telling = /[/:\d]/;
const least = 4;
const most = 2;

/**
 * Of a file that was changed, the settings whose values stand in what was written since, and in nothing before: what was
 * changed in it, as far as anybody can see who does not have the old one. They become comments.
 */
export function withNamedLines(suspect: Suspect, node: NodeSnapshot): Suspect {
	const {path, changedMs, back} = suspect;
	if (back.length > 0 || changedMs === undefined) return suspect;
	const own = settingsOf(node).filter(one => one.path === path && isTakeable(one) && one.value.length >= least);
	if (own.length === 0) return suspect;
	const [before, since] = spoken(node, changedMs);
	const saidSince = (says: Says) =>
		own.filter(({value}) => since.some(text => says(text, value)) && !before.some(text => says(text, value)));
	const [sure, words] = [saidSince(isMeant), saidSince(hasWhole)];
	// A plain word stands in many sentences: one setting alone may have it.
	const named = sure.length > 0 ? sure : words.length === 1 ? words : [];
	if (named.length === 0 || named.length > most) return suspect;
	return {...suspect, seen: [...suspect.seen, ...named.map(at)], back: commented(named, node)};
}

type Says = (text: string, value: string) => boolean;

/** A word alone only where it is quoted: `invalid duration "fast"`. */
function isMeant(text: string, value: string): boolean {
	if (telling.test(value)) return hasWhole(text, value);
	return ['"', "'", '\\"', '`'].some(quote => text.includes(`${quote}${value}${quote}`));
}

function commented(named: readonly Setting[], node: NodeSnapshot): readonly Fix[] {
	return without(named, filesOf(node));
}

function filesOf({kubelet, containerd, docker}: NodeSnapshot) {
	return [
		known(kubelet.config) ?? [],
		kubelet.configDropIns,
		known(containerd.config) ?? [],
		containerd.imports,
		known(docker.config) ?? [],
	].flat();
}

function settingsOf(node: NodeSnapshot): readonly Setting[] {
	return [...filesOf(node).flatMap(({settings}) => settings), ...node.kubelet.flags, ...node.docker.flags];
}

/** What was written before it, of any kind, and the errors that were written since. */
function spoken(node: NodeSnapshot, changedMs: number): readonly [before: readonly string[], since: readonly string[]] {
	const before: string[] = [];
	const since: string[] = [];
	for (const text of known(node.journal) ?? []) {
		const atMs = Number(/"__REALTIME_TIMESTAMP":"(\d{1,20})"/.exec(text)?.[1] ?? Number.NaN) / 1000;
		const {level, message} = readLogLine(text, 0);
		if (atMs < changedMs - 1000) before.push(message);
		else if (level === 'error' || level === 'fatal' || /failed|error|cannot|invalid/i.test(message))
			since.push(message);
	}
	return [before, since];
}

/** Nothing goes on before or behind it: `/run/containerd` does not stand in `/run/containerd/containerd.sock`. */
function hasWhole(text: string, value: string): boolean {
	for (let from = text.indexOf(value); from >= 0; from = text.indexOf(value, from + 1)) {
		const [left = ' ', right = ' '] = [text[from - 1], text[from + value.length]];
		if (!/[\w./-]/.test(left) && !/[\w/-]/.test(right)) return true;
	}
	return false;
}
