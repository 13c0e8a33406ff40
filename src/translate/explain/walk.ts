/** What a word is among flags and arguments, and the flags that it holds, or whose value it is. */
export type Walked = {
	readonly word: string;
	readonly is: 'flag' | 'value' | 'argument' | 'end-of-flags';
	readonly names: readonly string[];
};

/** The flags in one word that begins with a hyphen; `waits` where the value of the last is the next word. */
export type FlagsIn = (word: string) => {readonly names: readonly string[]; readonly waits: boolean};

/** Every word, in order. `stops`: the first argument ends the flags. */
export function walk(words: readonly string[], stops: boolean, flagsIn: FlagsIn): readonly Walked[] {
	const walked: Walked[] = [];
	let open: string | undefined;
	let ended = false;
	for (const word of words) {
		if (open !== undefined) {
			walked.push({word, is: 'value', names: [open]});
			open = undefined;
		} else if (ended || !word.startsWith('-') || word === '-') {
			walked.push({word, is: 'argument', names: []});
			ended ||= stops;
		} else if (word === '--') {
			walked.push({word, is: 'end-of-flags', names: []});
			ended = true;
		} else {
			const {names, waits} = flagsIn(word);
			walked.push({word, is: 'flag', names});
			open = waits ? names.at(-1) : undefined;
		}
	}
	return walked;
}
