import {parse, TomlError} from 'smol-toml';
import type {TomlTable} from '../../model/node-runtimes.ts';
import type {ConfigFile, Setting} from '../../model/node-snapshot.ts';

/** A TOML file with the line of every key; broken where it does not parse. */
export function readToml(
	path: string,
	text: string,
): ConfigFile & {readonly data?: TomlTable; readonly version?: number} {
	const settings = settingsOf(path, text);
	try {
		const data = parse(text) as TomlTable;
		const version = Number(data.version);
		return {path, text, settings, data, ...(Number.isInteger(version) ? {version} : {})};
	} catch (error) {
		if (!(error instanceof TomlError)) throw error;
		const message = error.message.replace(/^Invalid TOML document: /, '').split('\n')[0] ?? '';
		return {path, text, settings, broken: {line: error.line, message}};
	}
}

/** Table and key of every line that sets something: `plugins."io.containerd.grpc.v1.cri".sandbox_image`. */
function settingsOf(path: string, text: string): readonly Setting[] {
	let table = '';
	return text.split('\n').flatMap((raw, index): Setting[] => {
		const line = raw.trim();
		const header = /^\[\[?\s*(.+?)\s*\]\]?\s*(#.*)?$/.exec(line);
		if (header && !/^[^"']*=/.test(line)) {
			table = header[1] ?? '';
			return [{name: table, value: '', path, line: index + 1}];
		}
		const [, key, value] = /^("[^"]*"|'[^']*'|[\w.-]+)\s*=\s*(.*)$/.exec(line) ?? [];
		if (key === undefined || value === undefined) return [];
		return [{name: table === '' ? key : `${table}.${key}`, value: unquoted(value), path, line: index + 1}];
	});
}

function unquoted(value: string): string {
	const [, double, single] = /^(?:"([^"]*)"|'([^']*)')/.exec(value) ?? [];
	return double ?? single ?? value.replace(/\s*#.*$/, '');
}
