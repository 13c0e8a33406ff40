import {isMap, isScalar, parseDocument, stringify} from 'yaml';

/**
 * Set keys of a YAML file by their dotted paths; all else stays byte for byte, but where a key deep within is new: there the
 * file is written anew, with its comments. Without a file, a new one with just these. Throws where the text is not YAML.
 */
export function editYaml(
	text: string | undefined,
	values: Readonly<Record<string, string | number | boolean>>,
): string {
	let edited = text ?? '';
	for (const [path, value] of Object.entries(values)) edited = setKey(edited, path.split('.'), value);
	return edited;
}

function setKey(text: string, keys: readonly string[], value: string | number | boolean): string {
	const document = parseDocument(text);
	const [problem] = document.errors;
	if (problem) throw new Error(`not YAML: ${problem.message.split('\n')[0] ?? ''}`);
	if (document.getIn(keys) === value) return text;
	const written = stringify(value).trimEnd();
	const node = document.getIn(keys, true);
	if (isScalar(node) && node.range) return text.slice(0, node.range[0]) + written + text.slice(node.range[1]);
	const [key] = keys;
	const isPlain = document.contents === null || (isMap(document.contents) && !document.contents.flow);
	if (
		keys.length === 1 &&
		key !== undefined &&
		isPlain &&
		!/^(---|\.\.\.)\s*$/m.test(text.trimEnd().split('\n').at(-1) ?? '')
	) {
		return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${key}: ${written}\n`;
	}
	document.setIn(keys, value);
	return document.toString({lineWidth: 0});
}
