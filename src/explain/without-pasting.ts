/** Every line of a journal is so: nothing to look for. */
const plain = /^[A-Za-z][ -~]*$/;
const quotes: Readonly<Record<string, string>> = {
	'“': '"',
	'”': '"',
	'„': '"',
	'‘': "'",
	'’': "'",
	'\u00a0': ' ',
	'–': '-',
};
/** Quoting of a mail, a list, the lines of an editor or of grep, the time and the stream of a log file of the CRI. */
const before =
	/^\s{0,40}(?:(?:>\s?){1,5}|[-*•]\s(?=\S)|\d{1,7}[:|]\s?(?=\S)|\d{4}-\d\d-\d\dT[\d:.]{8,18}(?:Z|[+-]\d\d:\d\d) std(?:out|err) [FP] )/;

/** A line without what a page, a mail, an editor or a shell put around it, and with the quotes that were typed. */
export function withoutPasting(text: string): string {
	if (plain.test(text)) return text;
	return text.replace(/[“”„‘’\u00a0–]/g, character => quotes[character] ?? character).replace(before, '');
}
