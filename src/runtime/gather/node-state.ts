import type {Reader} from '../../host/host.ts';
import type {ImageStore, NodeState, ReadOnlyPlace} from '../../model/node-state.ts';
import {gatherDamaged} from './damaged.ts';
import {gatherDownLinks, gatherLinks} from './links.ts';
import {mountOf, mountsIn} from './mounts.ts';
import {networksIn} from './networks.ts';
import {namesIn, textIfAny} from './part.ts';
import {gatherStaticPods} from './static-pods.ts';

export type Places = {
	/** Folders that services must be able to write to. */
	readonly written: readonly string[];
	readonly resolvConf: string;
	readonly containerdRoots: readonly string[];
	readonly dockerRoots: readonly string[];
	readonly manifests: string;
	/** Programs that must be whole. */
	readonly programs?: readonly string[];
};

/** All of it from files, so that it costs no process. */
export async function gatherNodeState(reader: Reader, places: Places): Promise<NodeState> {
	const text = (path: string) => textIfAny(reader, path);
	const [
		mounts,
		trie,
		six,
		average,
		resolv,
		ofContainerd,
		ofDocker,
		there,
		staticPods,
		kubernetesFiles,
		damaged,
		links,
		downLinks,
		hosts,
		switches,
		routes,
	] = await Promise.all([
		text('/proc/self/mountinfo'),
		text('/proc/net/fib_trie'),
		text('/proc/net/if_inet6'),
		text('/proc/loadavg'),
		text(places.resolvConf),
		Promise.all(places.containerdRoots.map(root => containerdStore(reader, root))),
		Promise.all(places.dockerRoots.map(root => dockerStores(reader, root))),
		Promise.all(places.written.map(async path => ((await reader.kindOf(path).catch(() => undefined)) ? [path] : []))),
		gatherStaticPods(reader, places.manifests),
		filesOf(reader, [
			'/etc/kubernetes',
			'/etc/kubernetes/pki',
			'/etc/kubernetes/pki/etcd',
			'/etc/kubernetes/manifests',
		]),
		gatherDamaged(reader, places.programs ?? []),
		gatherLinks(reader),
		gatherDownLinks(reader),
		text('/etc/hosts'),
		text('/etc/nsswitch.conf'),
		text('/proc/net/route'),
	]);
	const tasks = Number(/\/(\d+) /.exec(average ?? '')?.[1]);
	return {
		readOnly: [...there.flat().flatMap(path => readOnlyAt(path, mounts ?? '') ?? []), ...closedCgroups(mounts ?? '')],
		...(trie === undefined ? {} : {addresses: [...addressesIn(trie), ...addressesIn6(six ?? '')]}),
		...(links === undefined ? {} : {links}),
		networks: networksIn(routes ?? ''),
		...(downLinks === undefined ? {} : {downLinks}),
		resolvConf: {path: places.resolvConf, ...(resolv === undefined ? {} : {text: resolv})},
		stores: [...ofContainerd, ...ofDocker.flat()].filter(({count}) => count > 0),
		...(tasks > 0 ? {tasks} : {}),
		staticPods,
		kubernetesFiles,
		damaged,
		names: {...(hosts === undefined ? {} : {hosts}), ...(switches === undefined ? {} : {switches})},
		manifests: places.manifests,
	};
}

async function filesOf(reader: Reader, folders: readonly string[]): Promise<readonly string[]> {
	const names = await Promise.all(
		folders.map(async folder => (await namesIn(reader, folder)).map(name => `${folder}/${name}`)),
	);
	return names.flat();
}

export function readOnlyAt(path: string, mountinfo: string): ReadOnlyPlace | undefined {
	const last = mountOf(path, mountsIn(mountinfo));
	if (last === undefined) return undefined;
	const {mountedOn} = last;
	if (last.filesystemOptions.includes('ro')) return {path, mountedOn, what: 'filesystem'};
	return last.options.includes('ro') ? {path, mountedOn, what: 'mount'} : undefined;
}

/** Hierarchies of cgroups that can only be read beside others that are written to; all of them: this is a container. */
export function closedCgroups(mountinfo: string): readonly ReadOnlyPlace[] {
	const all = mountsIn(mountinfo).filter(
		({filesystem, mountedOn}) => filesystem === 'cgroup' && mountedOn.startsWith('/sys/fs/cgroup/'),
	);
	const places = all.flatMap(({mountedOn}) => readOnlyAt(mountedOn, mountinfo) ?? []);
	return places.length < all.length ? places : [];
}

/** An address stands on the line before `/32 host LOCAL`. */
export function addressesIn(trie: string): readonly string[] {
	const found = [...trie.matchAll(/\|-- ([\d.]+)\n\s+\/32 host LOCAL/g)].map(([, address = '']) => address);
	return [...new Set(found)];
}

/** `fe80000000000000…` as people write it, without shortening. */
function addressesIn6(text: string): readonly string[] {
	return text.split('\n').flatMap(line => {
		const digits = /^([0-9a-f]{32}) /.exec(line)?.[1];
		return digits === undefined ? [] : [(digits.match(/.{4}/g) ?? []).join(':')];
	});
}

async function containerdStore(reader: Reader, root: string): Promise<ImageStore> {
	const blobs = await namesIn(reader, `${root}/io.containerd.content.v1.content/blobs/sha256`);
	return {runtime: 'containerd', root, count: blobs.length};
}

async function dockerStores(reader: Reader, root: string): Promise<readonly ImageStore[]> {
	const drivers = await namesIn(reader, `${root}/image`);
	return Promise.all(
		drivers.map(async (driver): Promise<ImageStore> => {
			const folder = `${root}/image/${driver}`;
			const [images, repositories] = await Promise.all([
				namesIn(reader, `${folder}/imagedb/content/sha256`),
				textIfAny(reader, `${folder}/repositories.json`),
			]);
			return {runtime: 'docker', root, driver, count: images.length, names: taggedIn(repositories ?? '{}')};
		}),
	);
}

/** `{"Repositories": {"k8s.gcr.io/etcd": {"k8s.gcr.io/etcd:3.4.13-0": "sha256:…"}}}` */
function taggedIn(text: string): readonly string[] {
	try {
		const repositories: unknown = JSON.parse(text).Repositories ?? {};
		return Object.values(repositories as object).flatMap(tags => Object.keys(tags));
	} catch {
		// Half written: docker itself is asked elsewhere.
		return [];
	}
}
