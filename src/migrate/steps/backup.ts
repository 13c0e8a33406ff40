import {known} from '../../model/node-snapshot.ts';
import {configValue, isOnTarget, type MigrationFacts} from '../facts.ts';
import type {Step} from '../step.ts';

const id = 'backup';

/** Every file that decides how the node runs, in one archive beside the ledger. */
export const backup: Step<MigrationFacts> = {
	id,
	title: 'keep a copy of the configuration',
	why: 'The undo has its own copies; this one is for a person who wants to look, or to put it back by hand.',
	source: 'kubernetes.io, Changing the container runtime on a node',
	watch: [],
	seconds: 1,
	looks: ['units'],
	touches: [],
	settleMs: 0,
	check: facts => ({
		is: (facts.did.has(id) && !facts.unverified.has(id)) || isOnTarget(facts) ? 'done' : 'todo',
	}),
	plan: facts => [
		{
			kind: 'run',
			argv: ['mkdir', '-p', '-m', '0700', facts.folder],
			undo: [],
		},
		{
			kind: 'run',
			argv: ['tar', '--create', '--gzip', '--file', archive(facts), '--', ...paths(facts)],
			undo: [],
			// 1: a file changed while it was read, or is not there.
			alsoFine: [1],
		},
	],
	verify: () => undefined,
};

/** What a walk before this one kept is the only copy of how the node was before both. */
function archive({folder, beneath}: MigrationFacts): string {
	return beneath === undefined ? `${folder}/before.tar.gz` : `${folder}/before-${1 + beneath}.tar.gz`;
}

function paths(facts: MigrationFacts): readonly string[] {
	const {snapshot} = facts;
	const units = Object.values(known(snapshot.units) ?? {}).flatMap(({files}) => files.map(({path}) => path));
	const {kubelet, containerd, crictl, docker} = snapshot;
	const files = [
		...kubelet.environmentFiles,
		known(kubelet.config),
		known(kubelet.instanceConfig),
		known(containerd.config),
		...containerd.imports,
		...containerd.hosts,
		known(crictl.config),
		known(docker.config),
		...snapshot.cni.files,
	];
	const manifests = configValue(facts, 'staticPodPath')?.replace(/(.)\/+$/, '$1');
	const folders = manifests !== undefined && snapshot.kinds[manifests] === 'directory' ? [manifests] : [];
	return [...new Set([...units, ...folders, ...files.flatMap(file => (file === undefined ? [] : [file.path]))])];
}
