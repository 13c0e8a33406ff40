import type {Reader} from '../../host/host.ts';
import type {CrictlSnapshot, CriImage, CriInfo} from '../../model/node-runtimes.ts';
import {endpointUrl} from '../endpoint-url.ts';
import {fieldsOf, listOf, optionalFields, optionalNumber, optionalText, textsOf} from '../shape.ts';
import {readCriVersion, readVersion} from '../versions.ts';
import {readYaml} from './config-file.ts';
import {Absent, answerOf, part, textOfFile} from './part.ts';

const configPath = '/etc/crictl.yaml';

/** What the runtime says over the CRI at one endpoint; a path counts as a URL. */
export async function gatherCrictl(reader: Reader, endpoint: string | undefined): Promise<CrictlSnapshot> {
	const url = endpoint === undefined ? undefined : endpointUrl(endpoint);
	const asked = async (...words: readonly string[]) => {
		if (url === undefined) throw new Absent('no CRI endpoint is known on this node');
		return answerOf(reader, ['crictl', '--runtime-endpoint', url, '--timeout', '4s', ...words]);
	};
	const [version, config, info, images, crio] = await Promise.all([
		part(async () => {
			const said = readVersion(await answerOf(reader, ['crictl', '--version']));
			if (said === undefined) throw new Absent('it says no version');
			return said;
		}),
		part(async () => readYaml(configPath, await textOfFile(reader, configPath))),
		part(async () => parseInfo(await asked('info'))),
		part(async () => parseImages(await asked('--image-endpoint', url ?? '', 'images', '-o', 'json'))),
		url?.includes('crio')
			? part(async () => {
					const said = readCriVersion(await asked('version'));
					if (said === undefined) throw new Absent('it says no version');
					return said.version;
				})
			: undefined,
	]);
	return {version, config, ...(url === undefined ? {} : {endpoint: url}), info, images, ...(crio && {crio})};
}

export function parseInfo(text: string): CriInfo {
	const answer = fieldsOf(JSON.parse(text), 'answer');
	const conditions = listOf(fieldsOf(answer.status, 'status').conditions, 'conditions').map(condition => ({
		type: String(condition.type),
		status: condition.status === true,
		reason: optionalText(condition.reason, 'reason') ?? '',
		message: optionalText(condition.message, 'message') ?? '',
	}));
	const lastCniLoadStatus = optionalText(answer.lastCNILoadStatus, 'lastCNILoadStatus');
	return {
		conditions,
		config: optionalFields(answer.config, 'config'),
		...(lastCniLoadStatus === undefined ? {} : {lastCniLoadStatus}),
	};
}

export function parseImages(text: string): readonly CriImage[] {
	return listOf(fieldsOf(JSON.parse(text), 'answer').images, 'images').map(image => ({
		id: String(image.id),
		names: [...textsOf(image.repoTags, 'repoTags'), ...textsOf(image.repoDigests, 'repoDigests')],
		...(typeof image.pinned === 'boolean' ? {pinned: image.pinned} : {}),
		sizeBytes: optionalNumber(image.size, 'size'),
	}));
}
