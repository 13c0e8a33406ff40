import {type ParsedScript, parse} from 'unbash';
import type {Tables} from '../tables.ts';
import type {TranslateOptions} from '../translate.ts';
import type {TranslateError, Translation} from '../types.ts';
import type {Versions} from '../version.ts';
import {type DockerSite, findSites, type Sites} from './docker-sites.ts';
import {type SiteDone, translateSite} from './translate-site.ts';

export type Known = {readonly tables: Tables; readonly versions: Versions; readonly options: TranslateOptions};

/** A shell text with its docker commands translated. */
export type Rewritten = {
	readonly text: string;
	/** In the order of the text; what could not be translated has no commands, and stands there as it was. */
	readonly translations: ReadonlyArray<{readonly translation: Translation; readonly site: DockerSite}>;
	readonly closed: Sites['closed'];
	/** The new text of what was between two offsets; neither may be inside of a docker command. */
	between(pos: number, end: number): string;
};

/** Everything but the docker commands comes back byte by byte. */
export function rewrite(source: string, known: Known): Rewritten | TranslateError {
	const script: ParsedScript = parse(source);
	const [wrong] = script.errors ?? [];
	if (wrong !== undefined) return {error: `line ${lineOf(source, wrong.pos)}: ${wrong.message}`};
	const {sites, closed: all} = findSites(script);
	const closed = all.filter(({pos, end}) => source.slice(pos, end).includes('\n'));
	const done = new Map<DockerSite, SiteDone>();
	const text = render(0, source.length);
	const translations = sites.flatMap(site => {
		const translated = done.get(site);
		return translated === undefined ? [] : [{translation: translated.translation, site}];
	});
	return {text, translations, closed, between: render};

	function render(from: number, to: number): string {
		let text = '';
		let at = from;
		for (let index = firstFrom(sites, from); index < sites.length; index++) {
			const site = sites[index];
			if (site === undefined || site.pos >= to) break;
			if (site.pos < at || site.end > to) continue;
			const translated = done.get(site) ?? translateSite(site, render, known);
			done.set(site, translated);
			text += source.slice(at, site.pos) + (translated.printed ?? renderInside(site));
			at = site.end;
		}
		return text + source.slice(at, to);
	}

	/** The command stays, what is in its words is translated all the same. */
	function renderInside({pos, words, end}: DockerSite): string {
		let text = '';
		let at = pos;
		for (const word of words) {
			text += source.slice(at, word.pos) + render(word.pos, word.end);
			at = word.end;
		}
		return text + source.slice(at, end);
	}
}

/** Index of the first site at or after an offset. */
function firstFrom(sites: readonly DockerSite[], pos: number): number {
	let low = 0;
	let high = sites.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((sites[middle]?.pos ?? 0) < pos) low = middle + 1;
		else high = middle;
	}
	return low;
}

function lineOf(source: string, pos: number): number {
	return source.slice(0, pos).split('\n').length;
}
