import type {Reader} from '../../host/host.ts';
import {registryFolders, textAt} from '../../model/containerd-config.ts';
import type {ContainerdPlugin, ContainerdSnapshot, TomlTable} from '../../model/node-runtimes.ts';
import type {ConfigFile, DaemonProcess, Setting, TextFile, Unit} from '../../model/node-snapshot.ts';
import {known} from '../../model/node-snapshot.ts';
import {readVersion} from '../versions.ts';
import {binaryOf} from './kubelet.ts';
import {Absent, answerOf, namesIn, needSocket, part, textIfAny, textOfFile} from './part.ts';
import {readToml} from './toml.ts';

const usualAddress = '/run/containerd/containerd.sock';

/** containerd: what it is told, what it makes of it, and which of its plugins work. */
export async function gatherContainerd(
	reader: Reader,
	unit: Unit | undefined,
	processes: readonly DaemonProcess[],
): Promise<ContainerdSnapshot> {
	const docker = processes.find(({name}) => name === 'dockerd');
	const daemon = processes.find(
		({name, pid, argv}) =>
			name === 'containerd' &&
			(unit?.mainPid === undefined ? !isDockersOwn(argv, docker?.argv ?? []) : unit.mainPid === pid),
	);
	const started = daemon?.argv ?? startOf(unit);
	const configPath = valueIn(started, '--config', '-c') ?? '/etc/containerd/config.toml';
	const folder = configPath.slice(0, configPath.lastIndexOf('/'));
	const binary = await part(() => findBinary(reader, unit));
	const program = known(binary) ?? 'containerd';
	const [version, config, effective, beside] = await Promise.all([
		part(async () => versionIn(await answerOf(reader, [program, '--version']))),
		part(async () => readToml(configPath, await textOfFile(reader, configPath))),
		part(async () => dumped(await answerOf(reader, [program, '--config', configPath, 'config', 'dump']))),
		namesIn(reader, folder),
	]);
	const data = known(effective) ?? known(config)?.data;
	const address = valueIn(started, '--address', '-a') ?? textAt(data, 'grpc', 'address') ?? usualAddress;
	const [plugins, imports, hosts] = await Promise.all([
		part(async () => {
			await needSocket(reader, address);
			return parsePlugins(await answerOf(reader, ['ctr', '--address', address, '--timeout', '2s', 'plugins', 'ls']));
		}),
		readImports(reader, importsOf(known(config)?.data, configPath)),
		readHosts(reader, foldersOfHosts(data)),
	]);
	return {
		binary,
		version,
		configPath,
		config,
		imports,
		effective,
		plugins,
		address,
		...hosts,
		backups: beside.filter(name => /^config\.toml[.~_-]/.test(name)).map(name => `${folder}/${name}`),
	};
}

async function findBinary(reader: Reader, unit: Unit | undefined): Promise<string> {
	const found = binaryOf(unit) ?? (await reader.findProgram('containerd'));
	if (found === undefined) throw new Absent('there is no containerd on this node');
	return found;
}

function versionIn(text: string): string {
	const version = readVersion(text);
	if (version === undefined) throw new Absent('it says no version');
	return version;
}

function startOf(unit: Unit | undefined): readonly string[] {
	const starts = (unit?.files ?? []).flatMap(({text}) => [...text.matchAll(/^\s*ExecStart\s*=\s*(\S.*)$/gm)]);
	return starts.at(-1)?.[1]?.split(/\s+/) ?? [];
}

/**
 * One that serves docker alone: dockerd starts it where it is told of no other, or is told of its socket. Nothing that the
 * kubelet needs may be written for that one, which ends with docker.
 */
function isDockersOwn(argv: readonly string[], docker: readonly string[]): boolean {
	const config = valueIn(argv, '--config', '-c') ?? '';
	if (/\/docker\/containerd\/containerd\.toml$/.test(config)) return true;
	const told = valueIn(docker, '--containerd');
	const address = valueIn(argv, '--address', '-a');
	return told !== undefined && address !== undefined && told === address && address !== usualAddress;
}

function valueIn(argv: readonly string[], ...names: readonly string[]): string | undefined {
	for (const [index, word] of argv.entries()) {
		if (names.includes(word)) return argv[index + 1];
		const name = names.find(each => word.startsWith(`${each}=`));
		if (name !== undefined) return word.slice(name.length + 1);
	}
	return undefined;
}

