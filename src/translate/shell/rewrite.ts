import type {WordPart} from 'unbash';
import type {Client} from '../clients/client.ts';
import type {TranslateError} from '../types.ts';
import {asksAnswer, toolOf} from './asks-site.ts';
import {containersMade} from './containers-made.ts';
import {translateDaemonSite} from './daemon-site.ts';
import {dockerDone} from './docker-done.ts';
import {applyEdits, type Edit, firstFrom} from './edits.ts';
import {findSites} from './find-sites.ts';
import {rewriteInner} from './inner-text.ts';
import type {Known} from './known.ts';
import {withMadeByCtr} from './made-by-ctr.ts';
import {parseShell} from './parse-shell.ts';
import {type Done, nothing, type Placed, type Rewritten} from './rewritten.ts';
import {carriedAs, variableOf} from './shell-words.ts';
import type {AsksSite, DaemonSite, Site} from './site.ts';
import {stays} from './site-done.ts';
import {straightened} from './straighten-site.ts';
import {readVariables} from './variables.ts';

/** How deep texts within texts are looked into. */
const deepest = 6;

/** Everything but the docker commands comes back byte by byte. */
export function rewrite(source: string, around: Known, depth = 0): Rewritten | TranslateError {
	const script = parseShell(source);
	if ('error' in script) return script;
	const {sites, closed} = findSites(script, source, clientsRead(around));
	const variables = readVariables(script, source);
	const made = containersMade(sites, {source, variables}, around);
	const known: Known = {...around, made};
	const done = new Map<Site, Done>();
	const pending = new Set<Site>();
	let asked: {readonly stay: boolean; readonly tool: string} | undefined;
	const {edits, translations} = collect(0, source.length);
	const placed = depth === 0 ? withMadeByCtr(translations, known) : translations;
	return {text: applyEdits(source, edits), edits, translations: placed, closed, made};

	function again(inner: string): Rewritten | TranslateError {
		return rewrite(inner, known, depth + 1);
	}

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
				return depth < deepest ? rewriteInner(site, source, carry, again, known) : nothing;
			case 'docker':
				return straightened(site, source, known, again) ?? dockerDone(site, {collect, text, variables}, known);
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
		const settled = asked ?? {stay: anyDockerStays(), tool: toolAsked()};
		if (pending.size === 1) asked = settled;
		return asksAnswer(site, source, settled, known);
	}

	function toolAsked(): string {
		const others = sites.filter(each => each.kind === 'docker' || each.kind === 'text');
		return toolOf(others.flatMap(each => collect(each.pos, each.end).translations));
	}

	/** What stays behind `$DOCKER` wants docker still. */
	function anyDockerStays(): boolean {
		return sites.some(
			each =>
				each.kind === 'docker' && each.docker.text.includes('$') && collect(each.pos, each.end).edits.length === 0,
		);
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
