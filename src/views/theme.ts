import type {ThemeName} from '../app/theme-names.ts';
import type {Tone} from '../app/tone.ts';

/** How meanings look. Text given to it must be harmless already: it adds the only control sequences there are. */
export type Theme = {
	paint(tone: Tone, text: string): string;
	/** The row under the cursor, a key in the footer: must be seen without colours too. */
	mark(text: string): string;
	bold(text: string): string;
};

type Look = Readonly<Record<Tone, string | undefined>>;

/** Colours of a dark background, of the sixteen that every terminal has. */
const dark: Look = {
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

/** On white nobody can read yellow or cyan. */
const light: Look = {
	...dark,
	warn: '35',
	accent: '34',
	'word-1': '34',
	'word-2': '35',
	'word-3': '32',
	'word-4': '31',
	'word-5': '36',
	'word-6': '90',
};

/**
 * Red and green look alike to one man in twelve (deuteranopia, protanopia): good is blue, warnings are yellow, and what is
 * bad is magenta and bold, so that brightness tells it apart as well.
 */
const colourBlind: Look = {
	...dark,
	good: '94',
	warn: '93',
	bad: '1;95',
	accent: '96',
	'word-1': '94',
	'word-2': '93',
	'word-3': '95',
	'word-4': '96',
	'word-5': '34',
	'word-6': '90',
};

/** No colours at all: a title is bold, the rest is said in words. */
const mono: Look = {...(Object.fromEntries(Object.keys(dark).map(tone => [tone, undefined])) as Look), title: '1'};

const looks: Readonly<Record<ThemeName, Look>> = {dark, light, mono, 'colour-blind': colourBlind};

const wrapped = (code: string, text: string) => (text === '' ? '' : `\u001b[${code}m${text}\u001b[0m`);

function createTheme(look: Look): Theme {
	return {
		paint(tone, text) {
			const code = look[tone];
			return code === undefined ? text : wrapped(code, text);
		},
		mark: text => wrapped('7', text),
		bold: text => wrapped('1', text),
	};
}

const themes = new Map(Object.entries(looks).map(([name, look]) => [name, createTheme(look)]));

export function themeNamed(name: ThemeName): Theme {
	return themes.get(name) as Theme;
}
