import type {Ask} from '../transform.ts';
import type {Command} from '../types.ts';

/** `--cidfile`: of ctr's containers the name is the ID, so that it is known before there is one. As docker, not over a file that is there. */
export function idFile(id: string, ask: Ask): readonly Command[] {
	const file = ask.value('cidfile');
	if (file === undefined || file === '') return [];
	const taken =
		'echo "container ID file found, make sure the other container is not running or delete $2" >&2; exit 125';
	const text = `if [ -e "$2" ]; then ${taken}; fi; printf %s "$1" >"$2"`;
	return [{argv: ['sh', '-c', text, 'sh', id, file], effect: 'write'}];
}
