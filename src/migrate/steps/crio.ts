import {fullReference} from '../../model/image-ref.ts';
import {known} from '../../model/node-snapshot.ts';
import {imagesToCarry} from '../carry.ts';
import {crioFiles} from '../crio.ts';
import {isOnTarget, isToldOfTarget, type MigrationFacts, unitState} from '../facts.ts';
import type {Change, Step} from '../step.ts';

const unit = 'crio.service';

export const configureCrio: Step<MigrationFacts> = {
	id: 'crio-config',
	title: 'configure and start CRI-O',
	why: 'It must make cgroups as the kubelet does, and have the pause image and the registries that docker had.',
	source: 'crio.conf(5), containers-registries.conf(5); kubernetes.io, Container Runtimes',
	watch: [unit],
	seconds: 5,
	settleMs: 30_000,
	check(facts) {
		if (unitState(facts, unit) === undefined)
			return {is: 'blocked', because: `there is no ${unit}: install CRI-O of the minor version of the kubelet`};
		return {
			is: isOnTarget(facts) || (facts.did.has('crio-config') && crioWrong(facts) === undefined) ? 'done' : 'todo',
		};
	},
	plan(facts) {
		const there = unitState(facts, unit);
		const undo = [
			...(there?.fileState === 'enabled' ? [] : [['systemctl', 'disable', unit] as const]),
			['systemctl', there?.activeState === 'active' ? 'restart' : 'stop', unit] as const,
		];
		return [
			{kind: 'run', argv: ['systemctl', 'enable', unit], undo},
			// What is there is not read beforehand: a file of that name stops the walk, and is not written over.
			...crioFiles(facts).map(({path, text, mode}) => ({
				kind: 'write' as const,
				path,
				before: undefined,
				after: text,
				...(mode === undefined ? {} : {mode}),
			})),
			{kind: 'run', argv: ['systemctl', 'restart', unit], undo: []},
		];
	},
	verify: crioWrong,
};

export function crioWrong(facts: MigrationFacts): string | undefined {
	const state = unitState(facts, unit)?.activeState;
	return state === 'active' ? undefined : `${unit} is ${state ?? 'not there'}`;
}

/** Images of docker go into the store that CRI-O shares with podman. */
export const crioImages: Step<MigrationFacts> = {
	id: 'crio-images',
	title: 'carry the images over',
	why: 'CRI-O does not see the images of docker.',
	source: 'podman-load(1), skopeo-copy(1)',
	watch: [unit],
	seconds: 30,
	settleMs: 0,
	looks: ['units', 'docker', 'images', 'pods'],
	touches: ['images'],
	check(facts) {
		const {podman, skopeo} = facts.snapshot.programs;
		const {images} = facts.workloads;
		if (isOnTarget(facts)) return {is: 'done'};
		if ('missing' in images && !isToldOfTarget(facts))
			return {is: 'blocked', because: `docker does not list its images: ${images.missing}`};
		if (tagged(facts).length === 0) return {is: 'done'};
		return podman === undefined && skopeo === undefined
			? {
					is: 'blocked',
					because: 'neither podman nor skopeo is here, and CRI-O itself takes images from a registry alone',
				}
			: {is: 'todo'};
	},
	plan(facts): readonly Change[] {
		const {podman, skopeo} = facts.snapshot.programs;
		const tags = tagged(facts);
		if (podman !== undefined)
			return [
				{
					kind: 'run',
					argv: ['docker', 'save', ...tags],
					into: ['podman', 'load', '--quiet'],
					undo: [],
					timeoutMs,
				},
			];
		return tags.flatMap(tag => throughFile(tag, skopeo ?? 'skopeo'));
	},
	verify(facts) {
		const left = tagged(facts);
		return left.length === 0 ? undefined : `not in CRI-O: ${left.join(', ')}`;
	},
};

const archive = '/var/lib/rtconsole/migrate/image.tar';
const timeoutMs = 3_600_000;

/**
 * By a file: skopeo cannot read an archive from a pipe, and its docker-daemon: speaks an API that a docker of 25 and later
 * refuses. Source: skopeo 1.9, docker 26.1.
 */
function throughFile(tag: string, skopeo: string): readonly Change[] {
	const to = `containers-storage:${fullReference(tag)}`;
	return [
		{kind: 'run', argv: ['docker', 'save', '--output', archive, tag], undo: [], timeoutMs},
		{kind: 'run', argv: [skopeo, 'copy', `docker-archive:${archive}`, to], undo: [], timeoutMs},
		{kind: 'run', argv: ['rm', '--force', archive], undo: []},
	];
}

/** Names that CRI-O does not have yet; what has none can be asked for by nobody. */
function tagged(facts: MigrationFacts): readonly string[] {
	const there = new Set((known(facts.workloads.carried) ?? []).map(fullReference));
	return imagesToCarry(facts).flatMap(({tags}) => tags.filter(tag => !there.has(fullReference(tag))));
}
