/** What stands where a value looks like a secret. */
export const maskText = '<masked>';

export type Masked = {readonly value: unknown; readonly count: number};

/*
 * Names that hold secrets, word by word: DB_PASSWORD, apiKey, AWS_SECRET_ACCESS_KEY, github-token; but not KEYBOARD, TOKENIZER,
 * MONKEY. A name that says where a secret is, is none: *_FILE, *_PATH, secretName.
 */
const secretWord =
	/^(pass(word|wd|phrase|code)?|pwd|pw|secrets?|tokens?|keys?|apikey|credentials?|creds?|auth|authorization|bearer|private|salt|cookie|jwt|dsn|sas|signature|connectionstring|conn|sshkey)$/;
const whereabouts =
	/^(file|path|dir|name|names|ref|mode|type|algorithm|size|length|ttl|expiration|seconds|enabled|url|host|port|id|ids|sock|socket|policy|version|format|hash)$/;

/** True where a value under this name is not for every eye: names of variables, flags, annotations. */
export function isSecretName(name: string): boolean {
	const words = wordsOf(name);
	if (whereabouts.test(words.at(-1) ?? '')) return false;
	return strong.test(words.join('')) || words.some(word => secretWord.test(word));
}

/** The same of a field in an answer, where `key` names an object (snapshotKey) as often as a secret. */
function isSecretField(name: string): boolean {
	const words = wordsOf(name);
	return strong.test(words.join('')) && !whereabouts.test(words.at(-1) ?? '');
}

const strong =
	/password|passwd|passphrase|secret|token$|apikey|accesskey|privatekey|encryptionkey|connectionstring|credential/;

function wordsOf(name: string): readonly string[] {
	return name
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^a-z0-9]+/)
		.filter(Boolean);
}

/** The whole answer of the runtime with what looks like a secret taken out, wherever it stands. */
export function maskSecrets(document: unknown): Masked {
	let count = 0;
	const hide = (text: string) => {
		count += 1;
		return text === '' ? text : maskText;
	};
	return {value: masked(document, hide), count};
}

type Hide = (text: string) => string;

function masked(value: unknown, hide: Hide, isSecretEntry = isSecretField): unknown {
	if (typeof value === 'string') return maskedText(value, hide);
	if (Array.isArray(value)) return maskedList(value, hide);
	if (typeof value !== 'object' || value === null) return value;
	const fields = value as Readonly<Record<string, unknown>>;
	const named = namedValue(fields, hide);
	if (named) return named;
	return Object.fromEntries(
		Object.entries(fields).map(([name, own]) => [
			name,
			typeof own === 'string' && own !== '' && isSecretEntry(name) && !isPath(name, own)
				? hide(own)
				: masked(own, hide, /^(annotations|labels|env|data|stringData)$/i.test(name) ? isSecretName : isSecretField),
		]),
	);
}

/** `{key, value}` of the CRI and `{name, value}` of Kubernetes. */
function namedValue(fields: Readonly<Record<string, unknown>>, hide: Hide): unknown {
	const name = fields.key ?? fields.name;
	const {value} = fields;
	if (typeof name !== 'string' || typeof value !== 'string') return undefined;
	return {...fields, value: isSecretName(name) && value !== '' ? hide(value) : maskedText(value, hide)};
}

/** `NAME=value`, `--flag=value`, and `--flag value` in two words. */
function maskedList(list: readonly unknown[], hide: Hide): readonly unknown[] {
	return list.map((value, index) => {
		const before = list[index - 1];
		if (typeof value === 'string' && typeof before === 'string' && isSecretFlag(before) && !/^[-/]/.test(value))
			return hide(value);
		return masked(value, hide);
	});
}

function isSecretFlag(word: string): boolean {
	return /^--?[A-Za-z][\w-]*$/.test(word) && isSecretName(word);
}

function maskedText(text: string, hide: Hide): string {
	const [, name, value] = /^(-{0,2}[A-Za-z_][\w.-]*)=([\s\S]+)$/.exec(text) ?? [];
	if (
		name !== undefined &&
		value !== undefined &&
		isSecretName(name) &&
		!isPath(name, value) &&
		!isFilePath(name, value)
	)
		return `${name}=${hide(value)}`;
	if (/^\s*[[{]/.test(text)) return maskedJson(text, hide);
	return text
		.replace(
			/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:)([^\s@/]+)(@)/gi,
			(_, before, password, after) => `${before}${hide(password)}${after}`,
		)
		.replace(
			/\b((?:password|pwd|accountkey|sharedaccesskey)\s*=\s*)([^;\s]+)/gi,
			(_, before, password) => `${before}${hide(password)}`,
		)
		.replace(/\b((?:bearer|basic)\s+)([A-Za-z0-9._~+/=-]{8,})/gi, (_, before, token) => `${before}${hide(token)}`);
}

/** `--service-account-key-file=/etc/…` names a file. */
function isFilePath(name: string, value: string): boolean {
	return name.startsWith('-') && value.startsWith('/');
}

function isPath(name: string, value: string): boolean {
	return /file|path|dir/i.test(name) && value.startsWith('/');
}

/** JSON within a text, as annotations have it: last-applied-configuration with its env. */
function maskedJson(text: string, hide: Hide): string {
	try {
		const inner: unknown = JSON.parse(text);
		const before = JSON.stringify(inner);
		const after = JSON.stringify(masked(inner, hide));
		return before === after ? text : after;
	} catch {
		return text;
	}
}
