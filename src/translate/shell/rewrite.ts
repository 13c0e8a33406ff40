import type {WordPart} from 'unbash';
import type {Client} from '../clients/client.ts';
import {sayAll} from '../finding.ts';
import type {TranslateError, Translation} from '../types.ts';
import {asksAnswer} from './asks-site.ts';
import {translateAnySite} from './client-site.ts';
import {containersMade} from './containers-made.ts';
import {translateDaemonSite} from './daemon-site.ts';
import {applyEdits, type Edit, firstFrom} from './edits.ts';
import {findSites, type Sites} from './find-sites.ts';
import {rewriteInner} from './inner-text.ts';
import type {Known} from './known.ts';
import {isWider} from './lists-more.ts';
import {asksCtr, isMadeByCtr, withMadeByCtr} from './made-by-ctr.ts';
import {parseShell} from './parse-shell.ts';
import {carriedAs, variableOf} from './shell-words.ts';
import type {AsksSite, DaemonSite, DockerSite, Site} from './site.ts';
import {stays} from './site-done.ts';
import {hasTypographic, straightenCommand} from './typographic.ts';
import {readVariables} from './variables.ts';

/** A translation, and where the command is that it belongs to. */
export type Placed = {readonly translation: Translation; readonly statement: number};

/** A shell text with its docker commands translated. */
export type Rewritten = {
	readonly text: string;
	/** What makes it of the source. */
	readonly edits: readonly Edit[];
	/** In the order of the text; what could not be translated has no commands, and stands there as it was. */
	readonly translations: readonly Placed[];
	readonly closed: Sites['closed'];
};

export type Done = {readonly edits: readonly Edit[]; readonly translations: readonly Placed[]};

/** How deep texts within texts are looked into. */
const deepest = 6;

