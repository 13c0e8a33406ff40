import type {Arg} from '../types.ts';

/**
 * A program in a container with the variables of files: `start` begins it, `command` is `env …` or the program. Nothing of this reads
 * files, so a small program of sh puts their lines before it, for `env` in the container.
 */
export function withEnvFiles(
	files: readonly string[],
	start: readonly Arg[],
	command: readonly string[],
): readonly [string, ...Arg[]] {
	const given: Arg[] = [];
	const words = start.map(word => {
		if (typeof word === 'string' && /^[\w.:=/-]+$/.test(word)) return word;
		given.push(word);
		return `"$v${given.length}"`;
	});
	const values = given.map((_word, index) => `v${index + 1}=$${files.length + index + 1}`);
	const read = files.map(
		(_file, index) =>
			`while IFS= read -r line || [ -n "$line" ]; do case $line in [!#]*=*) set -- "$@" "$line" ;; esac; done <"$f${index + 1}" || exit 1`,
	);
	const program = [
		[...files.map((_file, index) => `f${index + 1}=$${index + 1}`), ...values].join(' '),
		`shift ${files.length + given.length}; n=$#`,
		...read,
		// What was there before goes behind the lines of the files.
		'while [ "$n" -gt 0 ]; do set -- "$@" "$1"; shift; n=$((n - 1)); done',
	];
	const env = command[0] === 'env' ? command.slice(1) : command;
	return ['sh', '-c', `${program.join('; ')}; exec ${words.join(' ')} env "$@"`, 'sh', ...files, ...given, ...env];
}
