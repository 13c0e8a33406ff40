import {readClient} from '../clients/client.ts';
import type {Known} from './known.ts';
import {printSite} from './print-site.ts';
import type {DockerSite} from './site.ts';
import {type Around, type SiteDone, stays, withFindings} from './site-done.ts';
import {isUnknown, wordsOf} from './site-words.ts';
import {translateSite} from './translate-site.ts';

/** A command of podman or nerdctl in a shell text, read as docker's; docker's own as it is. */
export function translateAnySite(site: DockerSite, around: Around, known: Known): SiteDone {
	const {client} = site;
	const table = client === undefined ? undefined : known.tables.clients?.[client];
	if (client === undefined || table === undefined) return translateSite(site, around, known);
	const read = readClient(
		client,
		site.words.map(({value}) => value),
		table,
	);
	const typed = [client, ...site.words.map(({pos, end}) => around.text(pos, end))].join(' ');
	if ('error' in read)
		return {translation: stays(typed, [{id: 'shell.refused', kind: 'lost', values: {error: read.error}}], known)};
	if (read.own === undefined) {
		const done = translateSite({...site, words: site.words.slice(read.skip)}, around, known);
		return {...done, translation: withFindings({...done.translation, docker: typed}, read.findings, known)};
	}
	const words = wordsOf(site, around);
	const unknown = words.some(isUnknown) || site.wrapped.xargs !== undefined;
	if (read.own.length === 0 || unknown)
		return {
			translation: stays(typed, unknown ? [{id: 'shell.several-steps', kind: 'lost'}] : read.findings, known),
		};
	const translation = {...stays(typed, read.findings, known), commands: read.own};
	const printed = printSite(site, [], translation, around.text);
	return 'stays' in printed ? {translation} : {translation, printed: printed.text};
}
