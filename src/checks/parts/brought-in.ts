import type {StaticPod} from '../../model/node-state.ts';
import type {Fix} from '../check.ts';
import {run} from '../fixes.ts';

/**
 * A file of the node that a static pod reads, as a volume of its own: below the two lists that the manifest has. What is
 * inserted further down goes first, so that the lines above keep their numbers. Empty: its lists are not plainly there.
 */
export function broughtIn({path, text}: StaticPod, file: string): readonly Fix[] {
	const lines = text.split('\n');
	const mounts = headOf(lines, 'volumeMounts');
	const volumes = headOf(lines, 'volumes');
	if (mounts === undefined || volumes === undefined || !/^[\w./-]+$/.test(file)) return [];
	const name = `own-${file
		.slice(file.lastIndexOf('/') + 1)
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^-|-$/g, '')}`;
	return [
		{line: volumes.line, says: item(volumes.indent, ['hostPath:', `  path: ${file}`, '  type: File', `name: ${name}`])},
		{line: mounts.line, says: item(mounts.indent, [`mountPath: ${file}`, `name: ${name}`, 'readOnly: true'])},
	]
		.toSorted((one, other) => other.line - one.line)
		.map(({line, says}) => run('sed', '-i', `${line}a\\${says}`, path));
}

/** The one line that opens a list, and how far in its items stand. */
function headOf(lines: readonly string[], key: string): {readonly line: number; readonly indent: string} | undefined {
	const heads = lines.flatMap((line, index) => (new RegExp(`^\\s*${key}:\\s*$`).test(line) ? [index] : []));
	const [at] = heads;
	const indent = /^(\s*)- /.exec(lines[(at ?? 0) + 1] ?? '')?.[1];
	return at === undefined || heads.length > 1 || indent === undefined ? undefined : {line: at + 1, indent};
}

function item(indent: string, [first, ...more]: readonly string[]): string {
	return [`${indent}- ${first}`, ...more.map(line => `${indent}  ${line}`)].join('\\n');
}
