import {fullReference} from '../../../src/model/image-ref.ts';
import type {Meaning, Side, View} from './case.ts';

/** The exit code, and what the line left behind. */
export const left: View = ({exitCode, after}) => ({exit: exitCode, left: after.trimEnd()});

/** What it printed, each stream by itself. */
export const printed: View = ({exitCode, stdout, stderr}) => ({exit: exitCode, stdout, stderr: stderr.trimEnd()});

/** The exit code and standard output; messages are worded differently. */
export const answered: View = ({exitCode, stdout}) => ({exit: exitCode, stdout});

/** Exit code only. */
export const ended: View = ({exitCode}) => ({exit: exitCode});

/** The exit code, and standard output as JSON. */
export const jsonPrinted: View = ({exitCode, stdout}) => {
	try {
		return {exit: exitCode, json: JSON.parse(stdout) as unknown};
	} catch {
		return {exit: exitCode, json: 'none'};
	}
};

/** Standard output as a set of lines. */
export const linesOf: View = ({exitCode, stdout}) => ({exit: exitCode, lines: lines(stdout).toSorted()});

/** Both streams, each line without the time before it. */
export const withTimes: View = ({exitCode, stdout, stderr}) => ({
	exit: exitCode,
	stdout: lines(stdout).map(untimed),
	stderr: lines(stderr).map(untimed),
});

/** The containers of a table of `ps` or `stats`. */
export const containersOf: View = side => ({
	exit: side.exitCode,
	containers: column(side, ['NAMES', 'NAME']).toSorted(),
});

/** The containers of a table of `ps`, in the order of the table. */
export const containersInOrder: View = side => ({exit: side.exitCode, containers: column(side, ['NAMES', 'NAME'])});

/** The names of a table of `images`, in full, with the beginning of each ID. */
export const imagesOf: View = side => ({exit: side.exitCode, images: imageRows(side).toSorted()});

/** Several views of one line. */
export const both =
	(...views: readonly View[]): View =>
	side =>
		Object.assign({}, ...views.map(view => view(side)));

/** A part of its own, next to the exit code. */
export const part =
	(name: string, read: (side: Side) => unknown): View =>
	side => ({exit: side.exitCode, [name]: read(side)});

/** What a JSON answer says, in each side's own shape. */
export const jsonOf = (read: Readonly<Record<Side['side'], (value: never) => Meaning>>): View => {
	return side => ({exit: side.exitCode, ...parsed(side, read[side.side])});
};

function parsed({stdout}: Side, read: (value: never) => Meaning): Meaning {
	try {
		return read(JSON.parse(stdout) as never);
	} catch {
		return {json: 'none'};
	}
}

export function lines(text: string): readonly string[] {
	return text.split('\n').filter(line => line.trim() !== '');
}

function untimed(line: string): string {
	return line.replace(/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)\s/, 'TIME ');
}

/** The cells under a heading: columns are parted by two spaces or more, and no cell before it is empty but PORTS. */
function column({stdout}: Side, headings: readonly string[]): readonly string[] {
	const [head = '', ...rows] = lines(stdout);
	const heading = headings.find(name => new RegExp(`(^| {2,})${name}( {2,}|$)`).test(head));
	if (heading === undefined) return ['no table'];
	const begin = head.search(new RegExp(`(?<=^| {2})${heading}(?= {2,}|$)`));
	return rows.map(row => row.slice(begin).split(/ {2,}/)[0]?.trim() ?? '');
}

function imageRows({stdout}: Side): readonly string[] {
	const [head = '', ...rows] = lines(stdout);
	// ctr: REF TYPE DIGEST …; crictl: IMAGE TAG [DIGEST] IMAGE ID; docker: REPOSITORY TAG [DIGEST] IMAGE ID
	if (/^REF\s/.test(head))
		return rows.map(row => `${row.split(/\s+/)[0]}`).filter(name => !/@sha256:|^sha256:/.test(name));
	return rows.map(row => {
		const [name = '', tag = ''] = row.split(/\s+/);
		return fullReference(`${name}:${tag}`);
	});
}