/** Everything but the docker commands comes back byte by byte. */
export function rewrite(source: string, around: Known, depth = 0): Rewritten | TranslateError {
	const script = parseShell(source);
	if ('error' in script) return script;
	const {sites, closed} = findSites(script, source, clientsRead(around));
	const variables = readVariables(script, source);
	const known: Known = {...around, made: containersMade(sites, {source, variables}, around)};
	const done = new Map<Site, Done>();
	const pending = new Set<Site>();
	let dockerStays: boolean | undefined;
	const {edits, translations} = collect(0, source.length);
	const placed = depth === 0 ? withMadeByCtr(translations, known) : translations;
	return {text: applyEdits(source, edits), edits, translations: placed, closed};

	/** What is done between two offsets, each site once, however often it is asked for. */
	function collect(from: number, to: number): Done {
		const edits: Edit[] = [];
		const translations: Placed[] = [];
		let at = from;
		for (let index = firstFrom(sites, from); index < sites.length; index++) {
			const site = sites[index];
			if (site === undefined || site.pos >= to) break;
			if (site.pos < at || site.end > to) continue;
			// What a variable is set to may be asked for within it.
			const answer = done.get(site) ?? (pending.has(site) ? nothing : answerTo(site));
			if (!pending.has(site)) done.set(site, answer);
			for (const edit of answer.edits) if (edit.end <= to) edits.push(edit);
			for (const translation of answer.translations) translations.push(translation);
			if (site.kind === 'docker' || answer.translations.length > 0) at = site.end;
		}
		return {edits, translations};
	}

	function text(from: number, to: number): string {
		return applyEdits(source, collect(from, to).edits, from, to);
	}

	function answerTo(site: Site): Done {
		pending.add(site);
		const answer = answerOnce(site);
		pending.delete(site);
		return answer;
	}

	function answerOnce(site: Site): Done {
		switch (site.kind) {
			case 'said':
				return {
					edits: [],
					translations: [
						{
							translation: stays(source.slice(site.pos, site.end), [{id: site.id, kind: 'lost'}], known),
							statement: site.statement,
						},
					],
				};
			case 'text':
				return depth < deepest
					? rewriteInner(site, source, carry, inner => rewrite(inner, known, depth + 1), known)
					: nothing;
			case 'docker':
				return straightened(site) ?? dockerDone(site);
			case 'daemon':
				return daemonDone(site);
			case 'asks':
				return asksDone(site);
		}
	}

	function daemonDone(site: DaemonSite): Done {
		const {pos, end, statement} = site;
		const answer = translateDaemonSite(site, source.slice(pos, end), known);
		if (answer === undefined) return nothing;
		const {translation, printed} = answer;
		return {
			edits: printed === undefined ? [] : [{pos, end, text: printed}],
			translations: [{translation, statement}],
		};
	}

	function asksDone(site: AsksSite): Done {
		// While it is asked for within what it decides, nothing is settled yet.
		const settled = dockerStays ?? anyDockerStays();
		if (pending.size === 1) dockerStays = settled;
		return asksAnswer(site, source, settled, known);
	}

	/** What stays behind `$DOCKER` wants docker still. */
	function anyDockerStays(): boolean {
		return sites.some(
			each =>
				each.kind === 'docker' && each.docker.text.includes('$') && collect(each.pos, each.end).edits.length === 0,
		);
	}

	function dockerDone(site: DockerSite): Done {
		const {translation, printed, edits = []} = translateAnySite(site, {text, variables}, known);
		const {pos, end, statement, words} = site;
		const inner = words.map(word => collect(word.pos, word.end));
		const left = inner.some(({translations}) => translations.some(each => each.translation.commands.length === 0));
		if (left && printed !== undefined) {
			const reason = {id: 'shell.inner-stays', kind: 'lost'} as const;
			return {
				edits: inner.flatMap(({edits}) => edits),
				translations: [
					{translation: stays(translation.docker, [reason], known), statement},
					...inner.flatMap(({translations}) => translations),
				],
			};
		}
		const within = inner.flatMap(({translations}) => translations);
		if (printed !== undefined && listsMore(site)) {
			const reason = {id: 'shell.lists-more', kind: 'lost'} as const;
			const staying = within.map(each => ({...each, translation: stays(each.translation.docker, [reason], known)}));
			return {
				edits: [],
				translations: [{translation: stays(translation.docker, [reason], known), statement}, ...staying],
			};
		}
		if (within.some(({translation}) => isMadeByCtr(translation)) && !asksCtr(translation)) {
			const reason = {id: 'shell.made-inside', kind: 'lost'} as const;
			const staying = within.map(each => ({...each, translation: stays(each.translation.docker, [reason], known)}));
			return {
				edits: [],
				translations: [{translation: stays(translation.docker, [reason], known), statement}, ...staying],
			};
		}
		if (printed !== undefined) {
			return {edits: [{pos, end, text: printed}, ...edits], translations: [{translation, statement}, ...within]};
		}
		const reason = {id: 'shell.outer-stays', kind: 'lost'} as const;
		const staying = within.map(each => ({...each, translation: stays(each.translation.docker, [reason], known)}));
		return {edits: [], translations: [{translation, statement}, ...staying]};
	}

	/** Whether it is given what a list prints that leaves out less than docker's: `docker rmi $(docker images -qf dangling=true)`. */
	function listsMore({words, before}: DockerSite): boolean {
		const names = words.flatMap(({text: typed}) => typed.match(/(?<=\$\{?)[A-Za-z_]\w*/g) ?? []);
		const ranges = [...words, ...(before === undefined ? [] : [before]), ...names.flatMap(variables.sources)];
		return ranges.some(({pos, end}) => collect(pos, end).translations.some(({translation}) => isWider(translation)));
	}

	/** As pasted from a web page: read as it was meant, if that is one docker command. */
	function straightened(site: DockerSite): Done | undefined {
		const {pos, end, statement} = site;
		const typed = source.slice(pos, end);
		if (!hasTypographic(typed)) return undefined;
		const plain = straightenCommand(typed);
		if (plain === typed) return undefined;
		const answer = rewrite(plain, known, depth + 1);
		const [first] = 'error' in answer ? [] : answer.translations;
		if ('error' in answer || first === undefined || first.translation.commands.length === 0) return undefined;
		const said = sayAll([{id: 'lex.straightened', kind: 'note'}], known.tables.sentences);
		const translation = {...first.translation, findings: [...first.translation.findings, ...said]};
		return {
			edits: [{pos, end, text: answer.text}],
			translations: [translation, ...answer.translations.slice(1).map(each => each.translation)].map(each => ({
				translation: each,
				statement,
			})),
		};
	}

	/** A variable that can only be one ID or one name stands for it in a text that another shell reads. */
	function carry(part: WordPart): 'id' | 'name' | undefined {
		const name = variableOf(part);
		const held = name === undefined ? undefined : variables.held(name, part.pos);
		if (name === undefined || held === undefined || (held.kind !== 'text' && held.several)) return undefined;
		const carried = carriedAs(held, variables.texts(name));
		return carried === 'other' ? undefined : carried;
	}
}

/** What is on the node runs as it is. */
function clientsRead({tables, versions}: Known): readonly Client[] {
	if (tables.clients === undefined) return [];
	return versions.nerdctl === undefined ? ['podman', 'nerdctl'] : ['podman'];
}

const nothing: Done = {edits: [], translations: []};
