import {expect, it} from 'vitest';
import {type CleanUpFacts, cleanUp, type Leftover} from '../../src/migrate/clean-up.ts';
import {standing} from '../../src/migrate/ledger.ts';
import {planSteps} from '../../src/migrate/step.ts';
import {dockerNode, type Told} from '../support/migration-facts.ts';

const onContainerd: Told = {
	flags: '--container-runtime=remote --container-runtime-endpoint=unix:///run/containerd/containerd.sock',
	units: {'docker.service': {activeState: 'inactive'}, 'docker.socket': {activeState: 'inactive'}},
	snapshot: {namespaces: {value: []}},
};
const planned = (leftovers: readonly Leftover[], told: Told = onContainerd) =>
	planSteps<CleanUpFacts>(cleanUp, {...dockerNode(told), leftovers}).map(({id, state, because, changes}) => ({
		id,
		state,
		...(because === undefined ? {} : {because}),
		commands: changes.flatMap(change => (change.kind === 'run' ? [change.argv.join(' ')] : [])),
	}));

const data = {path: '/var/lib/docker', sizeBytes: 7};

it('docker goes without the folder itself, which may be a disk, and without what is mounted below', () => {
	expect(planned([data, {path: '/var/lib/dockershim', sizeBytes: 1}])).toEqual([
		{id: 'shim-data', state: 'todo', commands: ['rm --recursive --force --one-file-system -- /var/lib/dockershim']},
		{id: 'docker-network', state: 'done', commands: []},
		{id: 'docker-data', state: 'todo', commands: ['find /var/lib/docker -xdev -mindepth 1 -delete']},
	]);
});

it('its data-root is where daemon.json says', () => {
	const told = {...onContainerd, daemonJson: '{"data-root": "/data/docker"}'};
	expect(planned([{path: '/data/docker', sizeBytes: 7}], told)[2]?.commands).toEqual([
		'find /data/docker -xdev -mindepth 1 -delete',
	]);
});

// biome-ignore format: a table
it.each<[string, Told, string]>([
	['the kubelet needs it', {}, 'the kubelet does not run on containerd'],
	['docker runs', {...onContainerd, units: {}}, 'still active: docker.service, docker.socket'],
	['it has containers', {...onContainerd, snapshot: {namespaces: {value: [{name: 'moby', containers: 2, tasks: []}]}}}, 'docker still has 2 containers'],
])('not while %s', (_, told, because) => {
	expect(planned([data], told)[2]).toMatchObject({state: 'blocked', because});
});

it('only what asks by its name loses something that people may want', () => {
	expect(cleanUp.filter(({consent}) => consent).map(({id}) => id)).toEqual(['docker-data']);
});

it('a ledger that is closed has nothing to take back', () => {
	const at = '2026-11-26T00:00:00Z';
	const run = {at, do: 'run', step: 'cordon', change: 1, argv: ['true'], undo: []} as const;
	expect(standing([run])).toHaveLength(1);
	expect(standing([run, {at, do: 'closed', because: 'gone'}])).toEqual([]);
});
