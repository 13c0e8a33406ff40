import type {Reader} from '../../host/host.ts';
import type {KubeletSnapshot} from '../../model/node-snapshot.ts';
import type {RegistryHelpers} from '../../model/node-state.ts';
import {textIfAny} from './part.ts';

/** Programs that log the kubelet in to registries: those that its file names, as far as they are not there. */
export async function gatherRegistryHelpers(
	reader: Reader,
	{flags}: Pick<KubeletSnapshot, 'flags'>,
): Promise<RegistryHelpers | undefined> {
	const told = (name: string) => flags.findLast(setting => setting.name === name)?.value;
	const file = told('--image-credential-provider-config');
	const folder = told('--image-credential-provider-bin-dir');
	if (file === undefined || folder === undefined || !file.startsWith('/') || !folder.startsWith('/')) return undefined;
	const text = await textIfAny(reader, file);
	if (text === undefined) return {file, folder, absent: [file]};
	const names = [...text.matchAll(/^[\s-]*"?name"?:\s*["']?([\w.-]{1,100})["']?,?\s*$/gm)].map(([, name = '']) => name);
	const kinds = await Promise.all(names.map(name => reader.kindOf(`${folder}/${name}`).catch(() => 'closed')));
	return {
		file,
		folder,
		absent: names.filter((_, index) => kinds[index] === undefined).map(name => `${folder}/${name}`),
	};
}
