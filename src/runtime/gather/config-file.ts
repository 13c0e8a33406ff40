import {isMap, isScalar, isSeq, LineCounter, parseDocument} from 'yaml';
import type {ConfigFile, Setting} from '../../model/node-snapshot.ts';

/** A YAML (or JSON) file with the line of every value; broken where it does not parse. */
export function readYaml(path: string, raw: string): ConfigFile & {readonly data?: unknown} {
	const text = fromMarkedUtf16(raw);
	const lineCounter = new LineCounter();
	const document = parseDocument(text, {lineCounter, logLevel: 'silent', strict: false, uniqueKeys: false});
	const [error] = document.errors;
	if (error) {
		const line = error.linePos?.[0].line;
		return {
			path,
			text,
			settings: [],
			broken: {...(line === undefined ? {} : {line}), message: firstLine(error.message)},
		};
	}
	const settings: Setting[] = [];
	visit(document.contents, [], 0);
	return {path, text, settings, data: document.toJS({maxAliasCount: 50})};

	function visit(node: unknown, names: readonly string[], at: number): void {
		if (isMap(node)) {
			for (const {key, value} of node.items) {
				const start = isScalar(key) ? (key.range?.[0] ?? at) : at;
				visit(value, [...names, String(isScalar(key) ? key.value : key)], start);
			}
		} else if (isSeq(node)) {
			for (const [index, item] of node.items.entries())
				visit(item, [...names, String(index)], isScalar(item) ? (item.range?.[0] ?? at) : at);
		} else {
			const value = isScalar(node) ? node.value : '';
			settings.push({name: names.join('.'), value: String(value ?? ''), path, line: lineCounter.linePos(at).line});
		}
	}
}

/** A JSON file of docker or CNI: broken where it does not parse, with the line. */
export function readJson(path: string, text: string): ConfigFile & {readonly data?: Readonly<Record<string, unknown>>} {
	const settings = keysByLine(path, text);
	try {
		// A byte order mark at the start is skipped by dockerd too.
		const data: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
		if (typeof data !== 'object' || data === null || Array.isArray(data))
			return {path, text, settings, broken: {line: 1, message: 'it is no JSON object'}};
		return {path, text, settings, data: data as Readonly<Record<string, unknown>>};
	} catch (error) {
		const yaml = parseDocument(text, {logLevel: 'silent', strict: true});
		const line = yaml.errors[0]?.linePos?.[0].line ?? lineOfPosition(text, (error as Error).message);
		return {path, text, settings: [], broken: {line, message: firstLine((error as Error).message)}};
	}
}

function keysByLine(path: string, text: string): readonly Setting[] {
	return text.split('\n').flatMap((line, index) =>
		[...line.matchAll(/"([\w-]+)"\s*:\s*([^,{}]*)/g)].map(([, name = '', value = '']) => ({
			name,
			value: value.trim(),
			path,
			line: index + 1,
		})),
	);
}

/** Node says `at position 18`, Bun says nothing of the place. */
function lineOfPosition(text: string, message: string): number {
	const position = /position (\d+)/.exec(message)?.[1];
	return position === undefined ? 1 : text.slice(0, Number(position)).split('\n').length;
}

export function firstLine(text: string): string {
	return text.split('\n')[0] ?? text;
}

/** UTF-16 with its mark, which was read as UTF-8: whoever reads YAML takes it. Seen on kubelet 1.30.4. */
function fromMarkedUtf16(text: string): string {
	const marked = text.startsWith('\uFFFD\uFFFD') && text.split('\0').length > text.length / 4;
	return marked ? text.slice(2).replaceAll('\0', '') : text;
}
