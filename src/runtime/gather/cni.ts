import type {Reader} from '../../host/host.ts';
import {criRuntime, textAt, valueAt} from '../../model/containerd-config.ts';
import type {CniSnapshot, TomlTable} from '../../model/node-runtimes.ts';
import type {Setting} from '../../model/node-snapshot.ts';
import {readJson} from './config-file.ts';
import {namesIn, textIfAny} from './part.ts';

const cache = '/var/lib/cni/results';
const usualConfDirs = ['/etc/cni/net.d'];
/** Of the plugins' own packages, of Debian and of Fedora. */
const usualBinDirs = ['/opt/cni/bin', '/usr/lib/cni', '/usr/libexec/cni'];

/**
 * CNI configuration and plugins, where the runtime of the kubelet looks for them: containerd, or cri-dockerd by its flags.
 *
 * @param kubelet Its flags: dockershim was told by them.
 */
export async function gatherCni(
	reader: Reader,
	config: TomlTable | undefined,
	criDockerd: readonly Setting[] | undefined,
	kubelet: readonly Setting[] = [],
): Promise<CniSnapshot> {
	const cni = criDockerd === undefined ? criRuntime(config) : undefined;
	const told = (name: string) => (criDockerd ?? kubelet).findLast(flag => flag.name === name)?.value;
	const confDir = told('--cni-conf-dir') ?? textAt(cni, 'cni', 'conf_dir') ?? '/etc/cni/net.d';
	const binDirs = told('--cni-bin-dir')?.split(',') ??
		folders(valueAt(cni, 'cni', 'bin_dirs')) ?? [textAt(cni, 'cni', 'bin_dir') ?? '/opt/cni/bin'];
	const [listed, binaries, cached, elsewhere] = await Promise.all([
		reader.listNames(confDir).catch(() => undefined),
		Promise.all(binDirs.map(folder => namesIn(reader, folder))),
		namesIn(reader, cache),
		lookElsewhere(reader, [confDir, ...binDirs]),
	]);
	const names = listed ?? [];
	const read = names.filter(isRead);
	const texts = await Promise.all(read.map(async name => textIfAny(reader, `${confDir}/${name}`)));
	const closed = listed === undefined || (read.length > 0 && texts.every(text => text === undefined));
	return {
		confDir,
		...(closed && {closed}),
		binDirs,
		files: read.flatMap((name, index) => {
			const text = texts[index];
			return text === undefined ? [] : [fileOf(`${confDir}/${name}`, text)];
		}),
		ignored: names.filter(name => !isRead(name)),
		binaries: binaries.flat(),
		remembered: remembered(cached),
		elsewhere,
	};
}

async function lookElsewhere(
	reader: Reader,
	looked: readonly string[],
): Promise<NonNullable<CniSnapshot['elsewhere']>> {
	const list = async (folders: readonly string[]) =>
		Promise.all(
			folders.filter(path => !looked.includes(path)).map(async path => ({path, names: await namesIn(reader, path)})),
		);
	const [confDirs, binDirs] = await Promise.all([list(usualConfDirs), list(usualBinDirs)]);
	return {
		confDirs: confDirs.filter(({names}) => names.some(isRead)).map(({path}) => path),
		binDirs: binDirs.filter(({names}) => names.length > 0).map(({path, names}) => ({path, binaries: names})),
	};
}

/** Source: libcni ConfFiles. */
function isRead(name: string): boolean {
	return /\.(conf|conflist|json)$/.test(name);
}

function folders(value: unknown): readonly string[] | undefined {
	const all = Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];
	return all.length > 0 ? all : undefined;
}

export function fileOf(path: string, text: string): CniSnapshot['files'][number] {
	const {data, broken} = readJson(path, text);
	if (broken || data === undefined) return {path, text, plugins: [], ...(broken && {broken})};
	const listed = Array.isArray(data.plugins) ? data.plugins : [data];
	const plugins = listed.flatMap(plugin => [textAt(plugin, 'type'), textAt(plugin, 'ipam', 'type')]);
	const [name, version] = [textAt(data, 'name'), textAt(data, 'cniVersion')];
	return {
		path,
		text,
		plugins: [...new Set(plugins.filter(plugin => plugin !== undefined))],
		...(name === undefined ? {} : {name}),
		...(version === undefined ? {} : {version}),
	};
}

/** `cbr0-<sandbox>-eth0` → the newest names stand in no order, so one of each network. */
function remembered(names: readonly string[]): CniSnapshot['remembered'] {
	const byNetwork = new Map<string, string>();
	for (const name of names) {
		const network = /^(.+)-[0-9a-f]{64}-\w+$/.exec(name)?.[1];
		if (network !== undefined && network !== 'cni-loopback') byNetwork.set(network, name);
	}
	return [...byNetwork].map(([network, name]) => ({network, path: `${cache}/${name}`}));
}
