/**
 * Text from the node made harmless: what is left moves no cursor, changes no colour and turns no direction.
 *
 * Removed: CSI, OSC, DCS, APC, PM and SOS sequences with their payload, lone escapes, C0 and C1 controls, bidirectional
 * and invisible format characters. A tab becomes a space; line breaks are the caller's (see `lines`).
 */
export function plainText(text: string): string {
	if (printable.test(text) || !suspicious.test(text)) return text;
	return text.replace(sequences, '').replaceAll('\t', ' ').replace(controls, '');
}

/** The same on one line. */
export function oneLine(text: string): string {
	return printable.test(text) ? text : plainText(text.replaceAll(/[\r\n]+/g, ' '));
}

/** Nearly all text is; the wider pattern takes ten times as long to compile. */
const printable = /^[ -~]*$/;

/** Harmless lines of a longer text: CRLF, LF and lone CR all end a line. */
export function plainLines(text: string): readonly string[] {
	return text.split(/\r\n|\n|\r/).map(plainText);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const controls = /[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const suspicious = /[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/;
const sequences =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
	/(?:\x1b\[|\x9b)[\x20-\x3f]*[\x40-\x7e]?|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?|\x1b[\x20-\x2f]*[\x30-\x7e]?/g;
