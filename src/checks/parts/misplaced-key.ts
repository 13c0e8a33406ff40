import {valueAt} from '../../model/containerd-config.ts';
import type {TomlTable} from '../../model/node-runtimes.ts';
import type {ConfigFile, Setting} from '../../model/node-snapshot.ts';
import {likest} from './likest.ts';

/** What `sed -i -e … FILE` takes: lines are counted as they were, so that several stand beside each other. */
export type Edit = string;

/** Options of runc are taken over as they are, and read by the shim alone. Source: containerd runtime/v2/runc/options. */
export const runcOptions =
	'BinaryName CriuImagePath CriuPath CriuWorkPath IoGid IoUid NoNewKeyring NoPivotRoot Root ShimCgroup SystemdCgroup TaskApiAddress TaskApiVersion'.split(
		' ',
	);

/**
 * Where a key without effect is sure to belong: under a name of its table that differs in a letter or two, or in the only
 * table of containerd's that has it. One that would do harm there, and does nothing where it is, goes. Nothing where that
 * is not sure, or where the key is set there already.
 */
export function putRight(
	file: ConfigFile & {readonly data?: TomlTable},
	{name, line}: Setting,
	effective: TomlTable,
	isUnwanted: (key: string, value: string) => boolean = () => false,
): readonly Edit[] | undefined {
	const written = file.text.split('\n')[line - 1] ?? '';
	const [, indent = '', key, value = ''] = /^(\s*)([\w-]+)\s*=\s*(.+?)\s*$/.exec(written) ?? [];
	if (key === undefined || !isWhole(value) || file.data === undefined) return undefined;
	const path = pathOf(name);
	const table = path.slice(0, -1);
	const meant = likest(key, keysOf(table, effective));
	if (meant !== undefined && valueAt(file.data, ...table, meant) === undefined)
		return isUnwanted(meant, value) ? [`${line}d`] : [`${line}s|${key}|${meant}|`];
	if (isUnwanted(key, value)) return [`${line}d`];
	const homes = runcOptions.includes(key) ? optionsOfRunc(file.data, effective) : tablesWith(key, effective);
	const [home] = homes;
	if (home === undefined || homes.length > 1 || valueAt(file.data, ...home, key) !== undefined) return undefined;
	const header = headerOf(file.text, home);
	if (header === undefined) return undefined;
	return [`${line}d`, `${header}a\\${indent}${written.trim().replaceAll('\\', '\\\\')}`];
}

/** One line has all of it. */
function isWhole(value: string): boolean {
	return /^(true|false|-?\d[\d_.]*|"(?:[^"\\]|\\.)*"|'[^']*')$/.test(value);
}

function keysOf(table: readonly string[], effective: TomlTable): readonly string[] {
	if (table.at(-1) === 'options') return runcOptions;
	const found = valueAt(effective, ...table);
	return typeof found === 'object' && found !== null ? Object.keys(found) : [];
}

/** `options` of each runtime of runc: one where there is one runtime. */
function optionsOfRunc(data: TomlTable, effective: TomlTable): ReadonlyArray<readonly string[]> {
	const tables = [...tablesWith('runtime_type', data), ...tablesWith('runtime_type', effective)];
	const runc = tables.filter(path => {
		const type = valueAt(data, ...path, 'runtime_type') ?? valueAt(effective, ...path, 'runtime_type');
		return /\.runc\.v\d$/.test(String(type)) && path.at(-2) === 'runtimes';
	});
	return [...new Map(runc.map(path => [path.join('\0'), [...path, 'options']])).values()];
}

function tablesWith(key: string, table: TomlTable, path: readonly string[] = []): ReadonlyArray<readonly string[]> {
	const here = Object.hasOwn(table, key) && typeof table[key] !== 'object' ? [path] : [];
	const below = Object.entries(table).flatMap(([name, value]) =>
		typeof value === 'object' && value !== null && !Array.isArray(value)
			? tablesWith(key, value as TomlTable, [...path, name])
			: [],
	);
	return [...here, ...below];
}

/** The line of `[plugins."…".containerd]`, however its parts are quoted; 1 and up. */
function headerOf(text: string, table: readonly string[]): number | undefined {
	const at = text.split('\n').findIndex(line => {
		const [, name] = /^\s*\[([^[\]]+)\]\s*(?:#.*)?$/.exec(line) ?? [];
		return name !== undefined && pathOf(name).join('\0') === table.join('\0');
	});
	return at < 0 ? undefined : at + 1;
}

/** `plugins."io.containerd.grpc.v1.cri".registry` in its parts. */
export function pathOf(name: string): readonly string[] {
	return [...name.matchAll(/"([^"]*)"|'([^']*)'|([^.\s"']+)/g)].map(
		([, double, single, bare]) => double ?? single ?? bare ?? '',
	);
}
