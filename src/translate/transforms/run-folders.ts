import type {Ask} from '../transform.ts';
import type {Command} from '../types.ts';

/** docker makes a folder of the host that `-v` names and that is not there; ctr would end. What is there may be a file or a socket. */
export function missingFolders(ask: Ask): readonly Command[] {
	if (!ask.shaped) return [];
	const sources = ask.values('volume').map(value => value.split(':'));
	const folders = sources.flatMap(([source = '', target]) =>
		target !== undefined && source.startsWith('/') ? [source] : [],
	);
	if (folders.length === 0) return [];
	const program = 'for one; do [ -e "$one" ] || mkdir -p "$one" || exit; done';
	return [{argv: ['sh', '-c', program, 'sh', ...folders], effect: 'write', output: 'none'}];
}
