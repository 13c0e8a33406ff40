import type {CommandNode, Word} from 'unbash';
import {baseName, pastWrappers} from './wrappers.ts';

/** What passes lines on as they are, some of them or in another order. */
const filters = /^(head|tail|sort|uniq|tac|grep|egrep|fgrep|shuf)$/;

/**
 * What a pipeline prints and nothing else: IDs (`docker ps -q`, `docker ps | grep web | awk '{print $1}'`), or names of
 * containers (`docker ps --format '{{.Names}}' | grep web`).
 */
export function listRead(commands: readonly CommandNode[]): 'ids' | 'names' | undefined {
	const lines = commands.map(command => {
		if (command.type !== 'Command' || command.name === undefined) return undefined;
		const words = command.args.filter(arg => arg.type === 'Word');
		return words.length === command.args.length ? [command.name, ...words] : undefined;
	});
	const [first, ...rest] = lines;
	if (first === undefined || rest.includes(undefined)) return undefined;
	const list = listedBy(first);
	if (list === undefined) return undefined;
	const behind = rest.map(words => words ?? []);
	if (list.prints !== 'table') return behind.every(isFilter) ? list.prints : undefined;
	const last = behind.at(-1);
	return last !== undefined && behind.slice(0, -1).every(isFilter) && prints(last, list.column) ? 'ids' : undefined;
}

/** The words of `docker ps --format '{{.Names}}'` as those of `docker ps --quiet`; undefined for any other command. */
export function withoutNamesFormat(words: readonly string[]): readonly number[] | undefined {
	const at = words.findIndex(word => /^--format(=|$)/.test(word));
	if (at < 0) return undefined;
	const whole = words[at]?.includes('=') === true;
	const format = whole ? words[at]?.slice('--format='.length) : words[at + 1];
	return /^\{\{\s*\.Names\s*\}\}$/.test(format ?? '') ? (whole ? [at] : [at, at + 1]) : undefined;
}

function isFilter(words: readonly Word[]): boolean {
	const [tool = '', ...flags] = words.map(({value}) => value);
	const changes = tool.endsWith('grep') ? /^-\w*[oncbHLlZ]|^--(only|count|line-n|with-f)/ : /^-\w*c|^--(bytes|count)/;
	return filters.test(tool) && !flags.some(flag => changes.test(flag));
}

/** `awk '{print $1}'`, of the column with the ID. */
function prints(words: readonly Word[], column: string): boolean {
	const [tool, program] = words.map(({value}) => value);
	return (
		words.length === 2 &&
		/^[gm]?awk$/.test(tool ?? '') &&
		new RegExp(`^\\s*\\{\\s*print\\s+\\$${column}\\s*;?\\s*\\}\\s*$`).test(program ?? '')
	);
}

type Listed = {readonly prints: 'ids' | 'names' | 'table'; readonly column: string};

function listedBy(words: readonly Word[]): Listed | undefined {
	const wrapped = pastWrappers(words);
	if (wrapped === undefined || wrapped.xargs !== undefined || baseName(words[wrapped.at]) !== 'docker')
		return undefined;
	const line = words.slice(wrapped.at + 1).map(({value}) => value);
	const two = line.slice(0, 2).join(' ');
	const images = line[0] === 'images' || /^image (ls|list)$/.test(two);
	const containers = line[0] === 'ps' || /^container (ls|ps|list)$/.test(two);
	if (!images && !containers) return undefined;
	const column = images ? '3' : '1';
	const at = line.findIndex(word => /^--format(=|$)/.test(word));
	const format = at < 0 ? undefined : (line[at] ?? '').includes('=') ? line[at]?.slice(9) : line[at + 1];
	const rest = line.filter(
		(_word, index) => at < 0 || (index !== at && !(index === at + 1 && line[at] === '--format')),
	);
	if (!rest.every(isPassedOn)) return undefined;
	if (rest.some(word => word === '--quiet' || /^-[a-zA-Z]*q[a-zA-Z]*$/.test(word))) return {prints: 'ids', column};
	if (format === undefined) return {prints: 'table', column};
	if (/^\{\{\s*\.ID\s*\}\}$/.test(format)) return {prints: 'ids', column};
	return /^\{\{\s*\.Names\s*\}\}$/.test(format) && containers ? {prints: 'names', column} : undefined;
}

/** Where the list itself is not translated its IDs are docker's, and nothing of them may go to crictl. */
function isPassedOn(word: string): boolean {
	const [key, equals] = word.replace(/^(--filter=|-\w*f=?)/, '').split(/(=)/);
	return (
		word.startsWith('--') ||
		equals === undefined ||
		/^(name|status|id|label|exited|volume|dangling|reference)$/.test(key ?? '')
	);
}
