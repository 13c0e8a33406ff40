import type {Reader} from '../../host/host.ts';
import {pkiFolderOf} from '../../model/pki-folder.ts';
import {textIfAny} from './part.ts';

/** Where the kubelet looks for manifests, where nobody told it of another place. */
export const usualManifests = '/etc/kubernetes/manifests';

/** Read from the manifests of the API server and of etcd. */
export async function gatherPkiFolder(reader: Reader, manifests = usualManifests): Promise<string> {
	const texts = await Promise.all(
		['kube-apiserver.yaml', 'etcd.yaml'].map(name => textIfAny(reader, `${manifests}/${name}`)),
	);
	const flags = [...texts.join('\n').matchAll(/(--(?:client|trusted)-ca-file)=([^\s"']+)/g)];
	return pkiFolderOf(flags.map(([, name = '', value = '']) => ({name, value})));
}
