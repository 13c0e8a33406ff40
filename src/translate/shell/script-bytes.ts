/** Lone surrogates stand for bytes that are not UTF-8: 0xDC80 + 0x00…0x7F for 0x80…0xFF. No UTF-8 text has them. */
const lone = /[\udc80-\udcff]/u;

/** A file as text, with nothing lost: `encodeScript` gives its bytes back. */
export function decodeScript(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);
	} catch {
		return decodePieces(bytes);
	}
}

/** The bytes of a text from `decodeScript`, or what became of it; the text itself where it is UTF-8 all over. */
export function encodeScript(text: string): string | Uint8Array {
	if (!lone.test(text)) return text;
	const encoder = new TextEncoder();
	const pieces = text.split(new RegExp(`(${lone.source})`, 'u')).map(piece => {
		const isByte = piece.length === 1 && lone.test(piece);
		return isByte ? Uint8Array.of(piece.charCodeAt(0) & 0xff) : encoder.encode(piece);
	});
	const bytes = new Uint8Array(pieces.reduce((sum, {length}) => sum + length, 0));
	let at = 0;
	for (const piece of pieces) {
		bytes.set(piece, at);
		at += piece.length;
	}
	return bytes;
}

function decodePieces(bytes: Uint8Array): string {
	const decoder = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});
	let text = '';
	let from = 0;
	for (let at = 0; at < bytes.length; ) {
		const length = sequenceAt(bytes, at);
		if (length > 0) {
			at += length;
			continue;
		}
		text += decoder.decode(bytes.subarray(from, at)) + String.fromCharCode(0xdc00 + (bytes[at] ?? 0));
		at += 1;
		from = at;
	}
	return text + decoder.decode(bytes.subarray(from));
}

/** Bytes of the UTF-8 sequence that begins here, 0 where there is none. Source: RFC 3629, section 4. */
function sequenceAt(bytes: Uint8Array, at: number): number {
	const first = bytes[at] ?? 0;
	if (first < 0x80) return 1;
	if (first < 0xc2 || first > 0xf4) return 0;
	const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
	const second = bytes[at + 1] ?? 0;
	const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
	const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
	if (second < lowest || second > highest) return 0;
	for (let next = at + 2; next < at + length; next++) if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 0;
	return length;
}
