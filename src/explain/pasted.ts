import {withoutShapes, withoutSpaces} from './blurred.ts';
import {createExplainer, type Explanation} from './explain.ts';
import {type KnownError, programUnit} from './known-error.ts';
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
 * full, also within words; where that tells nothing, without what the reading of a picture loses or confuses; and where
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
	const vague = new Set(known.filter(isVague).map(({id}) => id));
	let said = merged(before, explained(all, matcher));
	// A family has too few words of its own to be told in a blur.
	const clear = known.filter(({broad}) => !broad);
	for (const {line, known: blurred} of [withoutSpaces, withoutShapes]) {
		if (said.findings.some(one => isClear(one, vague))) return said;
		said = merged(said, lessSure(explained(all.map(line), createMatcher(clear.map(blurred)))));
	}
	if (said.findings.some(one => isClear(one, vague))) return said;
	const open = all.filter(line => matcher.match(line).every(({id}) => vague.has(id)));
	return withGeneral(said, generalOf(open, known), known);
}

/** Heavier than this it names a reason, and not only what it was that failed. */
const reasonWeight = 4;

/** A reason; else what programs of containers say; else of what it tells, or only that it failed. */
function generalOf(lines: readonly LogLine[], known: readonly KnownError[]): readonly Explained[] {
	const reasons = new Set(known.filter(({general, weight}) => general && weight >= reasonWeight));
	const among = (these: readonly KnownError[], of: readonly LogLine[]): readonly Explained[] =>
		explained(of, createMatcher(these, 'general')).findings;
	const reason = among([...reasons], lines);
	if (reason.length > 0) return reason;
	const program = ofPrograms(lines, known);
	return program.length > 0
		? program
		: among(
				known.filter(one => one.general && !reasons.has(one)),
				lines.filter(mayBeTrouble),
			);
}

/** klog, or a unit of the node: no program of a container. */
const ofNode = /[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ |^error execution phase /;

/** As what the program of a container wrote: who pastes a text need not say whose it is. */
function ofPrograms(lines: readonly LogLine[], known: readonly KnownError[]): readonly Explained[] {
	const written = lines
		.filter(line => line.unit === undefined && !ofNode.test(line.text) && mayBeTrouble(line))
		.map((line): LogLine => ({...line, unit: programUnit}));
	const words = createMatcher(known.filter(({units}) => units?.includes(programUnit)));
	return lessSure(lessSure(explained(written, words))).findings;
}

/** Nobody who tells that all is well has failed. */
function mayBeTrouble({level, message}: LogLine): boolean {
	return (
		level !== 'info' &&
		!/\b(0|no|without) (errors?|failures?)\b|\bsuccess|\berr(or)?=(nil|<nil>|null|"")/i.test(message)
	);
}

/** Words that were put together out of a blur may be others. */
function lessSure({findings, unknown}: Explanation): Explanation {
	const lower = (confidence: number): number => Math.round(Math.max(0.1, confidence - 0.2) * 100) / 100;
	return {findings: findings.map(one => ({...one, confidence: lower(one.confidence)})), unknown};
}

/** It says that something failed, and not more. */
function isVague({wraps, fallback, consequenceOf = []}: KnownError): boolean {
	return wraps === true || fallback === true || consequenceOf.includes('*');
}

function isClear({id, severity}: Explained, vague: ReadonlySet<string>): boolean {
	return severity !== 'info' && !vague.has(id);
}

/** A reason stands before what only tells that something failed of it; else it comes after what is known. */
function withGeneral(
	{findings, unknown}: Explanation,
	[general]: readonly Explained[],
	known: readonly KnownError[],
): Explanation {
	const isPassing = ({severity}: Explained): boolean => severity === 'info';
	const grave = findings.filter(one => !isPassing(one));
	const passing = findings.filter(isPassing);
	if (general === undefined) return {findings: [...grave, ...passing], unknown};
	const around = new Set(known.filter(({wraps, fallback}) => wraps || fallback).map(({id}) => id));
	const isReason = (known.find(({id}) => id === general.id)?.weight ?? 0) >= reasonWeight;
	if (!isReason || !grave.every(({id}) => around.has(id))) {
		return {findings: [...grave, general, ...passing], unknown};
	}
	const severity = grave.some(one => one.severity === 'fatal') ? 'fatal' : general.severity;
	const after = grave.map((one): Explained => ({...one, causedBy: general.id}));
	return {findings: [{...general, severity}, ...after, ...passing], unknown};
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
	const ids = new Set(findings.map(({id}) => id));
	const others = before.findings.filter(({id}) => !ids.has(id));
	return {findings: [...findings, ...others], unknown: before.findings.length === 0 ? [] : before.unknown};
}
