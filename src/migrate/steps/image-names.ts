import {isInContainerdStore} from '../../model/containerd-store.ts';
import {fullReference} from '../../model/image-ref.ts';
import {known} from '../../model/node-snapshot.ts';
import {imagesToCarry, wereCarried} from '../carry.ts';
import {isToldOfTarget, type MigrationFacts} from '../facts.ts';
import type {Step} from '../step.ts';
import {nameOfId} from './images.ts';

/** The digests by which the registry knows the images: an archive of docker does not carry them. */
export const imageNames: Step<MigrationFacts> = {
	id: 'image-names',
	title: 'keep the names by digest',
	why: 'A pod that names its image by digest (name@sha256:…) must find it under that name, for there may be no registry to ask.',
	source: 'lab docker, containerd 1.6.20: docker save writes no digests of the registry',
	watch: [],
	seconds: 1,
	looks: ['docker', 'images', 'pods'],
	touches: ['images'],
	settleMs: 10_000,
	check: facts => ({is: missing(facts).length === 0 ? 'done' : 'todo'}),
	plan(facts) {
		const ctr = ['ctr', '--address', facts.snapshot.containerd.address, '-n', 'k8s.io', 'images'] as const;
		return missing(facts).map(({name, from}) => ({
			kind: 'run' as const,
			argv: [...ctr, 'tag', from, name] as const,
			undo: [[...ctr, 'rm', name] as const],
		}));
	},
	verify: facts => (missing(facts).length === 0 ? undefined : `no name ${missing(facts)[0]?.name}`),
};

/** Who throws an image away throws its names by digest away with it. */
export const imageNamesAgain: Step<MigrationFacts> = {
	...imageNames,
	id: 'image-names-again',
	title: 'keep again the names by digest',
	seconds: 0,
	check: facts => (isToldOfTarget(facts) || !wereCarried(facts) ? {is: 'done'} : imageNames.check(facts)),
};

function missing(facts: MigrationFacts): ReadonlyArray<{readonly name: string; readonly from: string}> {
	const names = new Set(known(facts.workloads.carried) ?? []);
	return imagesToCarry(facts).flatMap(image => {
		const {id, tags, digests} = image;
		const [tag] = tags;
		const from = tag === undefined ? (isInContainerdStore(image) ? nameOfId(id) : id) : fullReference(tag);
		return digests
			.map(fullReference)
			.filter(name => !names.has(name))
			.map(name => ({name, from}));
	});
}
