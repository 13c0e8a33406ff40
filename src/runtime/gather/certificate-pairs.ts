import {createPrivateKey, X509Certificate} from 'node:crypto';
import type {Reader} from '../../host/host.ts';
import type {Certificate} from '../../model/node-system.ts';
import {usualPki} from '../../model/pki-folder.ts';
import {textIfAny} from './part.ts';

/** Who signs what, as kubeadm lays it out. */
function authorityOf(path: string, pki: string): string | undefined {
	const name = path.startsWith(`${pki}/`) ? path.slice(pki.length + 1) : '';
	if (/(^|\/)ca\.crt$|^front-proxy-ca\.crt$/.test(name)) return undefined;
	if (name.startsWith('etcd/') || name === 'apiserver-etcd-client.crt') return `${pki}/etcd/ca.crt`;
	if (name === 'front-proxy-client.crt') return `${pki}/front-proxy-ca.crt`;
	return name.startsWith('apiserver') ? `${pki}/ca.crt` : undefined;
}

/** Whether a certificate of the control plane fits the authority and the key that lie beside it; what cannot be read is not judged. */
export async function unfitOf(
	reader: Reader,
	path: string,
	text: string,
	pki = usualPki,
): Promise<Certificate['unfit']> {
	const found = await unfitIn(reader, path, text, pki);
	return found === undefined || pki === usualPki ? found : {...found, folder: pki};
}

async function unfitIn(reader: Reader, path: string, text: string, pki: string): Promise<Certificate['unfit']> {
	if (!path.startsWith(`${pki}/`)) return undefined;
	if (!isReadable(text)) return {for: 'no-certificate', path};
	const key = path.replace(/\.crt$/, '.key');
	const keyText = await textIfAny(reader, key);
	// A recording has no keys in it.
	if (reader.recording === undefined && keyText !== undefined && !holdsKey(keyText)) return {for: 'no-key', path: key};
	const authority = authorityOf(path, pki);
	if (authority === undefined) return undefined;
	const authorityText = await textIfAny(reader, authority);
	try {
		const own = new X509Certificate(text);
		if (authorityText !== undefined && !isSignedBy(own, authorityText)) return {for: 'authority', path: authority};
		if (keyText !== undefined && !own.checkPrivateKey(createPrivateKey(keyText))) return {for: 'key', path: key};
	} catch {
		// The authority is no certificate, which is said of it, or a kind of key that is not known here.
	}
	return undefined;
}

/** Whether a file of both holds the key of its certificate; a kind of key that is not known here is not judged. */
export function keyFits(pem: string): boolean {
	const certificate = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/.exec(pem)?.[0];
	const key = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/.exec(pem)?.[0];
	if (certificate === undefined || key === undefined) return false;
	try {
		return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
	} catch {
		return true;
	}
}

/** What an API server says of the others names no file: `tls: failed to find any PEM data in key input`. Seen with Kubernetes 1.20. */
function holdsKey(text: string): boolean {
	const [, body = ''] = /-----BEGIN [A-Z ]*PRIVATE KEY-----([\s\S]*?)-----END [A-Z ]*PRIVATE KEY-----/.exec(text) ?? [];
	// DER begins with a SEQUENCE. One with a password has lines of its own before it, and is of no use to a server.
	return Buffer.from(body.trim(), 'base64')[0] === 0x30;
}

function isReadable(text: string): boolean {
	try {
		return new X509Certificate(text).subject !== undefined;
	} catch {
		return false;
	}
}

/** A file of authorities may hold several, as while one takes the place of another. */
function isSignedBy(own: X509Certificate, authorities: string): boolean {
	const blocks = authorities.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
	return blocks.length === 0 || blocks.some(block => own.verify(new X509Certificate(block).publicKey));
}
