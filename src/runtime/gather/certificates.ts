import {X509Certificate} from 'node:crypto';
import type {Reader} from '../../host/host.ts';
import type {Kubeconfig, Setting} from '../../model/node-snapshot.ts';
import type {Certificate} from '../../model/node-system.ts';
import {usualPki} from '../../model/pki-folder.ts';
import {keyFits, unfitOf} from './certificate-pairs.ts';
import {readYaml} from './config-file.ts';
import {namesIn, textIfAny} from './part.ts';
import {gatherPkiFolder, usualManifests} from './pki-folder.ts';

const kubeconfigs = ['kubelet', 'admin', 'super-admin', 'controller-manager', 'scheduler'].map(
	name => `/etc/kubernetes/${name}.conf`,
);

export type Papers = {readonly certificates: readonly Certificate[]; readonly kubeconfigs: readonly Kubeconfig[]};

/**
 * Every certificate that the node lives by, in files of their own and within kubeconfigs.
 *
 * @param manifests The folder of static pods, which name where the control plane has its own.
 */
export async function gatherCertificates(
	reader: Reader,
	kubeletConfig: string | undefined,
	manifests = usualManifests,
): Promise<Papers> {
	const pki = await gatherPkiFolder(reader, manifests);
	const folders = [...new Set(['/var/lib/kubelet/pki', ...[pki, usualPki].flatMap(each => [each, `${each}/etcd`])])];
	const names = await Promise.all(
		folders.map(async folder => (await namesIn(reader, folder)).map(name => `${folder}/${name}`)),
	);
	const paths = names
		.flat()
		.filter(path => /\.crt$|kubelet-client-current\.pem$|kubelet-server-current\.pem$/.test(path));
	const [files, configs] = await Promise.all([
		Promise.all(paths.map(path => readCertificates(reader, path, pki))),
		Promise.all(
			[...new Set([kubeletConfig ?? '', ...kubeconfigs])].filter(Boolean).map(path => readKubeconfig(reader, path)),
		),
	]);
	const read = configs.filter(config => config !== undefined);
	const unique = new Map(
		[...files.flat(), ...read.flatMap(({certificates}) => certificates)].map(one => [
			`${one.path} ${one.subject}`,
			one,
		]),
	);
	return {certificates: [...unique.values()], kubeconfigs: read.map(({config}) => config)};
}

async function readCertificates(reader: Reader, path: string, pki: string): Promise<readonly Certificate[]> {
	const text = await textIfAny(reader, path);
	if (text === undefined) return [];
	const unfit = await unfitOf(reader, path, text, pki);
	// Of a file that holds none nothing else is known.
	if (unfit?.for === 'no-certificate')
		return [{path, subject: '', fromMs: 0, untilMs: Number.MAX_SAFE_INTEGER / 2, unfit}];
	return certificatesIn(path, text).map((one, index) => (index === 0 && unfit ? {...one, unfit} : one));
}

async function readKubeconfig(reader: Reader, path: string) {
	const text = await textIfAny(reader, path);
	if (text === undefined) return undefined;
	const {settings} = readYaml(path, text);
	const value = (end: string) => settings.find(({name, value: said}) => name.endsWith(end) && said !== '')?.value;
	const inside = value('.client-certificate-data');
	const file = value('.client-certificate');
	const pem = inside === undefined ? file && (await textIfAny(reader, file)) : Buffer.from(inside, 'base64').toString();
	const [own] = certificatesIn(inside === undefined ? (file ?? path) : path, pem ?? '');
	const authority = certificatesIn(path, Buffer.from(value('.certificate-authority-data') ?? '', 'base64').toString());
	const server = value('.server');
	const user = own && /CN=([^\n,]+)/.exec(own.subject)?.[1];
	const named = own || file === undefined ? undefined : await whyUseless(reader, file, pem);
	const broken =
		named ?? (path.endsWith('/kubelet.conf') ? await whyStoreUseless(reader, own !== undefined) : undefined);
	const shown = path.endsWith('/kubelet.conf') ? await shownInstead(reader, user) : undefined;
	const holds = own || file !== undefined ? undefined : otherCredentials(settings);
	const lostName = lostNameIn(settings);
	const detours = settings.filter(
		({name, value: said}) =>
			(/\.cluster\.(proxy-url|tls-server-name)$/.test(name) && said !== '') ||
			(name.endsWith('.cluster.server') && /^https?:\/\/[^/]+\/./.test(said)),
	);
	const config: Kubeconfig = {
		path,
		...(lostName === undefined ? {} : {lostName}),
		...(server === undefined ? {} : {server}),
		...(detours.length === 0 ? {} : {detours}),
		...(user === undefined ? {} : {user}),
		...(shown === undefined ? {} : {shown}),
		...(holds === undefined ? {} : {holds}),
		...(broken === undefined ? {} : {broken}),
	};
	return {config, certificates: [...(own ? [own] : []), ...authority]};
}

