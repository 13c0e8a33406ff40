import type {Tone} from '../app/tone.ts';

/** How meanings look. Text given to it must be harmless already: it adds the only control sequences there are. */
export type Theme = {
	paint(tone: Tone, text: string): string;
	/** The row under the cursor, a key in the footer: must be seen without colours too. */
	mark(text: string): string;
	bold(text: string): string;
};

const colors: Readonly<Record<Tone, string | undefined>> = {
	plain: undefined,
	good: '32',
	warn: '33',
	bad: '31',
	quiet: '90',
	accent: '36',
	title: '1',
	'word-1': '36',
	'word-2': '33',
	'word-3': '35',
	'word-4': '32',
	'word-5': '34',
	'word-6': '31',
};

const wrapped = (code: string, text: string) => (text === '' ? '' : `\u001b[${code}m${text}\u001b[0m`);

export function createTheme({color}: {color: boolean}): Theme {
	return {
		paint(tone, text) {
			const code = color || tone === 'title' ? colors[tone] : undefined;
			return code === undefined ? text : wrapped(code, text);
		},
		mark: text => wrapped('7', text),
		bold: text => wrapped('1', text),
	};
}
