const leftOut = '(not recorded)';

/** Keys of YAML, TOML and JSON whose value lets somebody in: kubeconfigs, auth files, config.toml and hosts.toml of containerd. */
const names = [
	...[
		'client-key-data',
		'token',
		'password',
		'auth',
		'identitytoken',
		'identity_token',
		'registrytoken',
		'registry_token',
	],
	...['client_secret', 'refresh-token', 'id-token', 'access-token', 'Authorization', 'authorization'],
].join('|');

/** `client-key-data: LS0t…`, `"auth": "dXNl…"`, `password = "…"`: a value that stands alone on its line, or between quotes. */
const quoted = new RegExp(
	`((?:^|[\\s,{])["']?(?:${names})["']?\\s*[:=]\\s*\\[?\\s*)("(?:[^"\\\\]|\\\\.)+"|'[^']+')`,
	'gm',
);
const bare = new RegExp(`^(\\s*(?:-\\s+)?["']?(?:${names})["']?\\s*:[ \\t]+)(?!["'{[|>&*#(])\\S.*$`, 'gm');
const privateKey = /-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]*?-----END \1-----/g;
/** `https://user:password@proxy`. */
const inAddress = /(\b[a-z][a-z\d+.-]{1,15}:\/\/)[^\s/@:"']{1,200}:[^\s/@"']{1,200}@/gi;

/** The text of a file as a recording keeps it: private keys, tokens and passwords are left out, lines and all else stay. */
export function withoutSecrets(text: string): string {
	return text
		.replace(privateKey, (_whole, kind: string) => `-----BEGIN ${kind}-----\n${leftOut}\n-----END ${kind}-----`)
		.replace(quoted, (_whole, before: string, value: string) => `${before}${value[0]}${leftOut}${value[0]}`)
		.replace(bare, (_whole, before: string) => `${before}${leftOut}`)
		.replace(inAddress, (_whole, scheme: string) => `${scheme}${leftOut}@`);
}
