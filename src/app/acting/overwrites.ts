import {plainText} from '../../model/text.ts';
import {size} from '../format.ts';
import type {ActionNode} from './row-action.ts';

/** What is at a path already, said before it is written over. `shown`: the path as the person typed it. */
export async function overwrites(path: string, {reader}: ActionNode, shown: string = path): Promise<readonly string[]> {
	const kind = await reader.kindOf(path);
	if (kind === undefined) return [];
	if (kind === 'directory')
		return [plainText(`${shown} is a directory: it goes into it, over what has the same name there`)];
	return [plainText(`! ${shown} exists (${size(await reader.sizeOf(path))}) and is overwritten`)];
}