function otherCredentials(settings: readonly Setting[]): Kubeconfig['holds'] {
	const has = (end: RegExp) => settings.some(({name, value}) => end.test(name) && value !== '');
	if (has(/\.user\.(token|tokenFile)$/)) return 'a token';
	if (has(/\.user\.(exec|auth-provider)\./)) return 'a program';
	return has(/\.user\.username$/) ? 'a password' : 'nothing';
}

/** From `current-context` to its context, and from there to a cluster and a user. */
export function lostNameIn(settings: readonly Setting[]): Kubeconfig['lostName'] {
	const current = settings.find(({name}) => name === 'current-context');
	const context = settings.find(({name, value}) => /^contexts\.\d+\.name$/.test(name) && value === current?.value);
	const place = context?.name.replace(/\.name$/, '');
	const told = (key: string) => settings.find(({name}) => name === `${place}.context.${key}`);
	return (
		unknownIn(settings, 'context', current) ??
		unknownIn(settings, 'cluster', told('cluster')) ??
		unknownIn(settings, 'user', told('user'))
	);
}

function unknownIn(
	settings: readonly Setting[],
	what: 'context' | 'cluster' | 'user',
	set: Setting | undefined,
): Kubeconfig['lostName'] {
	const isName = new RegExp(`^${what}s\\.\\d+\\.name$`);
	const names = settings.filter(({name}) => isName.test(name)).map(({value}) => value);
	if (set === undefined || names.length === 0 || names.includes(set.value)) return undefined;
	return {what, named: set.value, line: set.line, ...(names.length === 1 ? {only: names[0] ?? ''} : {})};
}

/** The store wins over the kubeconfig, whoever is named in it. */
async function shownInstead(reader: Reader, user: string | undefined): Promise<string | undefined> {
	const [stored] = certificatesIn(store, (await textIfAny(reader, store)) ?? '');
	const name = stored && /CN=([^\n,]+)/.exec(stored.subject)?.[1];
	return name === user ? undefined : name;
}

const store = '/var/lib/kubelet/pki/kubelet-client-current.pem';

/**
 * Whatever its kubeconfig says, a kubelet that renews its certificate reads the one in its store first; where there is none
 * it begins with that of the kubeconfig. Source: client-go/util/certificate FileStore.Current, seen with kubelet 1.30.
 */
async function whyStoreUseless(reader: Reader, hasOther: boolean): Promise<Kubeconfig['broken']> {
	const text = await textIfAny(reader, store);
	if (text === undefined || (certificatesIn(store, text).length > 0 && keyFits(text))) return undefined;
	const found = await whyUseless(reader, store, text);
	return found && hasOther && found.instead === undefined ? {...found, dispensable: true} : found;
}

/** A user who may not read the file knows nothing of it. */
async function whyUseless(reader: Reader, path: string, pem: string | undefined): Promise<Kubeconfig['broken']> {
	const isThere = await reader.kindOf(path).then(
		kind => kind !== undefined,
		() => undefined,
	);
	if (isThere === undefined || (isThere && pem === undefined)) return undefined;
	const folder = path.slice(0, path.lastIndexOf('/'));
	const dated = (await namesIn(reader, folder)).filter(name => /^kubelet-client-\d.*\.pem$/.test(name)).toSorted();
	for (const name of dated.toReversed()) {
		const text = (await textIfAny(reader, `${folder}/${name}`)) ?? '';
		if (certificatesIn(name, text).length > 0 && keyFits(text))
			return {path, because: whatIsWrong(isThere, path, pem), instead: `${folder}/${name}`};
	}
	return {path, because: whatIsWrong(isThere, path, pem)};
}

function whatIsWrong(isThere: boolean, path: string, pem = ''): string {
	if (!isThere) return 'is not there';
	return certificatesIn(path, pem).length > 0 ? 'holds a certificate without its key' : 'holds no certificate';
}

function certificatesIn(path: string, text: string): readonly Certificate[] {
	const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
	return blocks.flatMap(block => {
		try {
			const {subject, validFrom, validTo} = new X509Certificate(block);
			return [
				{path, subject: subject.replaceAll('\n', ', '), fromMs: Date.parse(validFrom), untilMs: Date.parse(validTo)},
			];
		} catch {
			// A block that is no certificate: whoever needs it says so in its own log.
			return [];
		}
	});
}
