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
	'&quot;': '"',
	'&#34;': '"',
	'&#39;': "'",
	'&lt;': '<',
	'&gt;': '>',
	'&amp;': '&',
};
const entities = /&(?:quot|#34|#39|lt|gt|amp);/g;
/** Quoting of a mail, a list, the lines of an editor or of grep, the time and the stream of a log file of the CRI. */
const before =
	/^\s{0,40}(?:(?:>\s?){1,5}|[-*•]\s(?=\S)|\d{1,7}[:|]\s?(?=\S)|\d{4}-\d\d-\d\dT[\d:.]{8,18}(?:Z|[+-]\d\d:\d\d) std(?:out|err) [FP] |"?(?:message|msg|stderr|stdout)"?: {1,4}["'])/;

/** A line without what a page, a mail, an editor or a shell put around it, and with the quotes that were typed. */
export function withoutPasting(text: string): string {
	const typed = text.includes('&') ? text.replace(entities, name => quotes[name] ?? name) : text;
	if (plain.test(typed) && !typed.startsWith('m')) return typed;
	return typed.replace(/[“”„‘’\u00a0–]/g, character => quotes[character] ?? character).replace(before, '');
}
