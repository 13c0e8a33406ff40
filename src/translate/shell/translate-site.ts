import {buildByCtr} from '../by-ctr/builders.ts';
import {sayAll} from '../finding.ts';
import {parse} from '../parse.ts';
import {standInPattern} from '../stand-in.ts';
import {type Ask, type Found, note} from '../transform.ts';
import {translate} from '../translate.ts';
import type {Translation} from '../types.ts';
import {settleVersions} from '../version.ts';
import {carried, openImages} from './carried.ts';
import {columnsRead} from './columns.ts';
import {asNames, heldByCtr} from './containers-made.ts';
import type {Edit} from './edits.ts';
import {fieldsRead} from './fields-read.ts';
import {baseNameOf} from './interesting.ts';
import type {Known} from './known.ts';
import {spread} from './many-words.ts';
import {oneAtATime} from './one-at-a-time.ts';
import {takenAsOne} from './one-word.ts';
import {printSite} from './print-site.ts';
import {allShown, behindXargs, withoutSeveral} from './several.ts';
import {type ShellWord, variableOf} from './shell-words.ts';
import {inlinedValues, shownCommands, shownFinding, spreadValues} from './shown.ts';
import type {DockerSite} from './site.ts';
import {asNumbers, isUnknown, settle, wordsOf} from './site-words.ts';
import type {Variables} from './variables.ts';

export type SiteDone = {
	readonly translation: Translation;
	/** What stands there instead; undefined where the command stays as it was. */
	readonly printed?: string;
	/** What else changes with it: the filter of a jq that reads it. */
	readonly edits?: readonly Edit[];
};

/** What a site may ask about the text around it. */
export type Around = {text(pos: number, end: number): string; readonly variables: Variables};

/** Nobody types so many, and what is passed on as arguments of a call has to fit the stack. */
const mostWords = 20_000;

/** One docker command of a shell text. What only the shell knows is carried through as it stands, or nothing is done. */
export function translateSite(site: DockerSite, around: Around, known: Known): SiteDone {
	if (site.words.length > mostWords)
		return {translation: stays(`${site.docker.text} …`, [{id: 'shell.too-long', kind: 'lost'}], known)};
	const name = dockerOf(site, around.variables);
	const docker = (name ?? site.docker.text) + site.words.map(({pos, end}) => ` ${around.text(pos, end)}`).join('');
	if (name === undefined) return {translation: stays(docker, [{id: 'shell.variable', kind: 'lost'}], known)};
	const words = wordsOf(site, around);
	const held = heldByCtr(site, name, words, around, known);
	if (held === undefined) return withSpread(translateRead(site, name, words, docker, around, known), words, known);
	const heldKnown = {...known, options: {...known.options, buildInstead: (ask: Ask) => buildByCtr(held, ask)}};
	const done = translateRead(site, name, asNames(words, known), docker, around, heldKnown);
	const said = {...done, translation: withFindings(done.translation, [note('by-ctr.held', {name: held.name})], known)};
	return withSpread(said, words, known);
}

/** Said where words that the text itself gives stand in place of `"${OPTS[@]}"`. */
function withSpread(done: SiteDone, words: readonly ShellWord[], known: Known): SiteDone {
	const values = spreadValues(words);
	if (values === undefined || done.printed === undefined) return done;
	return {
		...done,
		translation: withFindings(done.translation, [{id: 'shell.inlined', kind: 'close', values: {values}}], known),
	};
}

function translateRead(
	site: DockerSite,
	name: string,
	read: readonly ShellWord[],
	docker: string,
	around: Around,
	known: Known,
): SiteDone {
	const all = withoutSeveral(name, read, known.tables);
	if (all !== undefined) {
		const done = translateWords(site, name, all, docker, around, known);
		const behind = behindXargs(site, done.printed, all);
		if (behind?.each) return {...done, printed: behind.text};
		const printed = behind?.text ?? done.printed;
		const translation = withFindings(done.translation, [allShown(read)], known);
		return {...done, translation, ...(printed === undefined ? {} : {printed})};
	}
	const words = read;
	const done = translateWords(site, name, words, docker, around, known);
	const {tables} = known;
	// The name of an image that the script itself tells is completed, rather than passed on.
	if (done.printed !== undefined && openImages(name, words, tables).length === 0) return done;
	const settled = settle(words);
	const inlined: Found = {id: 'shell.inlined', kind: 'close', values: {values: inlinedValues(words)}};
	if (settled !== undefined) {
		const again = translateWords(site, name, settled, docker, around, known);
		if (again.printed !== undefined) return {...again, translation: withFindings(again.translation, [inlined], known)};
	}
	if (done.printed !== undefined) return done;
	const numbered = asNumbers(words);
	const counted = numbered === words ? done : translateWords(site, name, numbered, docker, around, known);
	if (counted.printed !== undefined) return counted;
	const one = takenAsOne(name, settled ?? words, {
		tables,
		isSet: around.variables.isSet,
		// `for v in $(docker volume ls -q)`: these are names, and no folders.
		isVolume: each => around.variables.sources(each).some(({pos, end}) => /\bvolume\b/.test(around.text(pos, end))),
	});
	if (one === undefined) return done;
	const first = translateWords(site, name, one.words, docker, around, known);
	const again =
		first.printed === undefined ? translateWords(site, name, asNumbers(one.words), docker, around, known) : first;
	if (again.printed === undefined) return first;
	const taken: Found = {id: 'shell.one-word', kind: 'close', values: {what: [...new Set(one.taken)].join(', ')}};
	const found = settled === undefined ? [taken] : [inlined, taken];
	return {...again, translation: withFindings(again.translation, found, known)};
}

/** The translation of what is left alone, with the reasons. */
export function stays(docker: string, reasons: readonly Found[], {tables, versions}: Known): Translation {
	const {crictl, ctr} = settleVersions(versions);
	return {docker, commands: [], findings: sayAll(reasons, tables.sentences), for: {crictl, ctr}};
}

/** `docker` or `docker-compose`; undefined where it is in a variable of which that is not sure. */
function dockerOf(site: DockerSite, variables: Variables): string | undefined {
	const {
		docker: {value, parts = []},
		pos,
		client,
	} = site;
	if (client !== undefined) return 'docker';
	if (/^docker(-compose)?$/.test(baseNameOf(value)) && !value.includes('$')) return baseNameOf(value);
	const [part] = parts[0]?.type === 'DoubleQuoted' ? parts[0].parts : parts;
	const name = part === undefined ? undefined : variableOf(part);
	const held = name === undefined ? undefined : variables.held(name, pos);
	const texts = name === undefined ? [] : variables.texts(name);
	if (commandGiven(site, variables) === 'docker') return 'docker';
	return held?.kind === 'text' && texts.every(text => baseNameOf(text) === 'docker') ? 'docker' : undefined;
}

/** The program of `"${CMD[@]}"`. */
function commandGiven({docker}: DockerSite, variables: Variables): string | undefined {
	const of = spread(docker);
	return baseNameOf((of && variables.words(of.name, of.array, docker.pos)?.[0]) ?? '');
}

function translateWords(
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
	const printed = oneAtATime(site, words, answer, another, around.text) ?? printSite(site, words, answer, around.text);
	if ('stays' in printed) return leave(printed.stays);
	const fields = fieldsRead(site, words, answer, tables);
	const found = [
		...carried(site, name, words, answer.commands, tables).filter(
			({id}) => options.buildInstead === undefined || id === 'shell.image',
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

export function withFindings(translation: Translation, found: readonly Found[], {tables}: Known): Translation {
	return {...translation, findings: [...translation.findings, ...sayAll(found, tables.sentences)]};
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
