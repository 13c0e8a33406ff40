import {type Document, isMap, isScalar, type Node, type Pair, parseDocument, stringify} from 'yaml';

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
	// A kubelet takes a key that stands twice, and goes by the last one (seen on 1.30.4).
	const document = parseDocument(text, {uniqueKeys: false, logLevel: 'silent'});
	const [problem] = document.errors;
	if (problem) throw new Error(`not YAML: ${problem.message.split('\n')[0] ?? ''}`);
	const node = lastAt(document, keys);
	if (isScalar(node) && node.value === value) return text;
	const written = stringify(value).trimEnd();
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

function lastAt(document: Document, keys: readonly string[]): Node | undefined {
	let node = document.contents as Node | null | undefined;
	for (const key of keys) {
		if (!isMap(node)) return undefined;
		const pair = (node.items as Pair[]).findLast(each => isScalar(each.key) && each.key.value === key);
		node = pair?.value as Node | null | undefined;
	}
	return node ?? undefined;
}
