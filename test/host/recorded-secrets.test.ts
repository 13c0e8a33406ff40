import {describe, expect, it} from 'vitest';
import type {Host} from '../../src/host/host.ts';
import {createRecordingHost} from '../../src/host/record.ts';
import {withoutSecrets} from '../../src/host/recorded-secrets.ts';
import type {RecordedLine} from '../../src/host/recording.ts';

describe('what lets somebody in is not recorded', () => {
	it.each([
		['a key', '-----BEGIN RSA PRIVATE KEY-----\nS3CRET\nS3CRET==\n-----END RSA PRIVATE KEY-----\n'],
		[
			'a key beside its certificate',
			'-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\nS3CRET\n-----END PRIVATE KEY-----\n',
		],
		['a kubeconfig', 'users:\n- name: a\n  user:\n    client-certificate-data: MII\n    client-key-data: S3CRET\n'],
		['a token', 'users:\n- user:\n    token: S3CRET.S3CRET\n'],
		['a token in quotes', "- user: {token: 'S3CRET'}\n"],
		['logins of docker', '{"auths":{"r.example":{"auth":"S3CRET","identitytoken": "S3CRET"}}}'],
		['logins laid out', '{\n\t"auths": {\n\t\t"r.example": {\n\t\t\t"auth": "S3CRET"\n\t\t}\n\t}\n}'],
		[
			'a registry of containerd',
			'[plugins."x".registry.configs."r".auth]\n  username = "u"\n  password = "S3CRET \\" S3CRET"\n',
		],
		['a header', '[host."https://r".header]\n  Authorization = ["Basic S3CRET"]\n'],
		['a proxy', 'Environment="HTTPS_PROXY=http://user:S3CRET@proxy:3128"\n'],
	])('%s', (_name, text) => {
		expect(withoutSecrets(text)).not.toContain('S3CRET');
		expect(withoutSecrets(text).split('\n').length).toBeLessThanOrEqual(text.split('\n').length);
	});

	it.each([
		'authentication:\n  anonymous:\n    enabled: false\n  webhook:\n    enabled: true\nserverTLSBootstrap: true\n',
		'bootstrap-token-auth-extra-groups: system:bootstrappers\ntokenFile: /var/lib/t\n',
		'-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
		'KUBELET_EXTRA_ARGS=--node-ip=10.0.0.1\nHTTP_PROXY=http://proxy:3128\n',
		'token:\n  other: 1\n',
	])('%j stays', text => {
		expect(withoutSecrets(text)).toBe(text);
	});

	it('the one who asked gets the file as it is', async () => {
		const lines: RecordedLine[] = [];
		const text = 'token: S3CRET\n';
		const host = {readText: async () => text} as unknown as Host;
		const recording = createRecordingHost(
			host,
			line => lines.push(line),
			() => 0,
		);
		expect(await recording.readText('/etc/kubernetes/admin.conf')).toBe(text);
		expect(JSON.stringify(lines)).not.toContain('S3CRET');
	});
});
