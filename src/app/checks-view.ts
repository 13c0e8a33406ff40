import type {Checked, Fix, Verdict} from '../checks/check.ts';
import {type Argv, quote} from '../model/argv.ts';
import {plainText} from '../model/text.ts';
import {wrapWords} from './fit.ts';
import type {ChecksScreen} from './screen.ts';
import type {State} from './state.ts';
import type {Tone} from './tone.ts';

/** One line of the check-up: the head of a check, or a line of what stands under it. */
export type CheckLine = {
	readonly check: string;
	readonly head: boolean;
	/** `FATAL`, `fix`, `seen`: the column before the text. */
	readonly label: string;
	readonly text: string;
	readonly tone: Tone;
	/** What is worth copying of it, whole: a command as it is typed. */
	readonly copies?: string;
};

const indent = 9;

/** Every line that is shown, findings first; what is well stands under one line each. */
export function checkLines({checks, size}: State, {opened}: ChecksScreen): readonly CheckLine[] {
	const all = checks?.checkUp?.checks ?? [];
	return all.flatMap(check => {
		const head: CheckLine = {
			check: check.id,
			head: true,
			label: check.verdict === 'skipped' ? 'not seen' : check.verdict,
			text: `${check.causedBy === undefined ? '' : '└ '}${plainText(check.title)}: ${plainText(check.because)}`,
			tone: toneOf(check.verdict),
			copies: check.fix.flatMap(({argv}) => (argv ? [commandOf(argv)] : [])).join('\n') || plainText(check.because),
		};
		return opened.includes(check.id) ? [head, ...under(check, size.columns - indent - 1)] : [head];
	});
}

function under({id, because, evidence, fix, causedBy}: Checked, width: number): readonly CheckLine[] {
	const part = (label: string, text: string, tone: Tone, copies = text) =>
		wrapWords(plainText(text), Math.max(20, width)).map((line, index) => ({
			check: id,
			head: false,
			label: index === 0 ? label : '',
			text: line,
			tone,
			copies,
		}));
	return [
		...part('why', because, 'plain'),
		...evidence.flatMap(({source, text}) => part('seen', `${source}: ${text}`, 'quiet')),
		...fix.flatMap(one => part('fix', fixText(one), 'good', one.argv && commandOf(one.argv))),
		...(causedBy === undefined ? [] : part('from', `it follows from ${causedBy}`, 'quiet')),
	];
}

/** A command stands for itself; where the sentence says more, both. */
export function fixText({text, argv}: Fix): string {
	if (argv === undefined) return text;
	const command = commandOf(argv);
	return text.endsWith(command) ? text : `${text}: ${command}`;
}

function commandOf(argv: Argv): string {
	return argv[0] === 'sh' && argv[1] === '-c' ? (argv[2] ?? '') : quote(argv);
}

const tones: Readonly<Record<Verdict, Tone>> = {
	fatal: 'bad',
	warning: 'warn',
	info: 'plain',
	ok: 'good',
	skipped: 'quiet',
};

function toneOf(verdict: Verdict): Tone {
	return tones[verdict];
}
