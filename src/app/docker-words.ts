/** Every word that a docker command can begin with. A test compares them with the grammar, which is not loaded for each `:`. */
const words = new Set(
	`
	attach build builder buildx checkpoint commit completion compose config container context cp
	create debug desktop diff events exec export extension history image images import info init
	inspect kill load login logout logs manifest mcp model network node pause plugin port ps pull push
	rename restart rm rmi run save sbom scout search secret service stack start stats stop swarm
	system tag top trust unpause update version volume wait
`
		.trim()
		.split(/\s+/),
);

/** Words which mean a list here, and with a name behind them something else in docker: `top web`, `image ls`. */
const otherwiseWithName = new Set(['top', 'container', 'image']);

/**
 * A docker line that was typed without `docker`, as the translator takes it: `rmi nginx`, `ps -a`, `exec web ls`. Nothing
 * where it is a word of the console and nothing but a name follows it: `ps`, `logs web`.
 * @param isOurs the console has a command of that name
 */
export function asDockerLine(line: string, isOurs: boolean): string | undefined {
	const [word = '', argument, ...more] = line.trim().split(/\s+/);
	if (!words.has(word)) return undefined;
	const isDockers =
		!isOurs ||
		argument?.startsWith('-') ||
		(argument !== undefined && otherwiseWithName.has(word)) ||
		(word === 'exec' && more.length > 0);
	return isDockers ? `docker ${line.trim()}` : undefined;
}

/** A word that means something in docker alone: `container` is too near to a list of ours. */
export function isDockerWord(word: string): boolean {
	return words.has(word) && !otherwiseWithName.has(word);
}

/** Words of docker that begin so. */
export function dockerWordsLike(beginning: string): readonly string[] {
	return [...words].filter(word => word.startsWith(beginning) && word !== beginning);
}
