import {known, type NodeSnapshot, type Setting} from '../model/node-snapshot.ts';
import type {ImageStore} from '../model/node-state.ts';
import {hasKubelet, needsContainerd, needsDocker} from './about.ts';
import {type Check, type Fix, fatal, type Outcome, ok, skipped, warning} from './check.ts';
import {advice, at, replaceInLine, restart, run} from './fixes.ts';
import {containerdSettings} from './parts/containerd-settings.ts';

/** So much less than elsewhere is not a store that was only tidied up. */
const share = 3;

export const imageStore: Check = {
	id: 'image-store',
	title: 'where images are kept',
	follows: ['containerd-config-syntax', 'docker-config', 'containerd-running', 'docker-running'],
	// Nothing of what they tell can be so before the images are back.
	explains: ['overlay-mount', 'pause-pull', 'image-pull', 'registry-unreachable'],
	look(node) {
		const {state} = node;
		const hidden = inContainerdNow(node);
		if (hidden !== undefined) return hidden;
		const used = storeInUse(node);
		if (state === undefined || used === undefined) return skipped('the runtime does not tell where it keeps them');
		const {runtime, root, driver} = used;
		const mine = state.stores.filter(store => store.runtime === runtime);
		const isUsed = (store: ImageStore) => store.root === root && (driver === undefined || store.driver === driver);
		const own = Math.max(0, ...mine.filter(isUsed).map(({count}) => count));
		const other = mine.filter(store => !isUsed(store) && store.count > own * share).toSorted(bySize)[0];
		if (other === undefined) return ok(`${nameOf({root, driver})} holds them`);
		return (own === 0 && hasKubelet(node) ? fatal : warning)(
			`${runtime} keeps its images in ${nameOf({root, driver})} (${own}), and ${nameOf(other)} has ${other.count}: what was pulled and run before is out of its sight, and every pod pulls anew`,
			{
				evidence: [
					{source: runtime === 'docker' ? 'docker info' : 'containerd config dump', text: nameOf({root, driver})},
					{source: `ls ${other.root}`, text: `${nameOf(other)}: ${other.count}`},
				],
				fix: back(node, {root, driver}, other),
			},
		);
	},
};

/** Since docker 24 a feature moves images and containers into containerd; those of before stay where they were, unseen. */
function inContainerdNow(node: NodeSnapshot): Outcome | undefined {
	const set = known(node.docker.config)?.settings.find(
		({name, value}) => name === 'containerd-snapshotter' && value === 'true',
	);
	const old = node.state?.stores.find(
		({runtime, driver, count}) => runtime === 'docker' && driver !== 'overlayfs' && count > 0,
	);
	// Who moved on purpose has pulled since.
	if (set === undefined || old === undefined || known(node.docker.info)?.images !== 0) return undefined;
	return (needsDocker(node) ? fatal : warning)(
		`docker keeps its images and containers in containerd now (${set.path}), and has none there; ${nameOf(old)} has ${old.count}, out of its sight with the containers made of them`,
		{
			evidence: [at(set), {source: `ls ${old.root}`, text: `${nameOf(old)}: ${old.count}`}],
			fix: [
				run('sed', '-i', '-E', `${set.line}s/("containerd-snapshotter" *: *)true/\\1false/`, set.path),
				restart('docker'),
				advice('where it was meant: docker save each image before, docker load after it; containers are made anew'),
			],
		},
	);
}

function bySize(left: ImageStore, right: ImageStore): number {
	return right.count - left.count;
}

type Place = {readonly root: string; readonly driver: string | undefined};

function nameOf({root, driver}: Pick<ImageStore, 'root' | 'driver'> | Place): string {
	return driver === undefined ? root : `${root} (${driver})`;
}

function storeInUse(node: NodeSnapshot): (Place & {readonly runtime: ImageStore['runtime']}) | undefined {
	if (needsDocker(node)) {
		const info = known(node.docker.info);
		if (info !== undefined) return {runtime: 'docker', root: info.rootDir, driver: info.storageDriver};
		// It runs and is too busy to tell, as where every pod pulls anew.
		const set = toldRoot(node);
		return set === undefined ? undefined : {runtime: 'docker', root: set.value.replaceAll('"', ''), driver: undefined};
	}
	const root = known(node.containerd.effective)?.root;
	return needsContainerd(node) && typeof root === 'string'
		? {runtime: 'containerd', root, driver: undefined}
		: undefined;
}

function toldRoot({docker}: NodeSnapshot): Setting | undefined {
	const flag = docker.flags.findLast(({name}) => /^--(data-root|graph|g)$/.test(name));
	return flag ?? known(docker.config)?.settings.find(({name}) => /^(data-root|graph)$/.test(name));
}

/** The setting that leads away, put back. */
function back(node: NodeSnapshot, now: Place, other: ImageStore): readonly Fix[] {
	const isDocker = other.runtime === 'docker';
	const settings = isDocker ? (known(node.docker.config)?.settings ?? []) : containerdSettings(node);
	const changed = settings.flatMap(setting => {
		if (/^(root|data-root|graph)$/.test(setting.name) && now.root !== other.root)
			return [replaceInLine(setting.path, setting.line, now.root, other.root)];
		if (setting.name === 'storage-driver' && now.driver !== other.driver)
			return [replaceInLine(setting.path, setting.line, now.driver ?? '', other.driver ?? '')];
		return [];
	});
	const flagged = isDocker ? flaggedBack(node, now, other) : [];
	const name = isDocker ? 'docker' : 'containerd';
	const meant = advice(
		`where the change was meant: pull the images again, and remove ${other.root} when nobody misses it`,
	);
	if (flagged.length > 0) return [...flagged, run('systemctl', 'daemon-reload'), restart(name), meant];
	if (changed.length === 0) return [advice(`${name} must be told ${nameOf(other)} again`), meant];
	return [...changed, restart(name), meant];
}

/** The same by a flag of dockerd, in its unit or a drop-in. */
function flaggedBack({docker}: NodeSnapshot, now: Place, other: ImageStore): readonly Fix[] {
	return docker.flags.flatMap(({name, value, path, line}) => {
		if (/^--(data-root|graph|g)$/.test(name) && now.root !== other.root)
			return [replaceInLine(path, line, value, other.root)];
		if (/^--(storage-driver|s)$/.test(name) && now.driver !== other.driver && other.driver !== undefined)
			return [replaceInLine(path, line, value, other.driver)];
		return [];
	});
}
