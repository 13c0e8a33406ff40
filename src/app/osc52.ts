/** What stands between the program and the person's own terminal. */
export type Multiplexer = 'none' | 'tmux' | 'screen';

export type ClipboardSequence = {readonly sequence: string; readonly note?: string} | {readonly error: string};

/** Base64 characters that terminals take: xterm drops longer sequences, and so do hterm and others. Source: xterm's 100 kB for strings, k9s and vim-oscyank stay below 74,994. */
const longest = 74_994;
/** GNU screen takes strings of 768 bytes; 4.0 took 256. */
const screenChunk = 76;

/**
 * The sequence that puts a text on the clipboard of the terminal at the other end of the SSH connection (OSC 52).
 *
 * tmux gets it twice: for itself (`set-clipboard on`), and wrapped for the terminal around it (`allow-passthrough on`).
 */
export function clipboardSequence(text: string, multiplexer: Multiplexer): ClipboardSequence {
	const encoded = Buffer.from(text, 'utf8').toString('base64');
	if (encoded.length > longest)
		return {error: `${text.length} characters are more than a terminal takes; ctrl-s saves it as a file`};
	const plain = `\u001b]52;c;${encoded}\u0007`;
	switch (multiplexer) {
		case 'none':
			return {sequence: plain};
		case 'tmux':
			return {
				sequence: `${plain}\u001bPtmux;${plain.replaceAll('\u001b', '\u001b\u001b')}\u001b\\`,
				note: 'tmux passes it on with set-clipboard on, or allow-passthrough on',
			};
		case 'screen': {
			const pieces = plain.match(new RegExp(`[\\s\\S]{1,${screenChunk}}`, 'g')) ?? [];
			return {sequence: pieces.map(piece => `\u001bP${piece}\u001b\\`).join('')};
		}
	}
}

/** sudo drops TMUX and STY, SSH passes neither: then TERM tells. `screen…` is tmux too, until it is told otherwise. */
export function multiplexerOf(env: Readonly<Record<string, string | undefined>>): Multiplexer {
	const term = env.TERM ?? '';
	if (env.TMUX || term.startsWith('tmux')) return 'tmux';
	return env.STY || term.startsWith('screen') ? 'screen' : 'none';
}
