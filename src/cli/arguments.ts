import {durationMs} from '../model/duration.ts';
import type {Globals} from './globals.ts';

export type Parsed = {
	readonly globals: Globals;
	readonly words: readonly string[];
	readonly help: boolean;
	readonly version: boolean;
};

export type UsageError = {readonly error: string};

/** Words after which everything belongs to the tool that is named, not to rtconsole. */
const toolWords: readonly string[] = [
	'docker',
	'docker-compose',
	'crictl',
	'ctr',
	'nerdctl',
	'podman',
	'systemctl',
	'service',
	'journalctl',
	'dockerd',
];

type Settable = {-readonly [Key in keyof Globals]: Globals[Key]};

const booleans: Readonly<Record<string, (globals: Settable) => void>> = {
	'--demo': globals => set(globals, {demo: true}),
	'--read-only': globals => set(globals, {readOnly: true}),
	'--no-color': globals => set(globals, {color: false}),
	'--plain': globals => set(globals, {plain: true}),
	'--json': globals => set(globals, {json: true}),
	'--yes': globals => set(globals, {yes: true}),
	'-y': globals => set(globals, {yes: true}),
};

const withValue: Readonly<Record<string, (globals: Settable, value: string) => string | undefined>> = {
	'--runtime-endpoint': (globals, value) => set(globals, {runtimeEndpoint: value}),
	'-r': (globals, value) => set(globals, {runtimeEndpoint: value}),
	'--containerd-namespace': (globals, value) =>
		set(globals, {containerdNamespace: value === 'all' ? undefined : value}),
	'--kubeconfig': (globals, value) => set(globals, {kubeconfig: value}),
	'--config': (globals, value) => set(globals, {config: value}),
	'--record': (globals, value) => set(globals, {record: value}),
	'--replay': (globals, value) => set(globals, {replay: value}),
	'--timeout': (globals, value) => {
		const timeoutMs = durationMs(value);
		if (timeoutMs === undefined) return `--timeout ${value}: not a duration such as 10s, 500ms or 1m`;
		return set(globals, {timeoutMs});
	},
};

/** Take the global flags out, wherever they stand before `--` or a tool's own name. What is left is the command's. */
export function parseArguments(
	args: readonly string[],
	env: Readonly<Record<string, string | undefined>>,
): Parsed | UsageError {
	const globals: Settable = {
		demo: false,
		readOnly: false,
		timeoutMs: 10_000,
		color: (env.NO_COLOR ?? '') === '',
		json: false,
		yes: false,
	};
	const words: string[] = [];
	let help = false;
	let version = false;
	for (let index = 0; index < args.length; index += 1) {
		const word = args[index] as string;
		if (word === '--' || toolWords.includes(word)) {
			words.push(...args.slice(index));
			break;
		}
		if (word === '--help' || word === '-h') {
			help = true;
			continue;
		}
		if (word === '--version') {
			version = true;
			continue;
		}
		const flag = booleans[word];
		if (flag) {
			flag(globals);
			continue;
		}
		const [name = '', inline] = splitFlag(word);
		const setter = withValue[name];
		if (!setter) {
			words.push(word);
			continue;
		}
		const value = inline ?? args[++index];
		if (value === undefined || value === '') return {error: `${name} needs a value`};
		const problem = setter(globals, value);
		if (problem !== undefined) return {error: problem};
	}
	return {globals, words, help, version};
}

function splitFlag(word: string): readonly [string, string | undefined] {
	const at = word.indexOf('=');
	return word.startsWith('--') && at > 0 ? [word.slice(0, at), word.slice(at + 1)] : [word, undefined];
}

function set(globals: Settable, change: Partial<Settable>): undefined {
	Object.assign(globals, change);
}
