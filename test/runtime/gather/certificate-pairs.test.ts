import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {Reader} from '../../../src/host/host.ts';
import {keyFits, unfitOf} from '../../../src/runtime/gather/certificate-pairs.ts';
import {gatherPkiFolder} from '../../../src/runtime/gather/pki-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'pairs-'));
afterAll(() => rmSync(folder, {recursive: true}));
const openssl = (...argv: readonly string[]) => execFileSync('openssl', argv, {cwd: folder, stdio: 'ignore'});
const text = (name: string) => readFileSync(join(folder, name), 'utf8');
const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

beforeAll(() => {
	for (const ca of ['ca', 'other'])
		openssl('req', '-x509', ...ec, '-subj', `/CN=${ca}`, '-keyout', `${ca}.key`, '-out', `${ca}.crt`);
	openssl('req', '-new', ...ec, '-subj', '/CN=client', '-keyout', 'own.key', '-out', 'own.csr');
	openssl('x509', '-req', '-in', 'own.csr', '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-out', 'own.crt');
});

const path = '/etc/kubernetes/pki/apiserver-etcd-client.crt';

async function judged(authority: string, key: string) {
	const files: Record<string, string> = {
		'/etc/kubernetes/pki/etcd/ca.crt': authority,
		'/etc/kubernetes/pki/apiserver-etcd-client.key': key,
	};
	const reader = {readText: async (at: string) => files[at]} as unknown as Reader;
	return (await unfitOf(reader, path, text('own.crt')))?.for;
}

it('a certificate fits its authority and its key, or is told which of the two it does not', async () => {
	expect(await judged(text('ca.crt'), text('own.key'))).toBeUndefined();
	expect(await judged(text('other.crt'), text('own.key'))).toBe('authority');
	expect(await judged(text('other.crt') + text('ca.crt'), text('own.key'))).toBeUndefined();
	expect(await judged(text('ca.crt'), text('other.key'))).toBe('key');
	expect(await judged('no certificate', text('own.key'))).toBeUndefined();
});

it('a key or a certificate that nobody can read is told by its file', async () => {
	const key = '/etc/kubernetes/pki/apiserver-etcd-client.key';
	const seen = async (certificate: string, keyText?: string) =>
		unfitOf(
			{readText: async (at: string) => (at === key ? keyText : undefined)} as unknown as Reader,
			path,
			certificate,
		);
	const own = text('own.crt');
	for (const [what, garbage] of Object.entries({
		random: 'tOtAcIkvGZq1',
		empty: '',
		certificate: own,
		'bytes in the frame of a key': '-----BEGIN PRIVATE KEY-----\nabcd\n-----END PRIVATE KEY-----\n',
		'a key that is cut off at its head': text('own.key').split('\n').slice(1).join('\n'),
	}))
		expect([what, await seen(own, garbage)]).toEqual([what, {for: 'no-key', path: key}]);
	expect(await seen('garbage', text('own.key'))).toEqual({for: 'no-certificate', path});
	expect(await seen(own, text('own.key'))).toBeUndefined();
	expect(await seen(own)).toBeUndefined();
	// The authority has a key of its own beside it.
	const ca = '/etc/kubernetes/pki/ca.crt';
	const reader = {readText: async (at: string) => (at === '/etc/kubernetes/pki/ca.key' ? 'garbage' : undefined)};
	expect(await unfitOf(reader as unknown as Reader, ca, text('ca.crt'))).toEqual({
		for: 'no-key',
		path: '/etc/kubernetes/pki/ca.key',
	});
});

it('a file of both holds the key of its certificate, or another, or none', () => {
	expect(keyFits(text('own.crt') + text('own.key'))).toBe(true);
	expect(keyFits(text('own.crt') + text('other.key'))).toBe(false);
	expect(keyFits(text('own.crt'))).toBe(false);
});

it('keys of the control plane are looked at where its manifests name them', async () => {
	const manifest = 'spec:\n  containers:\n  - command:\n    - etcd\n    - --trusted-ca-file=/opt/pki/etcd/ca.crt\n';
	const files: Record<string, string> = {
		'/etc/kubernetes/manifests/etcd.yaml': manifest,
		'/opt/pki/etcd/ca.crt': text('ca.crt'),
		'/opt/pki/etcd/server.key': 'garbage',
	};
	const reader = {readText: async (at: string) => files[at]} as unknown as Reader;
	const pki = await gatherPkiFolder(reader);
	expect(pki).toBe('/opt/pki');
	expect(await gatherPkiFolder({readText: async () => undefined} as unknown as Reader)).toBe('/etc/kubernetes/pki');
	expect(await unfitOf(reader, '/opt/pki/etcd/server.crt', text('own.crt'), pki)).toEqual({
		for: 'no-key',
		path: '/opt/pki/etcd/server.key',
		folder: '/opt/pki',
	});
});
