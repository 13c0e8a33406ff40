import {barePods, isOnTarget, type MigrationFacts} from '../facts.ts';
import type {Change, Step} from '../step.ts';

const id = 'bare-pods';

export const savedPodsPath = (facts: MigrationFacts) => `${facts.folder}/bare-pods.json`;

/** Pods that nothing makes again are kept as manifests: a drain deletes them for ever. */
export const saveBarePods: Step<MigrationFacts> = {
	id,
	title: 'keep the manifests of bare pods',
	why: 'A drain deletes pods that no controller makes again. They are made again from these at the end.',
	source: 'kubectl drain --help: --force',
	watch: [],
	seconds: 0,
	looks: ['pods'],
	touches: [],
	settleMs: 0,
	check: facts =>
		isOnTarget(facts) || barePods(facts).length === 0 || (facts.did.has(id) && manifests(facts) === facts.savedPods)
			? {is: 'done'}
			: {is: 'todo'},
	plan(facts) {
		const write = (before: string | undefined, after: string | undefined): Change => ({
			kind: 'write',
			path: savedPodsPath(facts),
			before,
			after,
			mode: 0o600,
		});
		const before = facts.savedPods;
		// One of an earlier walk, even with the same pods, is not written in this one's books: those pods would not come back.
		if (before !== undefined && !facts.did.has(id))
			return [write(before, undefined), write(undefined, manifests(facts))];
		return [write(before, manifests(facts))];
	},
	verify: facts => (manifests(facts) === facts.savedPods ? undefined : 'a bare pod is not in the file'),
};

/** Those that were saved before in this walk, and those that are there now. */
function manifests(facts: MigrationFacts): string {
	const now = barePods(facts).flatMap(({manifest}) => (manifest === undefined ? [] : [manifest]));
	const names = new Set(now.map(nameOf));
	const earlier = savedPods(facts).filter(manifest => !names.has(nameOf(manifest)));
	const items = [...earlier, ...now].toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
	return `${JSON.stringify({apiVersion: 'v1', kind: 'List', items}, null, 2)}\n`;
}

type Manifest = Readonly<Record<string, unknown>>;

/** What this walk saved; nothing where the file is an earlier walk's. */
export function savedPods({did, savedPods: text}: MigrationFacts): readonly Manifest[] {
	if (!did.has(id) || text === undefined) return [];
	return (JSON.parse(text) as {items: Manifest[]}).items;
}

export function nameOf(manifest: Manifest): string {
	const {namespace, name} = manifest.metadata as {namespace?: string; name?: string};
	return `${namespace ?? 'default'}/${name ?? ''}`;
}
