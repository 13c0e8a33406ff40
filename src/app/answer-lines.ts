import {quote} from '../model/argv.ts';
import {plainText} from '../model/text.ts';
import {fidelity} from '../translate/fidelity.ts';
import {printCommand} from '../translate/print.ts';
import type {Fidelity, Finding, TranslateError, Translation} from '../translate/types.ts';
import {explainLines} from './explain-lines.ts';
import {findingLines} from './finding-lines.ts';
import {emptyLine, type PaintedLine, paintedLine, wrapped} from './painted.ts';
import type {TranslateScreen} from './screen.ts';
import type {State} from './state.ts';
import type {Tone} from './tone.ts';
import {backwardsOf, explanationOf, toolOf, translationOf} from './translation.ts';

/** What the line on the screen becomes, in lines of at most `width` cells: the answer, or every word of it explained. */
export function answerLines(state: State, screen: TranslateScreen, width: number): readonly PaintedLine[] {
	return [...refusalOf(screen, width), ...linesOf(state, screen, width)];
}

/** Why it was not run, before anything else: that is what was just asked for. */
function refusalOf({refusal}: TranslateScreen, width: number): readonly PaintedLine[] {
	if (!refusal) return [];
	const choices = refusal.choices.flatMap(choice => wrapped(`  ${choice}`, 'accent', width));
	return [...wrapped(`not run: ${refusal.error}`, 'bad', width), ...choices, emptyLine];
}

function linesOf(state: State, {line, explain}: TranslateScreen, width: number): readonly PaintedLine[] {
	const {tables, explainer, facts} = state;
	if (!tables) return [paintedLine('loading the rules…', 'quiet')];
	const known = {tables, explainer, facts};
	if (explain) {
		const explanation = explanationOf(line, known);
		if (!explanation) return [paintedLine('loading the meanings…', 'quiet')];
		return 'error' in explanation ? errorLines(explanation, width) : explainLines(explanation, width);
	}
	const tool = toolOf(line);
	if (tool === undefined) return translationLines(translationOf(tables, line, facts, explainer), width);
	const answer = backwardsOf(tool, line, known);
	if (!answer) return [paintedLine('loading the meanings…', 'quiet')];
	if ('error' in answer) return errorLines(answer, width);
	const {docker, meaning, findings} = answer;
	const typed = docker === undefined ? [] : wrapped(quote(docker), 'good', width);
	return [
		...typed,
		...wrapped(meaning, 'quiet', width),
		emptyLine,
		verdictOf(answer.fidelity, ''),
		...findings.flatMap(finding => findingLines(finding, width)),
	];
}

function errorLines({error, suggestion}: TranslateError, width: number): readonly PaintedLine[] {
	const near = suggestion === undefined ? [] : wrapped(`did you mean ${suggestion}?`, 'accent', width);
	return [...wrapped(error, 'warn', width), ...near];
}

function translationLines(answer: Translation | TranslateError, width: number): readonly PaintedLine[] {
	if ('error' in answer) return errorLines(answer, width);
	const tools = Object.entries(answer.for).map(([name, version]) => `${name} ${version}`);
	return [
		...commandLines(answer, width),
		emptyLine,
		verdictOf(fidelity(answer), tools.length === 0 ? '' : `  (for ${tools.join(', ')})`),
		...answer.findings.flatMap((finding: Finding) => findingLines(finding, width)),
	];
}

function commandLines({commands}: Translation, width: number): readonly PaintedLine[] {
	if (commands.length === 0) return [paintedLine('no command does this', 'bad')];
	return commands.flatMap(command => {
		const files = (command.files ?? []).map(({path}) => paintedLine(`# writes ${plainText(path)}`, 'quiet'));
		return [...files, ...wrapped(printCommand(command), effectTones[command.effect], width)];
	});
}

const effectTones = {read: 'good', write: 'warn', destroy: 'bad'} as const;

const verdicts: Readonly<Record<Fidelity, {readonly text: string; readonly tone: Tone}>> = {
	exact: {text: 'exact: it does the same', tone: 'good'},
	close: {text: 'close: it does the same, with a difference', tone: 'good'},
	partial: {text: 'partial: something of what was asked is lost', tone: 'warn'},
	none: {text: 'nothing equivalent', tone: 'bad'},
};

function verdictOf(grade: Fidelity, more: string): PaintedLine {
	const {text, tone} = verdicts[grade];
	return paintedLine(`${text}${more}`, tone);
}
