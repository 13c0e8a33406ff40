/** What an error that was handed from caller to caller says first and last. */
export type Apart = {
	/** What was tried: `MountVolume.SetUp failed for volume "data"`. */
	readonly tried: string;
	/** Why it failed: `open /run/flannel/subnet.env: no such file or directory`. */
	readonly reason: string;
};

const longest = 200;
/** What klog and logfmt put behind the error: of which pod, container, file. */
const fieldsBehind = /(?:"? (?!err=|error=)[A-Za-z][\w./-]{0,40}=(?:"[^"]{0,200}"|[^\s"]{1,200})){1,12}"?$/;
const codes = /\b(?:rpc error: )?code = \w{2,20} desc = /g;
/** An errno and the like says nothing without what it is said of. */
const ofWhat = /^[a-z][\w' -]{1,60}$/i;

/** Take a wrapped error apart at its colons; undefined where there is but one piece. */
export function takenApart(message: string): Apart | undefined {
	const bare = message.slice(0, 4000).replace(fieldsBehind, '').replaceAll(codes, '');
	const pieces = bare
		.replace(/(?:: )?unknown"?\)?$/, '')
		.split(/: |"? (?:err|error)="?/)
		.map(trimmed)
		.filter(piece => piece !== '');
	const [tried, last] = [pieces[0], pieces.at(-1)];
	if (tried === undefined || last === undefined || pieces.length < 2) return undefined;
	const before = pieces.length > 2 && ofWhat.test(last) ? `${pieces.at(-2)}: ` : '';
	return {tried: cut(tried), reason: cut(`${before}${last}`)};
}

function trimmed(piece: string): string {
	return piece.replaceAll(/^[\s"'([{]+|[\s"'\])},.;]+$/g, '');
}

function cut(text: string): string {
	return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
