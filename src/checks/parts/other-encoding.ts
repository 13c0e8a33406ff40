import {quoteWord} from '../../model/argv.ts';
import type {Fix} from '../check.ts';

/** Every other byte of a text of UTF-16 is nothing: an editor of Windows saved it. Empty: it is none. */
export function fromUtf16(path: string, text: string): readonly Fix[] {
	if ((text.match(/\0/g) ?? []).length < text.length / 4 || text === '') return [];
	const [from, kept] = [quoteWord(path), quoteWord(`${path}.utf16`)];
	const script = `cp -a ${from} ${kept} && iconv -f UTF-16 -t UTF-8 ${kept} > ${from}`;
	return [{text: `it is UTF-16, and must be UTF-8: ${script}`, argv: ['sh', '-c', script]}];
}
