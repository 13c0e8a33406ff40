import type {Argv} from '../model/argv.ts';
import {fullReference} from '../model/image-ref.ts';
import {known} from '../model/node-snapshot.ts';
import {savedImages} from './carry.ts';
import {isToldOfTarget, type MigrationFacts, unitState} from './facts.ts';
import type {Standing} from './ledger.ts';
import {pauseImage} from './wanted.ts';

/** What this walk brought into containerd, as its ledger has it: docker may be stopped by now, and lists nothing. */
export type CarriedBefore = {
	/** As docker was asked for them: names, and IDs of what has no name. */
	readonly saved: readonly Saved[];
	/** Names by digest, each made from another. */
	readonly tags: ReadonlyArray<{readonly name: string; readonly argv: Argv}>;
	/** `docker stop …` of the walk: what `restart: always` starts with docker is stopped by it again. */
	readonly stops: readonly Argv[];
};

export type Saved = {readonly what: string; readonly into: Argv};

const isId = (what: string) => /^sha256:[0-9a-f]{64}$/.test(what);

export function carriedBefore(standing: readonly Standing[]): CarriedBefore | undefined {
	const runs = standing.flatMap(change => (change.do === 'run' ? [change] : []));
	const saves = runs.filter(({argv, into}) => argv[0] === 'docker' && argv[1] === 'save' && into !== undefined);
	if (saves.length === 0) return undefined;
	const saved = saves.flatMap(({argv, into = ['']}) => argv.slice(2).map((what): Saved => ({what, into})));
	const ofStep = (step: string) => runs.filter(change => change.step === step);
	return {
		saved: [...new Map(saved.map(each => [each.what, each])).values()],
		tags: [...ofStep('image-names'), ...ofStep('image-names-again')].flatMap(({argv}) => {
			const name = argv.at(-1);
			return name === undefined ? [] : [{name, argv}];
		}),
		stops: ofStep('stop-docker').flatMap(({argv}) => (argv[0] === 'docker' && argv[1] === 'stop' ? [argv] : [])),
	};
}

/** What was carried and is not in containerd any more: somebody cleaned up, and docker alone has it. Once the kubelet has started, of what is wanted here. */
export function thrownAway(facts: MigrationFacts): {readonly saved: readonly Saved[]; readonly tags: readonly Argv[]} {
	const {before, workloads, snapshot} = facts;
	const names = known(workloads.carried);
	const ids = known(workloads.carriedIds);
	const isHere = snapshot.programs.dockerd !== undefined && unitState(facts, 'docker.service') !== undefined;
	if (before === undefined || names === undefined || !isHere || !isToldOfTarget(facts)) return {saved: [], tags: []};
	// Until the kubelet runs nobody throws away what is not wanted; later it does so itself.
	const wanted = facts.did.has('start-kubelet') ? wantedNames(facts) : undefined;
	const lost = before.saved.filter(({what}) =>
		isId(what) ? ids !== undefined && !ids.includes(what) : !names.includes(fullReference(what)),
	);
	return {
		saved: lost.filter(({what}) => wanted === undefined || isId(what) || wanted.has(fullReference(what))),
		tags: before.tags
			.filter(({name}) => !names.includes(name) && (wanted === undefined || wanted.has(name)))
			.map(({argv}) => argv),
	};
}

/** Undefined where the pods are not known: an API server that is one of these images is away then, and all of them are wanted. */
function wantedNames(facts: MigrationFacts): ReadonlySet<string> | undefined {
	const pods = known(facts.workloads.pods);
	if (pods === undefined) return undefined;
	const pause = pauseImage(facts);
	const all = [
		...pods.flatMap(({images}) => images),
		...(known(facts.workloads.wanted) ?? []),
		...savedImages(facts),
		...(pause === undefined ? [] : [pause]),
	];
	return new Set(all.map(fullReference));
}
