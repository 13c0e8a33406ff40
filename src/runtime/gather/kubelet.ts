import type {Reader} from '../../host/host.ts';
import type {
	ConfigFile,
	DaemonProcess,
	KubeletSnapshot,
	Part,
	Setting,
	TextFile,
	Unit,
} from '../../model/node-snapshot.ts';
import {readVersion} from '../versions.ts';
import {readYaml} from './config-file.ts';
import {flagsOfArgv, flagsOfUnit, variableFiles} from './flags.ts';
import {lostArguments} from './lost-arguments.ts';
import {Absent, answerOf, namesIn, part, textIfAny, textOfFile} from './part.ts';

const usualVariables = ['/var/lib/kubelet/kubeadm-flags.env', '/etc/default/kubelet', '/etc/sysconfig/kubelet'];
const usualConfig = '/var/lib/kubelet/config.yaml';
const instanceConfig = '/var/lib/kubelet/instance-config.yaml';

/** What the kubelet is told, file by file, and what the one that runs was told. */
export async function gatherKubelet(
	reader: Reader,
	unit: Unit | undefined,
	processes: readonly DaemonProcess[],
): Promise<KubeletSnapshot> {
	const daemon = processes.find(({name}) => name === 'kubelet');
	const files = unit?.files ?? [];
	const environmentFiles = await readAll(reader, [...new Set([...usualVariables, ...variableFiles(files)])]);
	const named = files.length === 0 ? environmentFiles : orderedAs(variableFiles(files), environmentFiles);
	const fromFiles = flagsOfUnit(files, named);
	const flags = fromFiles.length > 0 || !daemon ? fromFiles : flagsOfArgv(daemon.argv, `/proc/${daemon.pid}/cmdline`);
	const configPath = lastValue(flags, '--config') ?? usualConfig;
	const [version, dropIns, instance] = await Promise.all([
		part(async () => versionIn(await answerOf(reader, [programOf(unit, daemon), '--version']))),
		readDropIns(reader, lastValue(flags, '--config-dir')),
		part(async () => readYaml(instanceConfig, await textOfFile(reader, instanceConfig))),
	]);
	const config = await part(async () => merged(readYaml(configPath, await textOfFile(reader, configPath)), dropIns));
	return {
		version,
		running: daemon ? {value: daemon.argv.slice(1)} : {missing: 'no kubelet runs'},
		flags,
		lost: lostArguments(files, named),
		environmentFiles,
		config,
		configDropIns: dropIns,
		instanceConfig: instance,
		endpoint: endpointOf(flags, [config, instance]),
	};
}

function versionIn(text: string): string {
	const version = readVersion(text);
	if (version === undefined) throw new Absent('it says no version');
	return version;
}

/** The kubelet itself, where a unit starts it by a shell or another program too. */
function programOf(unit: Unit | undefined, daemon: DaemonProcess | undefined): string {
	const named = [binaryOf(unit), daemon?.argv[0]].find(
		path => path !== undefined && /\/(kubelet|hyperkube)[^/]*$/.test(path),
	);
	return named ?? 'kubelet';
}

/** The program of a unit, where it is an absolute path. */
export function binaryOf(unit: Unit | undefined): string | undefined {
	const starts = (unit?.files ?? []).flatMap(({text}) => [
		...text.matchAll(/^\s*ExecStart\s*=\s*[-@:+!]*(\/[^\s\\]+)/gm),
	]);
	return starts.at(-1)?.[1];
}

async function readDropIns(reader: Reader, folder: string | undefined): Promise<readonly ConfigFile[]> {
	if (folder === undefined) return [];
	const names = (await namesIn(reader, folder)).filter(name => name.endsWith('.conf'));
	const files = await readAll(
		reader,
		names.map(name => `${folder}/${name}`),
	);
	return files.map(({path, text}) => readYaml(path, text));
}

/** Files of a folder of drop-ins are merged over the first one, in the order of their names. */
function merged(main: ConfigFile, dropIns: readonly ConfigFile[]): ConfigFile {
	const broken = main.broken ?? dropIns.find(file => file.broken)?.broken;
	return {...main, settings: [main, ...dropIns].flatMap(({settings}) => settings), ...(broken && {broken})};
}

async function readAll(reader: Reader, paths: readonly string[]): Promise<readonly TextFile[]> {
	const texts = await Promise.all(paths.map(async path => ({path, text: await textIfAny(reader, path)})));
	return texts.flatMap(({path, text}) => (text === undefined ? [] : [{path, text}]));
}

function orderedAs(paths: readonly string[], files: readonly TextFile[]): readonly TextFile[] {
	return paths.flatMap(path => files.find(file => file.path === path) ?? []);
}

function lastValue(settings: readonly Setting[], name: string): string | undefined {
	return settings.findLast(setting => setting.name === name)?.value;
}

/** A flag wins over the file, and what kubeadm wrote for this node wins over what it wrote for all. */
function endpointOf(flags: readonly Setting[], files: ReadonlyArray<Part<ConfigFile>>): Part<Setting> {
	const flag = flags.findLast(({name, value}) => name === '--container-runtime-endpoint' && value !== '');
	const inFile = files
		.flatMap(file => ('value' in file ? file.value.settings : []))
		.findLast(({name, value}) => name === 'containerRuntimeEndpoint' && value !== '');
	const found = flag ?? inFile;
	return found ? {value: found} : {missing: 'nothing names an endpoint: the kubelet takes its default'};
}
