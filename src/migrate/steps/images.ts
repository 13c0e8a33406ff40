import type {Argv} from '../../model/argv.ts';
import {isInContainerdStore} from '../../model/containerd-store.ts';
import {fullReference} from '../../model/image-ref.ts';
import {known} from '../../model/node-snapshot.ts';
import type {StoredImage} from '../../model/node-workloads.ts';
import {imagesLeft, imagesToCarry, namesOfOthers, wereCarried} from '../carry.ts';
import {containerdEndpoint, isToldOfTarget, type MigrationFacts, unitState} from '../facts.ts';
import {savedTogether} from '../room.ts';
import type {Change, Step} from '../step.ts';

/** docker's images go into containerd's namespace of the kubelet, by a pipe: no registry, no file on the disk between. */
export const images: Step<MigrationFacts> = {
	id: 'images',
	title: 'carry the images over',
	why: 'containerd does not see the images of docker. What is not carried must be pulled again, and what came from no registry is lost.',
	source: 'containerd ctr images import --help; kubernetes.io, Migrating from dockershim',
	watch: ['containerd.service'],
	seconds: 30,
	looks: ['units', 'docker', 'images', 'pods'],
	touches: ['images'],
	settleMs: 20_000,
	check(facts) {
		if (imagesToCarry(facts).length > 0) return {is: imagesLeft(facts).length === 0 ? 'done' : 'todo'};
		const dockerRuns = unitState(facts, 'docker.service')?.activeState === 'active';
		if (dockerRuns && 'missing' in facts.workloads.images)
			return {is: 'blocked', because: `docker does not list its images: ${facts.workloads.images.missing}`};
		// What a docker that is down holds would be lost without a word; once the kubelet is told of containerd, it was carried.
		if (!dockerRuns && 'missing' in facts.workloads.images && !isToldOfTarget(facts))
			return {is: 'blocked', because: 'docker does not run, and has the images: systemctl start docker.socket docker'};
		return {is: 'done'};
	},
	plan: changes,
	verify(facts) {
		const left = imagesLeft(facts);
		if (left.length > 0) return `not in containerd: ${left.map(({id, tags}) => tags[0] ?? id).join(', ')}`;
		const ids = known(facts.workloads.carriedIds);
		const other = ids && imagesToCarry(facts).find(({id}) => !ids.includes(id));
		return other ? `another image has the name ${other.tags[0] ?? other.id} in containerd: its ID differs` : undefined;
	},
};

/**
 * A drain takes its time, and to a tool that cleans up (`crictl rmi --prune` in a cron job) all that was carried is unused. With docker
 * stopped nobody has it any more: on a control plane the API server itself would not start again.
 */
export const imagesAgain: Step<MigrationFacts> = {
	...images,
	id: 'images-again',
	title: 'carry again what was thrown away since',
	why: 'What was carried is used by no container yet: whoever cleans up in containerd throws it away. Once docker is stopped nobody has it.',
	source: 'lab control-plane: crictl rmi during the drain; the API server did not start again',
	seconds: 0,
	check: facts => {
		const isNotTheTime = isToldOfTarget(facts) || !wereCarried(facts);
		return {is: isNotTheTime || imagesLeft(facts).length === 0 ? 'done' : 'todo'};
	},
};

/** An image of ordinary size takes seconds; a disk that is full or hangs must not hold the walk for ever. */
const timeoutMs = 3_600_000;

/**
 * Repository of an image without a name, in place of `import-DATE`, which the CRI takes for docker.io's and does not find
 * again when it removes it. Seen on containerd 1.6.20.
 */
const withoutName = 'of-docker.local/image';

/** What an import calls it where its ID is the digest of its manifest. */
export const nameOfId = (id: string) => `${withoutName}@${id}`;

/**
 * The CRI keeps an image under the digest of its configuration too, and that name holds its layers. docker with containerd's
 * own store does not tell it: it is the name of the same manifest.
 */
function forgetIds(images: readonly StoredImage[], hadIds: ReadonlySet<string>, ctr: Argv): readonly Argv[] {
	const ids = images.filter(image => isInContainerdStore(image) && !hadIds.has(image.id)).map(({id}) => id);
	return ids.length === 0 ? [] : [['sh', '-c', forget, 'sh', ids.join(' '), ...ctr]];
}

const forget = `ids=$1; shift
for id in $ids; do
	"$@" ls | while read -r name type digest rest; do
		case $name in sha256:*) [ "$digest" != "$id" ] || "$@" rm "$name";; esac
	done
done`;

/** What containerd had under a name that docker's image takes: an undo gives it back. */
const keptName = (name: string) => `before.rtconsole.local/${name}`;

function changes(facts: MigrationFacts): readonly Change[] {
	const left = imagesLeft(facts);
	const had = new Set(known(facts.workloads.carried) ?? []);
	const hadIds = new Set(known(facts.workloads.carriedIds) ?? []);
	const crictl = ['crictl', '--runtime-endpoint', containerdEndpoint(facts)] as const;
	const ctr = ['ctr', '--address', facts.snapshot.containerd.address, '-n', 'k8s.io', 'images'] as const;
	const others = [...new Set(left.flatMap(image => namesOfOthers(image, facts)))];
	const put = others
		.filter(name => !had.has(keptName(name)))
		.map(
			(name): Change => ({
				kind: 'run',
				argv: [...ctr, 'tag', name, keptName(name)],
				undo: [
					[...ctr, 'tag', '--force', keptName(name), name],
					[...ctr, 'rm', keptName(name)],
				],
				undoFineSaying: 'not found',
			}),
		);
	const named = (images: readonly StoredImage[]): Change => {
		const tags = images.flatMap(image => image.tags);
		// The CRI keeps each image under its ID too, and that name would hold its layers.
		const made = [...tags.map(fullReference), ...images.map(({id}) => id)].filter(name => !had.has(name));
		return {
			kind: 'run',
			argv: ['docker', 'save', ...tags],
			into: [...ctr, 'import', '-'],
			bytes: images.reduce((all, {sizeBytes}) => all + sizeBytes, 0),
			undo: [...(made.length === 0 ? [] : [[...ctr, 'rm', ...made] as const]), ...forgetIds(images, hadIds, ctr)],
			timeoutMs,
			// One that is damaged in docker's store keeps all of them.
			...(images.length > 1
				? {inParts: {saying: 'Error response from daemon', changes: images.map(image => named([image]))}}
				: {}),
		};
	};
	const byId = left
		.filter(({tags}) => tags.length === 0)
		.map(
			(image): Change => ({
				kind: 'run',
				argv: ['docker', 'save', image.id],
				into: [...ctr, 'import', '--digests', '--base-name', withoutName, '-'],
				bytes: image.sizeBytes,
				// The CRI alone knows which names an ID has; the one that the import made has a digest that nobody knows before.
				undo: hadIds.has(image.id)
					? []
					: isInContainerdStore(image)
						? [[...ctr, 'rm', nameOfId(image.id)], ...forgetIds([image], hadIds, ctr)]
						: [[...crictl, 'rmi', image.id]],
				undoFineSaying: 'no such image|not found',
				timeoutMs,
			}),
		);
	return [...put, ...savedTogether(facts).map(named), ...byId];
}
