import {describe, expect, it} from 'vitest';
import {isSecretName, maskSecrets, maskText} from '../../src/app/details/mask.ts';

describe('names', () => {
	it.each([
		'DB_PASSWORD',
		'password',
		'dbPassword',
		'PGPASSWORD',
		'MYSQL_ROOT_PASSWORD',
		'API_KEY',
		'apiKey',
		'AWS_SECRET_ACCESS_KEY',
		'GITHUB_TOKEN',
		'token',
		'JWT',
		'SECRET',
		'CLIENT_SECRET',
		'PRIVATE_KEY',
		'SSH_KEY',
		'DSN',
		'AUTH',
		'BASIC_AUTH',
		'REDIS_PASS',
		'example.com/api-token',
		'ENCRYPTION_KEY',
		'SESSION_COOKIE',
	])('%s holds a secret', name => expect(isSecretName(name)).toBe(true));

	it.each([
		'PATH',
		'HOME',
		'KEYBOARD',
		'MONKEY',
		'TOKENIZER',
		'PASSENGER',
		'COMPASS',
		'AUTHOR',
		'SECRET_NAME',
		'TOKEN_FILE',
		'KEY_PATH',
		'secretName',
		'AUTH_URL',
		'TOKEN_TTL',
		'SECRETS_DIR',
		'NODE_ENV',
		'',
		'KUBERNETES_SERVICE_HOST',
	])('%s holds none', name => expect(isSecretName(name)).toBe(false));
});

describe('answers of the runtime', () => {
	// biome-ignore format: a table
	it.each<[string, unknown, unknown]>([
		['env of the OCI spec',  {env: ['PATH=/bin', 'DB_PASSWORD=x=y', 'EMPTY_TOKEN=']}, {env: ['PATH=/bin', `DB_PASSWORD=${maskText}`, 'EMPTY_TOKEN=']}],
		['envs of the CRI',      {envs: [{key: 'API_KEY', value: 'k'}, {key: 'A', value: 'b'}]}, {envs: [{key: 'API_KEY', value: maskText}, {key: 'A', value: 'b'}]}],
		['env of Kubernetes',    [{name: 'TOKEN', value: 't'}], [{name: 'TOKEN', value: maskText}]],
		['annotations',          {annotations: {'example.com/api-key': 'k', other: 'v'}}, {annotations: {'example.com/api-key': maskText, other: 'v'}}],
		['a password in a URL',  {args: ['postgres://app:s3cret@db:5432/x']}, {args: [`postgres://app:${maskText}@db:5432/x`]}],
		['a URL without one',    ['https://user@host/x', 'http://a:80/b@c'], ['https://user@host/x', 'http://a:80/b@c']],
		['flags',                ['--password=x', '--token', 'abc', '--port', '80'], [`--password=${maskText}`, '--token', maskText, '--port', '80']],
		['flags with files',     ['--service-account-key-file=/etc/k.pub', '--tls-private-key-file', '/etc/k'], ['--service-account-key-file=/etc/k.pub', '--tls-private-key-file', '/etc/k']],
		['connection strings',   ['Server=db;User Id=a;Password=p;x=1', 'AccountName=a;AccountKey=abc=='], [`Server=db;User Id=a;Password=${maskText};x=1`, `AccountName=a;AccountKey=${maskText}`]],
		['a header',             ['Authorization: Bearer abcdefghijkl'], [`Authorization: Bearer ${maskText}`]],
		['IDs and keys of objects', {snapshotKey: 'abc', imageRef: 'sha256:1', key: 'x'}, {snapshotKey: 'abc', imageRef: 'sha256:1', key: 'x'}],
		['numbers and nothing',  {password: 5, token: null, secret: ''}, {password: 5, token: null, secret: ''}],
	])('%s', (_, document, expected) => expect(maskSecrets(document).value).toEqual(expected));

	it('JSON within an annotation, as last-applied-configuration has it', () => {
		const applied = JSON.stringify({spec: {env: [{name: 'DB_PASSWORD', value: 's3cret'}]}});
		const {value, count} = maskSecrets({annotations: {'kubectl.kubernetes.io/last-applied-configuration': applied}});
		expect(JSON.stringify(value)).not.toContain('s3cret');
		expect(count).toBe(1);
	});

	it('counts what it hides, and leaves the answer itself as it was', () => {
		const document = {env: ['A_TOKEN=1', 'B_TOKEN=2', 'C=3']};
		expect(maskSecrets(document).count).toBe(2);
		expect(document.env[0]).toBe('A_TOKEN=1');
		expect(maskSecrets('plain text').value).toBe('plain text');
	});
});
