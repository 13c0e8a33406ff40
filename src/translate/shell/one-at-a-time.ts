import type {TranslateError, Translation} from '../types.ts';
import {type Printed, printSite} from './print-site.ts';
import type {ShellWord} from './shell-words.ts';
import type {DockerSite} from './site.ts';

/**
 * `docker kill -s HUP $(docker ps -q)`: docker takes any number of names, `ctr task kill` the first, and is silent about the
 * rest. Where one name more makes a command more, a loop goes over them; undefined where the command takes them all.
 */
export function oneAtATime(
	site: DockerSite,
	words: readonly ShellWord[],
	answer: Translation,
	another: (words: readonly string[]) => Translation | TranslateError,
	text: (pos: number, end: number) => string,
): Printed | undefined {
	const at = words.findIndex(({several}) => several);
	const word = words[at];
	if (word === undefined || site.fedNames) return undefined;
	const values = words.map(({value}) => value);
	const more = another([...values.slice(0, at + 1), word.value, ...values.slice(at + 1)]);
	if ('error' in more || more.commands.length <= answer.commands.length) return undefined;
	const [name, ...others] = word.unknown.keys();
	const isWhole = name === word.value && others.length === 0;
	const literal = words.some((each, index) => index !== at && each.several);
	if (name === undefined || !isWhole || literal || answer.commands.length !== 1) return {stays: 'shell.several-steps'};
	const list = word.unknown.get(name) ?? '';
	const single = {...word, unknown: new Map([[name, '"$_id"']]), several: false};
	const {xargs, ...wrapped} = site.wrapped;
	const alone = {...site, wrapped, redirections: []};
	const line = printSite(
		alone,
		words.map((each, index) => (index === at ? single : each)),
		answer,
		text,
	);
	if ('stays' in line) return line;
	const after = site.redirections.map(({pos, end}) => ` ${text(pos, end)}`).join('');
	if (site.bare) return {text: `for _id in ${list}; do ${line.text}; done${after}`};
	const behind = xargs === undefined ? ` ${list}` : '';
	return {text: `sh -c '${`for _id; do ${line.text}; done`.replaceAll("'", `'\\''`)}' sh${behind}${after}`};
}
