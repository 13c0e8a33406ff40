import {buildByCtr} from '../by-ctr/builders.ts';
import {type Ask, type Found, note} from '../transform.ts';
import {openImages} from './carried.ts';
import {asNames, heldByCtr} from './containers-made.ts';
import {baseNameOf} from './interesting.ts';
import type {Known} from './known.ts';
import {spread} from './many-words.ts';
import {takenAsOne} from './one-word.ts';
import {allShown, behindXargs, withoutSeveral} from './several.ts';
import {type ShellWord, variableOf} from './shell-words.ts';
import {inlinedValues, spreadValues} from './shown.ts';
import type {DockerSite} from './site.ts';
import {type Around, type SiteDone, stays, withFindings} from './site-done.ts';
import {asNumbers, settle, wordsOf} from './site-words.ts';
import {translateWords} from './translate-words.ts';
import type {Variables} from './variables.ts';

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
