import {fitTo, widthOf, wrapWords} from '../app/fit.ts';
import {bodyRows} from '../app/layout.ts';
import type {TranslateScreen} from '../app/screen.ts';
import type {State} from '../app/state.ts';
import type {Tone} from '../app/tone.ts';
import {suggestionsFor, translationOf} from '../app/translation.ts';
import {plainText} from '../model/text.ts';
import {fidelity} from '../translate/fidelity.ts';
import {printCommand} from '../translate/print.ts';
import type {Fidelity, Finding, Translation} from '../translate/types.ts';
import {cursorLine} from './input-line.ts';
import type {Theme} from './theme.ts';

/** From this width on, the docker line and its translation stand side by side; below it, one above the other. */
const sideBySideFrom = 100;

/** A piece of text in one tone, not yet cut to the screen. */
type Painted = {readonly text: string; readonly tone: Tone};

/** What is typed, and what it becomes, as it is typed. */
export function translateLines(state: State, screen: TranslateScreen, theme: Theme): readonly string[] {
	const {columns} = state.size;
	const height = bodyRows(state);
	const typed = (width: number) => cursorLine('$ ', screen.line, screen.cursor, width, theme);
	if (columns < sideBySideFrom) {
		const hints = hintsFor(state, screen, columns).slice(0, 3);
		const head = [
			typed(columns),
			...hints.map(line => draw(line, columns, theme)),
			theme.paint('quiet', '─'.repeat(columns)),
		];
		const answer = scrolled(answerFor(state, screen, columns), screen.top, height - head.length);
		return [...head, ...answer.map(line => draw(line, columns, theme))];
	}
	const leftWidth = Math.floor(columns * 0.4);
	const rightWidth = columns - leftWidth - 3;
	const hints = hintsFor(state, screen, leftWidth).slice(0, height - 2);
	const left = [
		`${typed(leftWidth - 1)}${filling(screen, leftWidth)}`,
		' '.repeat(leftWidth),
		...hints.map(line => draw(line, leftWidth, theme)),
	];
	const right = scrolled(answerFor(state, screen, rightWidth), screen.top, height);
	return Array.from({length: height}, (_, index) => {
		const line = right[index];
		const divider = theme.paint('quiet', ' │ ');
		return `${left[index] ?? ' '.repeat(leftWidth)}${divider}${line ? draw(line, rightWidth, theme) : ''}`;
	});
}

/** Cells between the end of the typed line, its cursor included, and the divider. */
function filling({line, cursor}: TranslateScreen, width: number): string {
	const atEnd = cursor >= [...plainText(line)].length ? 1 : 0;
	return ' '.repeat(Math.max(0, width - widthOf(`$ ${plainText(line)}`) - atEnd));
}

function draw({text, tone}: Painted, width: number, theme: Theme): string {
	return theme.paint(tone, fitTo(text, width));
}

function scrolled(lines: readonly Painted[], top: number, height: number): readonly Painted[] {
	const first = Math.max(0, Math.min(top, lines.length - height));
	return lines.slice(first, first + height);
}

function hintsFor({tables}: State, {line}: TranslateScreen, width: number): readonly Painted[] {
	if (!tables) return [];
	return suggestionsFor(tables, line).map((suggestion, index) => ({
		text: `${index === 0 ? 'tab ' : '    '}${plainText(suggestion.line)}   ${suggestion.about}`.slice(0, width),
		tone: index === 0 ? 'accent' : 'quiet',
	}));
}

function answerFor(state: State, screen: TranslateScreen, width: number): readonly Painted[] {
	return [...refusalOf(screen, width), ...translationLines(state, screen, width)];
}

/** Why it was not run, before anything else: that is what was just asked for. */
function refusalOf({refusal}: TranslateScreen, width: number): readonly Painted[] {
	if (!refusal) return [];
	const choices = refusal.choices.flatMap(choice => wrapped(`  ${choice}`, 'accent', width));
	return [...wrapped(`not run: ${refusal.error}`, 'bad', width), ...choices, {text: '', tone: 'plain'}];
}

function translationLines(state: State, {line}: TranslateScreen, width: number): readonly Painted[] {
	if (!state.tables) return [{text: 'loading the rules…', tone: 'quiet'}];
	const answer = translationOf(state.tables, line, state.facts);
	if ('error' in answer) {
		const near = answer.suggestion === undefined ? [] : wrapped(`did you mean ${answer.suggestion}?`, 'accent', width);
		return [...wrapped(answer.error, 'warn', width), ...near];
	}
	return [
		...commandsOf(answer, width),
		{text: '', tone: 'plain'},
		verdictOf(answer),
		...answer.findings.flatMap(finding => findingLines(finding, width)),
	];
}

function commandsOf({commands}: Translation, width: number): readonly Painted[] {
	if (commands.length === 0) return [{text: 'no command does this', tone: 'bad'}];
	return commands.flatMap(command => {
		const files = (command.files ?? []).map(({path}) => ({
			text: `# writes ${plainText(path)}`,
			tone: 'quiet' as const,
		}));
		return [...files, ...wrapped(printCommand(command), effectTones[command.effect], width)];
	});
}

const effectTones = {read: 'good', write: 'warn', destroy: 'bad'} as const;

const verdicts: Readonly<Record<Fidelity, Painted>> = {
	exact: {text: 'exact: it does the same', tone: 'good'},
	close: {text: 'close: it does the same, with a difference', tone: 'good'},
	partial: {text: 'partial: something of what was asked is lost', tone: 'warn'},
	none: {text: 'nothing equivalent', tone: 'bad'},
};

function verdictOf(answer: Translation): Painted {
	const tools = Object.entries(answer.for).map(([name, version]) => `${name} ${version}`);
	const verdict = verdicts[fidelity(answer)];
	return {...verdict, text: tools.length === 0 ? verdict.text : `${verdict.text}  (for ${tools.join(', ')})`};
}

const marks = {note: '·', close: '≈', lost: '✗'} as const;
const tones = {note: 'quiet', close: 'plain', lost: 'warn'} as const;

function findingLines({kind, flag, message, instead}: Finding, width: number): readonly Painted[] {
	const text = `${marks[kind]} ${flag === undefined ? '' : `${flag}: `}${message}`;
	const alternative = instead === undefined ? [] : wrapped(`  instead: ${instead}`, 'accent', width);
	return [...wrapped(text, tones[kind], width), ...alternative];
}

function wrapped(text: string, tone: Tone, width: number): readonly Painted[] {
	return wrapWords(plainText(text), width).map(line => ({text: line, tone}));
}
