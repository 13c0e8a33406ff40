import type {DockerFlag, DockerFlags} from './grammar.ts';
import type {TranslateError} from './types.ts';

export type FlagsRead = {
	/** Values by the flag's long name, in the order typed; a bool is `true` or `false`. */
	readonly flags: ReadonlyMap<string, readonly string[]>;
	readonly rest: readonly string[];
	readonly help: boolean;
};

/**
 * Read flags as docker does (pflag): `-aq`, `-n5`, `-n=5`, `--last=5`, `--last 5`, `--all=false`, `--` ends them.
 *
 * @param stops True where the first argument ends them too.
 */
export function readFlags(
	words: readonly string[],
	known: DockerFlags,
	stops: boolean,
	command: string,
): FlagsRead | TranslateError {
	const flags = new Map<string, string[]>();
	const rest: string[] = [];
	let help = false;
	for (let at = 0; at < words.length; at++) {
		const word = words[at] ?? '';
		if (word === '--') {
			for (const word of words.slice(at + 1)) rest.push(word);
			break;
		}
		if (!word.startsWith('-') || word === '-') {
			rest.push(word);
			if (!stops) continue;
			for (const word of words.slice(at + 1)) rest.push(word);
			break;
		}
		if (word === '--help' || (word === '-h' && !hasShort(known, 'h'))) {
			help = true;
			continue;
		}
		const read = word.startsWith('--') ? readLong(word, known, command) : readCluster(word, known, command);
		if ('error' in read) return read;
		for (const {name, value} of read.found) {
			const flag = known[name] as DockerFlag;
			const given = value ?? (flag.type === 'bool' ? 'true' : words[++at]);
			if (given === undefined) return {error: `docker ${command}: ${spelled(word, name)} needs a value`};
			const wrong = value === undefined && flag.type === 'bool' ? undefined : wrongValue(flag, given);
			if (wrong !== undefined)
				return {error: `docker ${command}: ${spelled(word, name)} takes ${wrong}, not '${given}'`};
			const key = flag.same ?? name;
			flags.set(key, [...(flags.get(key) ?? []), flag.type === 'bool' ? String(isTrue(given)) : given]);
		}
	}
	return {flags, rest, help};
}

type Read = {readonly found: ReadonlyArray<{readonly name: string; readonly value?: string}>};

function readLong(word: string, known: DockerFlags, command: string): Read | TranslateError {
	const equals = word.indexOf('=');
	const name = word.slice(2, equals < 0 ? undefined : equals);
	if (!Object.hasOwn(known, name)) return unknownFlag(`--${name}`, command);
	return {found: [{name, ...(equals < 0 ? {} : {value: word.slice(equals + 1)})}]};
}

function readCluster(word: string, known: DockerFlags, command: string): Read | TranslateError {
	const found: Array<{name: string; value?: string}> = [];
	for (let at = 1; at < word.length; at++) {
		const letter = word[at] ?? '';
		const name = Object.keys(known).find(candidate => known[candidate]?.short === letter);
		if (name === undefined) return unknownFlag(`-${letter}`, command);
		const after = word.slice(at + 1);
		if (after.startsWith('=')) return {found: [...found, {name, value: after.slice(1)}]};
		if (known[name]?.type === 'bool') found.push({name});
		else return {found: [...found, {name, ...(after === '' ? {} : {value: after})}]};
	}
	return {found};
}

function unknownFlag(flag: string, command: string): TranslateError {
	return {error: `${command === '' ? 'docker' : `docker ${command}`} has no flag ${flag}`};
}

function hasShort(known: DockerFlags, letter: string): boolean {
	return Object.values(known).some(({short}) => short === letter);
}

function spelled(word: string, name: string): string {
	return word.startsWith('--') ? `--${name}` : word.slice(0, 2);
}

/** What a value should have been, or undefined where it is fine. */
function wrongValue({type}: DockerFlag, value: string): string | undefined {
	if (type === 'bool' && !/^(1|0|t|f|true|false)$/i.test(value)) return 'true or false';
	if (/^(int|uint\d*)$/.test(type) && !/^[+-]?(0x[0-9a-f]+|\d+)$/i.test(value)) return 'a number';
	if (type === 'decimal' && !/^[+-]?(\d+\.?\d*|\.\d+)$/.test(value)) return 'a decimal number';
	if (type === 'bytes' && !/^-?\d+(\.\d+)?\s*[kmgtp]?i?b?$/i.test(value)) return 'a size such as 512m';
	if (type === 'duration' && !/^[+-]?(0|(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+)$/.test(value))
		return 'a duration such as 30s';
	return undefined;
}

function isTrue(value: string): boolean {
	return value === 'true' || /^(1|t|true)$/i.test(value);
}
