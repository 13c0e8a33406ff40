import type {PreferredTool} from '../translate/grammar.ts';
import type {TranslateError} from '../translate/types.ts';
import type {Versions} from '../translate/version.ts';

/** What is to be translated: a command, a line of shell, or a file of them. */
export type Wanted =
	| {readonly kind: 'command'; readonly words: readonly string[]}
	| {readonly kind: 'line'; readonly line: string}
	| {readonly kind: 'script'; readonly path: string};

export type TranslateArguments = {
	readonly wanted: Wanted;
	readonly run: boolean;
	/** Word by word, what each means. */
	readonly explain: boolean;
	readonly versions: Versions;
	readonly target?: PreferredTool;
};

type Settings = {run: boolean; explain: boolean; versions: Versions; target?: PreferredTool; wanted?: Wanted};

/** Our own flags stand before `docker`; all that follows it is docker's. */
export function readTranslateArguments(args: readonly string[]): TranslateArguments | TranslateError {
	const settings: Settings = {run: false, explain: false, versions: {}};
	for (let at = 0; at < args.length; at++) {
		const word = args[at] ?? '';
		if (word === '--' || !word.startsWith('-')) {
			const words = word === '--' ? args.slice(at + 1) : args.slice(at);
			if (settings.run && settings.explain) return {error: '--explain runs nothing: leave out --run'};
			if (settings.wanted !== undefined) return {error: `translate: unexpected argument '${words[0] ?? word}'`};
			return {...settings, wanted: {kind: 'command', words}};
		}
		if (word === '--run' || word === '--explain') {
			settings[word === '--run' ? 'run' : 'explain'] = true;
			continue;
		}
		const [flag = '', inline] = word.split(/=(.*)/s);
		const set = withValue[flag];
		if (set === undefined) return {error: `translate has no flag ${flag}`, suggestion: nearFlag(flag)};
		const value = inline ?? args[++at];
		if (value === undefined) return {error: `${flag} needs a value`};
		const wrong = set(settings, value);
		if (wrong !== undefined) return {error: wrong};
	}
	if (settings.wanted === undefined)
		return {error: 'translate needs a docker command', suggestion: 'rtconsole translate docker ps -a'};
	if (settings.run) return {error: '--run runs one command: not a line, not a script'};
	if (settings.explain) return {error: '--explain explains one command: not a line, not a script'};
	return {...settings, wanted: settings.wanted};
}

/** Each sets what its flag says, or tells what is wrong with the value. */
const withValue: Readonly<Record<string, (settings: Settings, value: string) => string | undefined>> = {
	'--line': (settings, line) => want(settings, {kind: 'line', line}),
	'--script': (settings, path) => want(settings, {kind: 'script', path}),
	'--target'(settings, value) {
		if (value !== 'crictl' && value !== 'ctr' && value !== 'nerdctl')
			return `--target takes crictl, ctr or nerdctl, not '${value}'`;
		settings.target = value;
		return undefined;
	},
	'--for'(settings, value) {
		const read = readVersions(value);
		if ('error' in read) return read.error;
		settings.versions = read.versions;
		return undefined;
	},
};

function want(settings: Settings, wanted: Wanted): string | undefined {
	if (settings.wanted !== undefined) return 'translate takes one --line or one --script';
	settings.wanted = wanted;
	return undefined;
}

function readVersions(list: string): {readonly versions: Versions} | TranslateError {
	const versions: Record<string, string> = {};
	for (const part of list.split(',')) {
		const [, tool, version] =
			part.trim().match(/^(crictl|ctr|containerd|docker|nerdctl|crio|cri-o)=v?(\d+(?:\.\d+){0,2}\S*)$/) ?? [];
		if (tool === undefined || version === undefined)
			return {error: `--for takes crictl=1.26,containerd=1.6, not '${part}'`};
		versions[tool === 'cri-o' ? 'crio' : tool] = version;
	}
	return {versions};
}

function nearFlag(flag: string): string {
	const known = ['--run', '--explain', '--for', '--target', '--json', '--line', '--script'];
	return known.find(each => each.startsWith(flag.slice(0, 3))) ?? '--run';
}
