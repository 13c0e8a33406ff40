import {createPrivateKey, createPublicKey} from 'node:crypto';
import type {Reader} from '../../host/host.ts';
import {textIfAny} from './part.ts';
import {gatherPkiFolder, usualManifests} from './pki-folder.ts';

/** Whether sa.pub is the other half of sa.key; undefined where one of them is not there, or is no key. */
export async function gatherSigningKeysFit(reader: Reader, manifests = usualManifests): Promise<boolean | undefined> {
	const pki = await gatherPkiFolder(reader, manifests);
	const [own, other] = await Promise.all(['sa.key', 'sa.pub'].map(name => textIfAny(reader, `${pki}/${name}`)));
	if (own === undefined || other === undefined) return undefined;
	try {
		// The file may hold several, as while one takes the place of another.
		const blocks = other.match(/-----BEGIN [A-Z ]+-----[\s\S]*?-----END [A-Z ]+-----/g) ?? [];
		const made = derOf(createPublicKey(createPrivateKey(own)));
		return blocks.length === 0 ? undefined : blocks.some(block => derOf(createPublicKey(block)).equals(made));
	} catch {
		return undefined;
	}
}

function derOf(key: ReturnType<typeof createPublicKey>): Buffer {
	return key.export({type: 'spki', format: 'der'});
}
