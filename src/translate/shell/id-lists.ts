import type {CommandNode, Word} from 'unbash';
import {baseName, pastWrappers} from './wrappers.ts';

/** What passes lines on as they are, some of them or in another order. */
const filters = /^(head|tail|sort|uniq|tac|grep|egrep|fgrep|shuf)$/;

/**
 * What a pipeline prints and nothing else: IDs (`docker ps -q`, `docker ps | grep web | awk '{print $1}'`), or names of
 * containers (`docker ps --format '{{.Names}}' | grep web`).
 */
export function listRead(commands: readonly CommandNode[]): 'ids' | 'names' | undefined {
	const lines = commands.map(wordsOf);
	const [first, ...rest] = lines;
	if (first === undefined || rest.includes(undefined)) return undefined;
	const list = listedBy(first);
	if (list === undefined) return undefined;
	const behind = rest.map(words => words ?? []);
	if (list.prints !== 'table') return behind.every(isFilter) ? list.prints : undefined;
	const last = behind.at(-1);
	return last !== undefined && behind.slice(0, -1).every(isFilter) && prints(last, list.column) ? 'ids' : undefined;
}

/**
 * What `while read -r id name` reads of `docker ps --format '{{.ID}} {{.Names}}'`, for each of its variables: undefined for
 * what is neither an ID nor a name, and for all that stands behind a field which may have spaces in it.
 */
export function fieldsListed(
	commands: readonly CommandNode[],
	count: number,
	split = ' ',
): ReadonlyArray<'ids' | 'names' | undefined> {
	const [first, ...rest] = commands.map(wordsOf);
	if (first === undefined || split.length !== 1 || !rest.every(words => words !== undefined && isFilter(words)))
		return [];
	const list = listedBy(first, true);
	if (list?.format === undefined) return [];
	const fields = list.format.replaceAll('\\t', '\t').split(split === ' ' ? /[ \t]+/ : split);
	const kinds: Array<'ids' | 'names' | undefined> = [];
	for (const [at, field] of fields.entries()) {
		const name = /^\{\{\s*\.(\w+)\s*\}\}$/.exec(field)?.[1];
		if (name === undefined || (split === ' ' && !oneWordFields.test(name))) break;
		const rests = at === count - 1 && fields.length > count;
		kinds.push(rests ? undefined : name === 'ID' ? 'ids' : name === 'Names' && list.containers ? 'names' : undefined);
	}
	return kinds.slice(0, count);
}

/** What docker prints without spaces. */
const oneWordFields = /^(ID|Names|Image|State|Repository|Tag|Digest)$/;

/** The words of `docker ps --format '{{.Names}}'` as those of `docker ps --quiet`; undefined for any other command. */
export function withoutNamesFormat(words: readonly string[]): readonly number[] | undefined {
	const at = words.findIndex(word => /^--format(=|$)/.test(word));
	if (at < 0) return undefined;
	const whole = words[at]?.includes('=') === true;
	const format = whole ? words[at]?.slice('--format='.length) : words[at + 1];
	return /^\{\{\s*\.Names\s*\}\}$/.test(format ?? '') ? (whole ? [at] : [at, at + 1]) : undefined;
}

function wordsOf(command: CommandNode): readonly Word[] | undefined {
	if (command.type !== 'Command' || command.name === undefined) return undefined;
	const words = command.args.filter(arg => arg.type === 'Word');
	return words.length === command.args.length ? [command.name, ...words] : undefined;
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

type Listed = {
	readonly prints: 'ids' | 'names' | 'table';
	readonly column: string;
	readonly format?: string;
	readonly containers: boolean;
};

/** `anyFormat`: what it prints is for the caller to read of its format. */
function listedBy(words: readonly Word[], anyFormat = false): Listed | undefined {
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
	if (rest.some(word => word === '--quiet' || /^-[a-zA-Z]*q[a-zA-Z]*$/.test(word)))
		return {prints: 'ids', column, containers};
	if (format === undefined) return {prints: 'table', column, containers};
	if (anyFormat) return {prints: 'table', column, format, containers};
	if (/^\{\{\s*\.ID\s*\}\}$/.test(format)) return {prints: 'ids', column, containers};
	return /^\{\{\s*\.Names\s*\}\}$/.test(format) && containers ? {prints: 'names', column, containers} : undefined;
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
