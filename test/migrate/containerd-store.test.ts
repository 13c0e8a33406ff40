import {expect, it} from 'vitest';
import type {Reader} from '../../src/host/host.ts';
import {imagesToCarry} from '../../src/migrate/carry.ts';
import {planSteps} from '../../src/migrate/step.ts';
import {dockerToContainerd} from '../../src/migrate/steps/index.ts';
import {manifestIds} from '../../src/runtime/gather/manifest-ids.ts';
import {parseImages} from '../../src/runtime/gather/workloads.ts';
import {dockerNode} from '../support/migration-facts.ts';

const manifest = `sha256:${'1'.repeat(64)}`;
const config = `sha256:${'2'.repeat(64)}`;
const own = {id: manifest, tags: ['own/tool:1'], digests: [`own/tool@${manifest}`], sizeBytes: 1e6};
const node = (carried: readonly string[], ids: readonly string[], images = [own]) =>
	dockerNode({workloads: {images: {value: images}, carried: {value: carried}, carriedIds: {value: ids}}});
const changesOf = (id: string, facts: ReturnType<typeof node>) =>
	planSteps(dockerToContainerd, facts).find(step => step.id === id)?.changes ?? [];

// docker 26 and later with features.containerd-snapshotter: the ID of an image is the digest of its manifest.
it('an image of containerd’s own store has a digest though no registry knows it, and is carried', () => {
	expect(imagesToCarry(node([], []))).toEqual([own]);
	const pulled = {...own, id: config};
	expect(imagesToCarry(node([], [], [pulled]))).toEqual([]);
});

it('it is found in containerd by its manifest, and the undo takes the name of its configuration away', () => {
	const [carry] = changesOf('images', node([], []));
	const undo = carry?.kind === 'run' && Array.isArray(carry.undo) ? carry.undo : [];
	expect(undo[0]).toEqual(expect.arrayContaining(['rm', 'docker.io/own/tool:1']));
	expect(undo[1]).toEqual(expect.arrayContaining(['sh', '-c', manifest]));
	expect(changesOf('images', node(['docker.io/own/tool:1'], [config, manifest]))).toEqual([]);
});

it('one without a name has that of its import', () => {
	const nameless = {...own, tags: []};
	const [carry] = changesOf('images', node([], [], [nameless]));
	expect(carry).toMatchObject({argv: ['docker', 'save', manifest]});
	const [name] = changesOf('image-names', node([], [manifest], [nameless]));
	expect(name).toMatchObject({argv: expect.arrayContaining([`of-docker.local/image@${manifest}`])});
});

it('each of its digests counts once', () => {
	const [image] = parseImages(
		JSON.stringify([
			{Id: manifest, RepoTags: ['a:1', 'a:2'], RepoDigests: [`a@${manifest}`, `a@${manifest}`], Size: 1},
		]),
	);
	expect(image?.digests).toEqual([`a@${manifest}`]);
});

it('manifests of the kubelet’s namespace', async () => {
	const stdout = `REF TYPE DIGEST SIZE\n${config} application/vnd.oci.image.manifest.v1+json ${manifest} 2.0 MiB linux/amd64\n`;
	const reader = {query: async () => ({exitCode: 0, stdout, stderr: ''})} as unknown as Reader;
	expect(await manifestIds(reader, '/run/containerd/containerd.sock')).toEqual([manifest]);
});
