import {createExplainer, type Explanation} from './explain.ts';
import type {KnownError} from './known-error.ts';
import {createMatcher, type Matcher} from './match.ts';
import type {Explained} from './rank.ts';
import {type LogLine, readLogLine} from './read-line.ts';

/** Longer than what somebody pastes by hand: a journal has whole lines and is not read twice. */
export const pastedLines = 60;
const together = 5;
const longest = 4000;

/** How a message of a log, or an event of kubectl, begins: no rest of the line before. */
const head =
	/^\s*([IWEF]\d{4} |time="|[A-Z][a-z]{2} [ \d]\d \d\d:|\d{4}-\d\d-\d\dT|Warning {2}|Normal {2}|Error[: ]|\{|\$ |# )/;

/**
 * Read a short text again as what it was before a screenshot, a chat or a narrow terminal broke its lines where they were
 * full, also within words; where that tells nothing, without its spaces, which the reading of a picture loses; and where
 * nothing is known of it, by the words that every program has for a failure.
 */
export function explainPasted(
	lines: readonly string[],
	known: readonly KnownError[],
	matcher: Matcher,
	before: Explanation,
): Explanation {
	if (lines.length === 0 || lines.length > pastedLines) return before;
	const all = [...lines.map(readLogLine1), ...lines.flatMap((_, index) => joinedFrom(lines, index))];
	const whole = merged(before, explained(all, matcher));
	if (whole.findings.length > 0) return withGeneral(whole, all, known);
	const squeezed = explained(all.map(withoutSpaces), createMatcher(known.map(squeezedError)));
	return withGeneral(merged(before, squeezed), all, known);
}

/** Nothing that is known says more than that something failed: what the words themselves say stands before it. */
function withGeneral(specific: Explanation, lines: readonly LogLine[], known: readonly KnownError[]): Explanation {
	const vague = new Set(
		known.filter(({wraps, consequenceOf = []}) => wraps || consequenceOf.includes('*')).map(({id}) => id),
	);
	if (specific.findings.some(({id, severity}) => severity !== 'info' && !vague.has(id))) return specific;
	const [said] = explained(lines, createMatcher(known, 'general')).findings;
	const found = specific.findings.filter(({severity}) => severity !== 'info');
	const passing = specific.findings.filter(({severity}) => severity === 'info');
	return {...specific, findings: [...found, ...(said ? [said] : []), ...passing]};
}

const readLogLine1 = (text: string, index: number): LogLine => readLogLine(text, index + 1);

function explained(lines: readonly LogLine[], matcher: Matcher): Explanation {
	const explainer = createExplainer(matcher);
	for (const line of lines) explainer.add(line);
	return explainer.explain();
}

/** A line with the rests that follow it, put together with a space between them and without. */
function joinedFrom(lines: readonly string[], from: number): readonly LogLine[] {
	const next = lines.slice(from + 1, from + together);
	const end = next.findIndex(line => head.test(line) || line.trim() === '');
	const parts = [lines[from] ?? '', ...(end < 0 ? next : next.slice(0, end))].map(line => line.trim());
	if (parts.length < 2) return [];
	return [parts.join(' '), parts.join('')].map(text => readLogLine(text.slice(0, longest), from + 1));
}

/** What was known before keeps its numbers; what only the whole text says is counted once. */
function merged(before: Explanation, after: Explanation): Explanation {
	if (after.findings.length === 0) return before;
	const counted = new Map(before.findings.map(finding => [finding.id, finding]));
	const findings = after.findings.map((finding): Explained => {
		const {count, matched} = counted.get(finding.id) ?? {count: 1, matched: finding.matched.slice(0, 1)};
		return {...finding, count, matched};
	});
	return {findings, unknown: before.findings.length === 0 ? [] : before.unknown};
}

function withoutSpaces(line: LogLine): LogLine {
	return {...line, message: line.message.replaceAll(/\s+/g, '')};
}

function squeezedError(known: KnownError): KnownError {
	const squeeze = (source: string): string => source.replaceAll(/(?<!\[\^)(?: |\\s[+*]?)/g, '');
	return {...known, patterns: known.patterns.map(squeeze), unless: (known.unless ?? []).map(squeeze), clearedBy: []};
}
