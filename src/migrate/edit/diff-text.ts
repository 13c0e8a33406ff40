import {createTwoFilesPatch} from 'diff';

/** A unified diff of one file, as `diff -u` prints it; empty where nothing differs. A missing file is /dev/null. */
export function diffText(before: string | undefined, after: string | undefined, path: string): string {
	if (before === after) return '';
	const [from, to] = [before === undefined ? '/dev/null' : path, after === undefined ? '/dev/null' : path];
	const patch = createTwoFilesPatch(from, to, before ?? '', after ?? '', undefined, undefined, {context: 3});
	return patch
		.split('\n')
		.filter((line, index) => index > 2 || !/^(Index: |=+$)/.test(line))
		.map(line => (/^(---|\+\+\+) /.test(line) ? line.trimEnd() : line))
		.join('\n');
}