/** `containerd config dump`; log lines of other versions stand on stderr. */
function dumped(text: string): TomlTable {
	const {data, broken} = readToml('containerd config dump', text);
	if (data === undefined) throw new Absent(broken?.message ?? 'nothing');
	return data;
}

/** `TYPE ID PLATFORMS STATUS`. */
export function parsePlugins(text: string): readonly ContainerdPlugin[] {
	return text
		.split('\n')
		.slice(1)
		.flatMap(line => {
			const [type, id, , status] = line.trim().split(/\s+/);
			return type === undefined || id === undefined || status === undefined ? [] : [{type, id, status}];
		});
}

function importsOf(data: TomlTable | undefined, configPath: string): readonly string[] {
	const named = Array.isArray(data?.imports) ? data.imports.filter(each => typeof each === 'string') : [];
	const folder = configPath.slice(0, configPath.lastIndexOf('/'));
	// Since 2.2 these are imported where the file names no others.
	return [...new Set([...named, `${folder}/conf.d/*.toml`])];
}

async function readImports(reader: Reader, patterns: readonly string[]) {
	const paths = await Promise.all(
		patterns.map(async pattern => {
			const folder = pattern.slice(0, pattern.lastIndexOf('/'));
			if (!pattern.includes('*')) return [pattern];
			const expression = new RegExp(
				`^${pattern
					.slice(folder.length + 1)
					.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
					.replaceAll('*', '.*')}$`,
			);
			return (await namesIn(reader, folder)).filter(name => expression.test(name)).map(name => `${folder}/${name}`);
		}),
	);
	return readFiles(reader, paths.flat());
}

/** Where config_path names none, what lies in the usual one will count as soon as it does: a migration sets it. */
function foldersOfHosts(config: TomlTable | undefined): readonly string[] {
	const named = registryFolders(config);
	return named.length > 0 ? named : ['/etc/containerd/certs.d'];
}

async function readHosts(
	reader: Reader,
	folders: readonly string[],
): Promise<Pick<ContainerdSnapshot, 'hosts' | 'hostCertificates' | 'hostAbsent' | 'hostFolders'>> {
	const own = (await Promise.all(folders.map(folder => pathsIn(reader, folder)))).flat();
	const inside = (await Promise.all(own.map(folder => pathsIn(reader, folder)))).flat();
	const kinds = await Promise.all(folders.map(folder => reader.kindOf(folder).catch(() => undefined)));
	const hosts = await readFiles(
		reader,
		own.map(folder => `${folder}/hosts.toml`),
	);
	const hostAbsent = await absentIn(reader, hosts);
	return {
		hosts,
		...(hostAbsent.length > 0 ? {hostAbsent} : {}),
		hostCertificates: await readTexts(
			reader,
			inside.filter(path => /\.(crt|cert|key)$/.test(path)),
		),
		hostFolders: folders.filter((_, index) => kinds[index] === 'directory'),
	};
}

/** containerd takes a relative path from the folder of the file. */
async function absentIn(reader: Reader, hosts: readonly ConfigFile[]): Promise<readonly Setting[]> {
	const named = hosts.flatMap(({settings}) =>
		settings.filter(({name, value}) => /(^|\.)(ca|client)(\.\d+){0,2}$/.test(name) && value !== ''),
	);
	const there = await Promise.all(
		named.map(({value, path}) => {
			const file = value.startsWith('/') ? value : `${path.slice(0, path.lastIndexOf('/'))}/${value}`;
			return reader.kindOf(file).catch(() => 'closed to this user');
		}),
	);
	return named.filter((_, index) => there[index] === undefined);
}

async function pathsIn(reader: Reader, folder: string): Promise<readonly string[]> {
	return (await namesIn(reader, folder)).map(name => `${folder}/${name}`);
}

async function readFiles(reader: Reader, paths: readonly string[]) {
	return (await readTexts(reader, paths)).map(({path, text}) => readToml(path, text));
}

async function readTexts(reader: Reader, paths: readonly string[]): Promise<readonly TextFile[]> {
	const files = await Promise.all(paths.map(async path => ({path, text: await textIfAny(reader, path)})));
	return files.flatMap(({path, text}) => (text === undefined ? [] : [{path, text}]));
}
