import {isMap, isScalar, isSeq, LineCounter, type Node, parseDocument} from 'yaml';
import {durationMs} from '../../model/duration.ts';
import {plainText} from '../../model/text.ts';
import {type Binding, keymap} from '../keymap.ts';
import {nearest} from '../nearest.ts';
import type {Settings} from '../settings.ts';
import {findTheme, themeNames} from '../theme-names.ts';
import {keyNamed} from './key-names.ts';
import type {Plugin} from './plugin.ts';
import {readAliases} from './read-aliases.ts';
import {readPlugins} from './read-plugins.ts';
import {rebound, type Wish} from './rebind.ts';

/** What a configuration file says; what it does not say is absent. Problems name the file and the line. */
export type ReadConfig = {
	readonly settings: Partial<Settings>;
	readonly readOnly?: boolean;
	readonly plain?: boolean;
	readonly containerdNamespace?: string;
	readonly problems: readonly string[];
};

export type Say = (line: number, sentence: string) => void;

type Draft = {-readonly [Key in keyof Settings]?: Settings[Key]} & {
	readOnly?: boolean;
	plain?: boolean;
	containerdNamespace?: string;
	wishes?: readonly Wish[];
	readPlugins?: (table: readonly Binding[]) => readonly Plugin[];
};

type Reading = {readonly draft: Draft; readonly say: Say; readonly lineOf: (node: unknown) => number};

type Field = (value: unknown, node: Node | null, line: number, reading: Reading) => string | undefined;

const fields: Readonly<Record<string, Field>> = {
	theme(value, _node, _line, {draft}) {
		const theme = typeof value === 'string' ? findTheme(value) : undefined;
		if (theme === undefined) return `not a theme; there are ${themeNames.join(', ')}`;
		draft.theme = theme;
		return undefined;
	},
	mouse: yesOrNo((draft, value) => {
		draft.mouse = value;
	}),
	'read-only': yesOrNo((draft, value) => {
		draft.readOnly = value;
	}),
	plain: yesOrNo((draft, value) => {
		draft.plain = value;
	}),
	wide: yesOrNo((draft, value) => {
		draft.wide = value;
	}),
	'mask-secrets': yesOrNo((draft, value) => {
		draft.maskSecrets = value;
	}),
	'containerd-namespace'(value, _node, _line, {draft}) {
		if (typeof value !== 'string' || value === '') return 'a name such as k8s.io, or all';
		draft.containerdNamespace = value;
		return undefined;
	},
	refresh(value, _node, _line, {draft}) {
		const milliseconds = durationMs(String(value));
		if (milliseconds === undefined || milliseconds < 500 || milliseconds > 3_600_000)
			return 'a duration between 500ms and 1h, such as 5s';
		draft.refreshMs = milliseconds;
		return undefined;
	},
	'log-tail'(value, _node, _line, {draft}) {
		if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 1_000_000)
			return 'a number of lines, from 1 to 1000000';
		draft.logTail = value;
		return undefined;
	},
	aliases(_value, node, _line, {draft, say, lineOf}) {
		const aliases = readAliases(node, {say, lineOf});
		if (aliases === undefined) return 'words and the commands that they stand for, such as p: pods';
		draft.aliases = aliases;
		return undefined;
	},
	keys: readKeys,
	plugins(_value, node, _line, {draft, say, lineOf}) {
		if (!isSeq(node)) return 'a list of commands, each with key, name and command';
		draft.readPlugins = table => readPlugins(node, {say, lineOf, table});
		return undefined;
	},
};

/** The names that a configuration file may set, for its documentation and its schema. */
export const configFields: readonly string[] = Object.keys(fields);

/**
 * Read a configuration file. It never throws: what cannot be read is left out, and said.
 *
 * @param name the file, as messages call it
 */
export function readConfig(text: string, name: string): ReadConfig {
	const problems: string[] = [];
	const say: Say = (line, sentence) => problems.push(plainText(`${name}:${line}: ${sentence}`));
	const lines = new LineCounter();
	const document = parseDocument(text, {lineCounter: lines, prettyErrors: false});
	const lineOf = (node: unknown): number => {
		const at = (node as Node | null)?.range?.[0];
		return at === undefined ? 1 : lines.linePos(at).line;
	};
	for (const {message, pos} of document.errors) say(lines.linePos(pos[0]).line, message.toLowerCase());
	if (problems.length > 0 || isNothing(document.contents)) return {settings: {}, problems};
	if (!isMap(document.contents)) {
		say(1, 'settings are written as name: value');
		return {settings: {}, problems};
	}
	const draft: Draft = {};
	for (const {key, value} of document.contents.items) {
		const line = lineOf(key);
		const field = isScalar(key) ? String(key.value) : '';
		const read = Object.hasOwn(fields, field) ? fields[field] : undefined;
		if (read === undefined) {
			const near = nearest(field, configFields);
			say(line, `no setting is named ${field}${near === undefined ? '' : `; did you mean ${near}?`}`);
			continue;
		}
		const node = value as Node | null;
		const plain = isScalar(node) ? node.value : undefined;
		const problem = read(plain, node, line, {draft, say, lineOf});
		if (problem !== undefined) say(line, `${field}: ${problem}`);
	}
	const {wishes = [], readPlugins: pluginsOf, readOnly, plain, containerdNamespace, ...settings} = draft;
	const table = wishes.length === 0 ? keymap : rebound(wishes, say);
	return {
		settings: {
			...settings,
			...(wishes.length > 0 && {keys: table}),
			...(pluginsOf && {plugins: pluginsOf(table)}),
		},
		...(readOnly !== undefined && {readOnly}),
		...(plain !== undefined && {plain}),
		...(containerdNamespace !== undefined && {containerdNamespace}),
		problems,
	};
}

function isNothing(node: unknown): boolean {
	return node === null || (isScalar(node) && node.value === null);
}

function yesOrNo(set: (draft: Draft, value: boolean) => void): Field {
	return (value, _node, _line, {draft}) => {
		if (typeof value !== 'boolean') return 'true or false';
		set(draft, value);
		return undefined;
	};
}

/** `logs: L`, or several: `page-down: [pagedown, space]`. */
function readKeys(
	_value: unknown,
	node: Node | null,
	_line: number,
	{draft, say, lineOf}: Reading,
): string | undefined {
	if (!isMap(node)) return 'commands and their keys, such as logs: L';
	draft.wishes = node.items.flatMap(({key, value}): readonly Wish[] => {
		const command = isScalar(key) ? String(key.value) : '';
		const line = lineOf(key);
		const wanted = isSeq(value) ? value.items : [value];
		const keys = wanted.flatMap(each => {
			const text = isScalar(each) ? String(each.value) : '';
			const found = keyNamed(text);
			if ('key' in found) return [found.key];
			say(line, `keys.${command}: ${text}: ${found.error}`);
			return [];
		});
		return keys.length === 0 || keys.length < wanted.length ? [] : [{command, keys, line}];
	});
	return undefined;
}
