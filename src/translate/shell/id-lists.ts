import type {CommandNode, Word} from 'unbash';
import {baseName, pastWrappers} from './wrappers.ts';

/** What passes lines on as they are, some of them or in another order. */
const filters = /^(head|tail|sort|uniq|tac|grep|egrep|fgrep|shuf)$/;

/** Does this pipeline print IDs and nothing else: `docker ps -q`, `docker ps | grep web | awk '{print $1}'`? */
export function readsIds(commands: readonly CommandNode[]): boolean {
	const lines = commands.map(command => {
		if (command.type !== 'Command' || command.name === undefined) return undefined;
		const words = command.args.filter(arg => arg.type === 'Word');
		return words.length === command.args.length ? [command.name, ...words] : undefined;
	});
	const [first, ...rest] = lines;
	if (first === undefined || rest.includes(undefined)) return false;
	const list = listedBy(first);
	if (list === undefined) return false;
	const behind = rest.map(words => words ?? []);
	if (list.quiet) return behind.every(isFilter);
	const last = behind.at(-1);
	return last !== undefined && behind.slice(0, -1).every(isFilter) && prints(last, list.column);
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

function listedBy(words: readonly Word[]): {readonly quiet: boolean; readonly column: string} | undefined {
	const wrapped = pastWrappers(words);
	if (wrapped === undefined || wrapped.xargs !== undefined || baseName(words[wrapped.at]) !== 'docker')
		return undefined;
	const line = words.slice(wrapped.at + 1).map(({value}) => value);
	const two = line.slice(0, 2).join(' ');
	const images = line[0] === 'images' || /^image (ls|list)$/.test(two);
	const containers = line[0] === 'ps' || /^container (ls|ps|list)$/.test(two);
	if (!images && !containers) return undefined;
	if (line.some(word => word.startsWith('--format')) || !line.every(isPassedOn)) return undefined;
	const quiet = line.some(word => word === '--quiet' || /^-[a-zA-Z]*q[a-zA-Z]*$/.test(word));
	return {quiet, column: images ? '3' : '1'};
}

/** Where the list itself is not translated its IDs are docker's, and nothing of them may go to crictl. */
function isPassedOn(word: string): boolean {
	const [key, equals] = word.replace(/^(--filter=|-\w*f=?)/, '').split(/(=)/);
	return word.startsWith('--') || equals === undefined || /^(name|status|id|label|dangling|reference)$/.test(key ?? '');
}
