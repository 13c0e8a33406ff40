import type {Reader} from '../../host/host.ts';
import type {DockerContainer, DockerSnapshot} from '../../model/node-runtimes.ts';
import {fieldsOf, optionalNumber, optionalText} from '../shape.ts';
import {readVersion} from '../versions.ts';
import {readJson} from './config-file.ts';
import {Absent, answerOf, part, textOfFile} from './part.ts';

const configPath = '/etc/docker/daemon.json';

/** docker: what it is told and what it says. It is asked only where its daemon runs: its socket would start it. */
export async function gatherDocker(reader: Reader, runs: boolean): Promise<DockerSnapshot> {
	const asked = async (...words: readonly string[]) => {
		if (!runs) throw new Absent('dockerd does not run');
		return answerOf(reader, ['docker', ...words]);
	};
	const [daemon, version, config, info, containers] = await Promise.all([
		part(async () => {
			const path = await reader.findProgram('dockerd');
			if (path === undefined) throw new Absent('there is no dockerd on this node');
			return path;
		}),
		part(async () => {
			const said = readVersion(await answerOf(reader, ['docker', '--version']));
			if (said === undefined) throw new Absent('it says no version');
			return said;
		}),
		part(async () => readJson(configPath, await textOfFile(reader, configPath))),
		part(async () => parseInfo(await asked('info', '--format', '{{json .}}'))),
		part(async () => parseContainers(await asked('ps', '-a', '--no-trunc', '--format', '{{json .}}'))),
	]);
	return {daemon, version, config, info, containers};
}

function parseInfo(text: string) {
	const info = fieldsOf(JSON.parse(text), 'answer');
	const said = (name: string) => optionalText(info[name], name) ?? '';
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
