import {parse} from '../parse.ts';
import {standInPattern} from '../stand-in.ts';
import {type Found, note} from '../transform.ts';
import {translate} from '../translate.ts';
import type {Translation} from '../types.ts';
import {carried, openImages} from './carried.ts';
import {columnsRead} from './columns.ts';
import {isCompleted} from './completed-image.ts';
import {fieldsRead} from './fields-read.ts';
import type {Known} from './known.ts';
import {oneAtATime} from './one-at-a-time.ts';
import {printSite} from './print-site.ts';
import type {ShellWord} from './shell-words.ts';
import {shownCommands, shownFinding} from './shown.ts';
import type {DockerSite} from './site.ts';
import {type Around, type SiteDone, stays, withFindings} from './site-done.ts';
import {isUnknown} from './site-words.ts';

/** The words of one docker command, as they are read now, translated and printed; or why it stays. */
export function translateWords(
	site: DockerSite,
	name: string,
	words: readonly ShellWord[],
	docker: string,
	around: Around,
	known: Known,
): SiteDone {
	const {tables, versions, options} = known;
	const leave = (id: string, values?: Found['values']): SiteDone => ({
		translation: stays(docker, [{id, kind: 'lost', ...(values === undefined ? {} : {values})}], known),
	});
	if (site.wrapped.again && site.words.some(({text}) => !/^[\w@%+:,./{}=-]+$/.test(text))) return leave('shell.again');
	if (words.some(({value}) => decidesField(value))) return leave('shell.unknown-words.decides');
	const answer = translate([name, ...words.map(({value}) => value)], tables, versions, options);
	if ('error' in answer) {
		if (standInPattern.test(answer.error)) return leave('shell.unknown-words.decides');
		if (words.some(isUnknown)) return leave('shell.unknown-words', {error: answer.error});
		const {error, suggestion} = known.suggest?.(answer) ?? answer;
		return leave('shell.refused', {error: suggestion === undefined ? error : `${error}: did you mean ${suggestion}?`});
	}
	const open = words.some(isUnknown);
	const findings = open ? answer.findings.map(finding => shownFinding(finding, words)) : answer.findings;
	if (open && standInPattern.test(JSON.stringify(findings))) return leave('shell.unknown-words.taken-apart');
	const translation: Translation = {...answer, docker, findings, commands: shownCommands(answer.commands, words)};
	if (answer.commands.length === 0) return {translation};
	// Without the variable crictl asks this node, and changes what was not meant.
	if (site.daemon && answer.commands.some(({effect}) => effect !== 'read')) return leave('shell.daemon-writes');
	const unsafe = positionUnknown(name, words, tables);
	if (unsafe !== undefined) return leave(...unsafe);
	const another = (all: readonly string[]) => translate([name, ...all], tables, versions, options);
	const short = openImages(name, words, tables).filter(isCompleted);
	const given = words.map(word => (short.includes(word) ? {...word, image: true} : word));
	const printed = oneAtATime(site, given, answer, another, around.text) ?? printSite(site, given, answer, around.text);
	if ('stays' in printed) return leave(printed.stays);
	const fields = fieldsRead(site, words, answer, tables);
	const found = [
		...carried(site, name, words, answer.commands, tables).filter(
			({id}) => options.buildInstead === undefined || id === 'shell.image' || id === 'shell.image-completed',
		),
		...columnsRead(site, words, answer, tables),
		...fields.found,
		...elsewhere(site),
		...(site.asIds ? [note('shell.ids-for-names')] : []),
	];
	return {
		translation: withFindings(translation, found, known),
		printed: site.backquoted ? printed.text.replaceAll('\\', '\\\\') : printed.text,
		...(site.backquoted ? {} : {edits: fields.edits}),
	};
}

/** Words that may be several, or none, must stand where any number of them is taken, and after every flag. */
function positionUnknown(
	docker: string,
	words: readonly ShellWord[],
	tables: Known['tables'],
): readonly [id: string, values?: Found['values']] | undefined {
	const several = words.filter(word => word.several);
	if (several.length === 0) return undefined;
	const line = words.map(({value}) => value);
	const parsed = parse(docker === 'docker-compose' ? ['compose', ...line] : line, tables);
	if ('error' in parsed) return ['shell.refused', {error: parsed.error}];
	const grammar = tables.grammars[parsed.command];
	const stops = grammar?.stopsAtFirstArgument === true;
	for (const word of several) {
		const at = parsed.args.indexOf(word.value);
		const repeats = grammar?.max === undefined && grammar?.open !== true && at >= 0;
		if (at >= 0 && word.sure) continue;
		if (repeats && (stops ? at > 0 : word.substitution)) continue;
		return ['shell.unknown-words.unquoted'];
	}
	return undefined;
}

function elsewhere({daemon}: DockerSite): readonly Found[] {
	return daemon ? [{id: 'shell.daemon', kind: 'close'}] : [];
}

/** `{{.$FIELD}}`: which field of docker's is meant, and so what it is to crictl, only the shell knows. A key in quotes stays a key. */
function decidesField(word: string): boolean {
	const actions = word.match(/\{\{[\s\S]*?\}\}/g) ?? [];
	return actions.some(action => standInPattern.test(action.replace(/"(?:[^"\\]|\\.)*"|`[^`]*`/g, '')));
}
