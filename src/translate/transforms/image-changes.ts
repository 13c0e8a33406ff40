import type {TranslateError} from '../types.ts';

/** What `--change` says of an image, an instruction of a Dockerfile each. */
export type ImageChanges = {
	/** Settings that are put in the place of what was there; `null` takes it away. */
	readonly set: Readonly<Record<string, string | readonly string[] | null>>;
	/** Lists and maps that get more. */
	readonly env: readonly (readonly [name: string, value: string])[];
	readonly labels: readonly (readonly [name: string, value: string])[];
	readonly ports: readonly string[];
	readonly volumes: readonly string[];
	/** Instructions that no image of containerd's keeps. */
	readonly lost: readonly string[];
};

/** Source: moby builder/dockerfile validCommitCommands, and how dispatchers.go reads each. */
export function readChanges(values: readonly string[]): ImageChanges | TranslateError {
	const set: Record<string, string | readonly string[] | null> = {};
	const env: [string, string][] = [];
	const labels: [string, string][] = [];
	const ports: string[] = [];
	const volumes: string[] = [];
	const lost: string[] = [];
	for (const value of values) {
		const [, word = '', rest = ''] = /^\s*(\S+)\s*(.*?)\s*$/s.exec(value) ?? [];
		const instruction = word.toUpperCase();
		if (rest === '') return {error: `${word === '' ? 'a change' : instruction} needs an argument`};
		if (instruction === 'CMD') set.Cmd = command(rest);
		else if (instruction === 'ENTRYPOINT') {
			set.Entrypoint = command(rest);
			set.Cmd ??= null;
		} else if (instruction === 'ENV') env.push(...pairs(rest));
		else if (instruction === 'LABEL') labels.push(...pairs(rest));
		else if (instruction === 'EXPOSE')
			ports.push(...words(rest).map(port => (port.includes('/') ? port : `${port}/tcp`)));
		else if (instruction === 'VOLUME') volumes.push(...(list(rest) ?? words(rest)));
		else if (Object.hasOwn(single, instruction)) set[single[instruction] as string] = unquoted(rest);
		else if (instruction === 'ONBUILD' || instruction === 'HEALTHCHECK') lost.push(instruction);
		else return {error: `unknown instruction: ${instruction}`};
	}
	return {set, env, labels, ports, volumes, lost};
}

const single: Readonly<Record<string, string>> = {STOPSIGNAL: 'StopSignal', USER: 'User', WORKDIR: 'WorkingDir'};

/** In brackets the words themselves, else a line for a shell. */
function command(rest: string): readonly string[] {
	return list(rest) ?? ['/bin/sh', '-c', rest];
}

function list(rest: string): readonly string[] | undefined {
	if (!rest.startsWith('[')) return undefined;
	try {
		const value: unknown = JSON.parse(rest);
		return Array.isArray(value) && value.every(word => typeof word === 'string') ? value : undefined;
	} catch {
		return undefined;
	}
}

/** `A=1 B="two words"`, or as it once was: `A all of the rest`. */
function pairs(rest: string): [string, string][] {
	const all = words(rest);
	if (!(all[0] ?? '').includes('=')) {
		const [, name = '', value = ''] = /^(\S+)\s*(.*)$/s.exec(rest) ?? [];
		return [[name, value]];
	}
	return all.map(word => {
		const at = word.indexOf('=');
		return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
	});
}

function words(rest: string): readonly string[] {
	return (rest.match(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'\\])+/gs) ?? []).map(unquoted);
}

function unquoted(word: string): string {
	return word.replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/gs, (_all, double, one, other) =>
		double === undefined ? (one ?? other) : double.replace(/\\(.)/gs, '$1'),
	);
}
