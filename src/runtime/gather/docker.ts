import type {Reader} from '../../host/host.ts';
import type {DockerContainer, DockerSnapshot} from '../../model/node-runtimes.ts';
import {known, type TextFile, type Unit} from '../../model/node-snapshot.ts';
import {fieldsOf, optionalNumber, optionalText} from '../shape.ts';
import {readVersion} from '../versions.ts';
import {readDaemonJson} from './daemon-json.ts';
import {environmentOf, flagsOfUnit, variableFiles} from './flags.ts';
import {Absent, answerOf, part, textIfAny, textOfFile} from './part.ts';

const usualConfig = '/etc/docker/daemon.json';

export type DockerOptions = {
	/** It is asked only where its daemon runs: its socket would start it. */
	readonly runs: boolean;
	/** docker.service and cri-docker.service. */
	readonly unit: Unit | undefined;
	readonly criUnit: Unit | undefined;
};

/** docker: what it is told and what it says. */
export async function gatherDocker(reader: Reader, {runs, unit, criUnit}: DockerOptions): Promise<DockerSnapshot> {
	const files = unit?.files ?? [];
	const [variables, criVariables] = await Promise.all(
		[files, criUnit?.files ?? []].map(async each => readVariables(reader, variableFiles(each))),
	);
	const flags = files.length === 0 ? [] : flagsOfUnit(files, variables ?? []);
	const configPath = flags.findLast(({name}) => name === '--config-file')?.value ?? usualConfig;
	const asked = async (...words: readonly string[]) => {
		if (!runs) throw new Absent('dockerd does not run');
		return answerOf(reader, ['docker', ...words]);
	};
	const versionAsked = part(async () => {
		const said = readVersion(await answerOf(reader, ['docker', '--version']));
		if (said === undefined) throw new Absent('it says no version');
		return said;
	});
	const [daemon, version, config, info, containers] = await Promise.all([
		part(async () => {
			const path = await reader.findProgram('dockerd');
			if (path === undefined) throw new Absent('there is no dockerd on this node');
			return path;
		}),
		versionAsked,
		part(async () => {
			const text = await textOfFile(reader, configPath);
			return readDaemonJson(configPath, text, known(await versionAsked));
		}),
		part(async () => parseInfo(await asked('info', '--format', '{{json .}}'))),
		part(async () => parseContainers(await asked('ps', '-a', '--no-trunc', '--format', '{{json .}}'))),
	]);
	return {
		daemon,
		version,
		config,
		flags,
		environment: environmentOf(files, variables ?? []),
		criDockerdFlags: criUnit === undefined ? [] : flagsOfUnit(criUnit.files, criVariables ?? []),
		info,
		containers,
	};
}

async function readVariables(reader: Reader, paths: readonly string[]): Promise<readonly TextFile[]> {
	const texts = await Promise.all(paths.map(async path => ({path, text: (await textIfAny(reader, path)) ?? ''})));
	return texts.filter(({text}) => text !== '');
}

/** Throws where only the client answered: its `docker info` ends with exit 0 all the same. Source: docker 20.10 without a daemon. */
export function parseInfo(text: string) {
	const info = fieldsOf(JSON.parse(text), 'answer');
	const said = (name: string) => optionalText(info[name], name) ?? '';
	const [error] = Array.isArray(info.ServerErrors) ? info.ServerErrors : [];
	if (said('DockerRootDir') === '')
		throw new Absent(typeof error === 'string' ? error : 'no daemon answered docker info');
	return {
		cgroupDriver: said('CgroupDriver'),
		storageDriver: said('Driver'),
		rootDir: said('DockerRootDir'),
		liveRestore: info.LiveRestoreEnabled === true,
		running: optionalNumber(info.ContainersRunning, 'ContainersRunning') ?? 0,
		images: optionalNumber(info.Images, 'Images') ?? 0,
	};
}

export function parseContainers(text: string): readonly DockerContainer[] {
	return text
		.split('\n')
		.filter(line => line.startsWith('{'))
		.map(line => {
			const fields = fieldsOf(JSON.parse(line), 'container');
			const labels = optionalText(fields.Labels, 'Labels') ?? '';
			return {
				id: String(fields.ID),
				name: String(fields.Names),
				image: String(fields.Image),
				state: stateOf(optionalText(fields.State, 'State'), optionalText(fields.Status, 'Status') ?? ''),
				ofKubelet: /(^|,)io\.kubernetes\.pod\.(uid|name)=/.test(labels),
			};
		});
}

/** `State` is there since 20.10; `Status` says `Up 3 minutes (Paused)`. */
function stateOf(state: string | undefined, status: string): string {
	if (state !== undefined) return state;
	if (status.includes('(Paused)')) return 'paused';
	return status.startsWith('Up') ? 'running' : (status.split(' ')[0]?.toLowerCase() ?? 'unknown');
}
