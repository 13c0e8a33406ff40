import type {Explanation} from '../explain/explain.ts';
import type {Explained} from '../explain/rank.ts';
import {plainText} from '../model/text.ts';

/** For a person: causes first, under each what it explains. */
export function explanationText({findings, unknown}: Explanation, nearest: Nearest): string {
	const roots = findings.filter(({causedBy}) => causedBy === undefined);
	const parts = roots.map(root =>
		rootText(
			root,
			findings.filter(({causedBy}) => causedBy === root.id),
		),
	);
	if (findings.length === 0) parts.push('Nothing in this is known here.\n');
	if (unknown.length > 0) parts.push(unknownText(unknown, nearest));
	return parts.join('\n');
}

/** Titles of what is most like a line that is not known. */
export type Nearest = (line: string) => readonly string[];

function rootText(root: Explained, following: readonly Explained[]): string {
	const {severity, title, confidence, count, matched, cause, fix, source, past, id} = root;
	const lines = [
		`${severity.toUpperCase()}  ${title}`,
		`  ${past ? 'it is over: a later line says so; ' : ''}${Math.round(confidence * 100)} % sure, ${times(count)}, ${id}`,
		...matched.slice(0, 2).map(({line, text}) => `  line ${line}: ${shortened(text)}`),
		`  why: ${cause}`,
		...fix.map(({text}, index) => `  ${index === 0 ? 'fix:' : '    '} ${text}`),
		...following.map(one => `  from it follows: ${one.title} (${times(one.count)})`),
		`  source: ${source}`,
	];
	return lines.map(line => `${plainText(line)}\n`).join('');
}

const shownUnknown = 5;

function unknownText(unknown: readonly string[], nearest: Nearest): string {
	const shown = unknown.slice(0, shownUnknown).flatMap(line => {
		const like = nearest(line);
		return [`  ${shortened(line)}`, ...(like.length > 0 ? [`    nearest: ${like.join('; ')}`] : [])];
	});
	const more = unknown.length > shownUnknown ? [`  and ${unknown.length - shownUnknown} more (--json)`] : [];
	return ['Not known here, and it looks like trouble:', ...shown, ...more].map(line => `${plainText(line)}\n`).join('');
}

function times(count: number): string {
	return count === 1 ? 'once' : `${count} times`;
}

function shortened(text: string): string {
	return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
