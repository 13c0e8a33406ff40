/** What people type who think of another program, and what docker calls it. */
const meant: Readonly<Record<string, string>> = {
	bash: 'exec',
	clean: 'system prune',
	cleanup: 'system prune',
	connect: 'exec',
	copy: 'cp',
	delete: 'rm',
	describe: 'inspect',
	destroy: 'rm',
	df: 'system df',
	down: 'compose down',
	download: 'pull',
	enter: 'exec',
	get: 'ps',
	help: 'help',
	ip: 'inspect',
	journal: 'logs',
	list: 'ps',
	log: 'logs',
	login: 'login',
	ls: 'ps',
	machine: 'context',
	memory: 'stats',
	monitor: 'stats',
	mv: 'rename',
	processes: 'top',
	prune: 'system prune',
	reload: 'restart',
	remove: 'rm',
	resume: 'unpause',
	scan: 'scout',
	sh: 'exec',
	shell: 'exec',
	show: 'inspect',
	ssh: 'exec',
	status: 'ps',
	tail: 'logs',
	up: 'compose up',
	upload: 'push',
	usage: 'system df',
};

/** docker's command for a word that it does not have; undefined where nothing is near enough to be meant. */
export function nearestCommand(words: readonly string[], wrong: string, isFirst: boolean): string | undefined {
	const other = isFirst && Object.hasOwn(meant, wrong) ? meant[wrong] : undefined;
	if (other !== undefined) return other;
	// A blank was forgotten: `exec-it`, `logs-f`.
	const glued = words.find(word => wrong.startsWith(`${word}-`));
	return glued ?? nearestWord(words, wrong);
}

/** The word that takes the fewest changes, a letter in three at most; one that it begins, where there is only one. */
export function nearestWord(words: readonly string[], wrong: string): string | undefined {
	if (wrong.length < 2) return undefined;
	const begun = words.filter(word => word.startsWith(wrong));
	if (begun.length === 1) return begun[0];
	if (wrong.length < 3) return undefined;
	const most = Math.max(1, Math.floor(wrong.length / 3));
	let best: {readonly word: string; readonly distance: number} | undefined;
	for (const word of words) {
		const distance = distanceOf(wrong, word);
		if (distance <= most && (best === undefined || distance < best.distance)) best = {word, distance};
	}
	return best?.word;
}

/** Letters to change, add, take away, or to swap with the next one. Source: optimal string alignment. */
function distanceOf(one: string, other: string): number {
	let [before, last]: number[][] = [[], Array.from({length: other.length + 1}, (_, index) => index)];
	for (let row = 1; row <= one.length; row++) {
		const now = [row];
		for (let column = 1; column <= other.length; column++) {
			const same = one[row - 1] === other[column - 1];
			const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
			now[column] = Math.min(
				(last?.[column] ?? 0) + 1,
				(now[column - 1] ?? 0) + 1,
				(last?.[column - 1] ?? 0) + (same ? 0 : 1),
				swapped ? (before?.[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
			);
		}
		[before, last] = [last ?? [], now];
	}
	return last?.[other.length] ?? Number.POSITIVE_INFINITY;
}
