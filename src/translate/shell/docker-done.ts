import {translateAnySite} from './client-site.ts';
import type {Known} from './known.ts';
import {isWider} from './lists-more.ts';
import {asksCtr, isMadeByCtr} from './made-by-ctr.ts';
import type {Done, Placed} from './rewritten.ts';
import type {DockerSite} from './site.ts';
import {stays} from './site-done.ts';
import type {Variables} from './variables.ts';

/** The text around a site, as far as it is done. */
export type Parts = {
	/** What is done between two offsets. */
	collect(from: number, to: number): Done;
	/** The text between them, rewritten. */
	text(from: number, to: number): string;
	readonly variables: Variables;
};

/** A docker command, with what stands within it: where it stays, so does that, for its IDs are docker's then. */
export function dockerDone(site: DockerSite, parts: Parts, known: Known): Done {
	const {translation, printed, edits = []} = translateAnySite(site, parts, known);
	const {pos, end, statement, words} = site;
	const inner = words.map(word => parts.collect(word.pos, word.end));
	const within = inner.flatMap(({translations}) => translations);
	const own = {translation, statement};
	const because = (id: string): Placed => ({
		translation: stays(translation.docker, [{id, kind: 'lost'}], known),
		statement,
	});
	const allStay = (id: string, first: Placed): Done => ({
		edits: [],
		translations: [
			first,
			...within.map(each => ({...each, translation: stays(each.translation.docker, [{id, kind: 'lost'}], known)})),
		],
	});
	if (printed === undefined) return allStay('shell.outer-stays', own);
	if (within.some(each => each.translation.commands.length === 0))
		return {edits: inner.flatMap(each => each.edits), translations: [because('shell.inner-stays'), ...within]};
	if (listsMore(site, parts)) return allStay('shell.lists-more', because('shell.lists-more'));
	if (within.some(each => isMadeByCtr(each.translation)) && !asksCtr(translation))
		return allStay('shell.made-inside', because('shell.made-inside'));
	return {edits: [{pos, end, text: printed}, ...edits], translations: [own, ...within]};
}

/** Whether it is given what a list prints that leaves out less than docker's: `docker rmi $(docker images -qf dangling=true)`. */
function listsMore({words, before}: DockerSite, {collect, variables}: Parts): boolean {
	const names = words.flatMap(({text: typed}) => typed.match(/(?<=\$\{?)[A-Za-z_]\w*/g) ?? []);
	const ranges = [...words, ...(before === undefined ? [] : [before]), ...names.flatMap(variables.sources)];
	return ranges.some(({pos, end}) => collect(pos, end).translations.some(({translation}) => isWider(translation)));
}
