import {describe, expect, it} from 'vitest';
import {carriedBefore} from '../../src/migrate/carried-before.ts';
import type {Entry} from '../../src/migrate/ledger.ts';
import {standing} from '../../src/migrate/ledger.ts';
import {judge} from '../../src/migrate/preflight/index.ts';
import {planSteps} from '../../src/migrate/step.ts';
import {dockerToContainerd} from '../../src/migrate/steps/index.ts';
import type {Argv} from '../../src/model/argv.ts';
import {dockerNode, dockerStopped, podOf, type Told} from '../support/migration-facts.ts';

const id = `sha256:${'7'.repeat(64)}`;
const ctr = ['ctr', '--address', '/run/containerd/containerd.sock', '-n', 'k8s.io', 'images'] as const;
const run = (change: number, step: string, argv: Argv, into?: Argv): Entry => ({
	at: '',
	do: 'run',
	step,
	change,
	argv,
	...(into && {into}),
	undo: [],
});
const pause = 'k8s.gcr.io/pause:3.2';
const digest = 'docker.io/library/web@sha256:1';
const ledger = [
	run(1, 'images', ['docker', 'save', 'web:1.0', 'other:1', pause], [...ctr, 'import', '-']),
	run(2, 'images', ['docker', 'save', id], [...ctr, 'import', '--base-name', 'x', '-']),
	run(3, 'image-names', [...ctr, 'tag', 'docker.io/library/web:1.0', digest]),
	run(4, 'stop-docker', ['docker', 'stop', '--time', '30', 'aa']),
];
const flags = `--container-runtime=remote --container-runtime-endpoint=unix:///run/containerd/containerd.sock --pod-infra-container-image=${pause}`;
const programs = {...dockerNode().snapshot.programs, dockerd: '/usr/sbin/dockerd'};

function node({carried = [], ids = [id], ...told}: Told & {carried?: string[]; ids?: string[]} = {}) {
	return dockerNode({
		flags,
		units: dockerStopped,
		...told,
		snapshot: {programs, ...told.snapshot},
		workloads: {
			images: {missing: 'docker does not run'},
			containers: {missing: 'docker does not run'},
			carried: {value: carried},
			carriedIds: {value: ids},
			pods: {value: [podOf('web', {images: ['web:1.0', digest]})]},
			...told.workloads,
		},
		facts: {
			did: new Set(['start-kubelet']),
			before: carriedBefore(standing(ledger)) as NonNullable<ReturnType<typeof carriedBefore>>,
			...told.facts,
		},
	});
}

const commands = (facts: ReturnType<typeof node>) =>
	planSteps(dockerToContainerd, facts)
		.find(each => each.id === 'images-back')
		?.changes.map(change => (change.kind === 'run' ? change.argv.join(' ') : change.path));

const start = 'systemctl start docker.socket docker.service';
const stop = 'systemctl stop docker.socket docker.service';
const tag = [...ctr, 'tag', 'docker.io/library/web:1.0', digest].join(' ');

describe('images that were carried and thrown away after docker was stopped', () => {
	it('docker runs for a moment and gives those that are wanted; what starts with it is stopped with it', () => {
		expect(commands(node())).toEqual([start, `docker save web:1.0 ${pause}`, tag, 'docker stop --time 30 aa', stop]);
	});

	it('what has no name comes in its own way, and a name by digest alone needs no docker', () => {
		const carried = ['docker.io/library/web:1.0', pause, digest];
		expect(commands(node({carried}))).toEqual([]);
		expect(commands(node({carried, ids: []}))).toEqual([start, `docker save ${id}`, 'docker stop --time 30 aa', stop]);
		expect(commands(node({carried: carried.slice(0, 2)}))).toEqual([tag]);
	});

	it('before the kubelet starts all of them come back: what no pod uses now may have come from no registry', () => {
		expect(commands(node({facts: {did: new Set(['stop-docker'])}}))?.[1]).toBe(`docker save web:1.0 other:1 ${pause}`);
	});

	it('where the API server is away all of them are wanted: it may be one', () => {
		const workloads = {pods: {missing: 'connection refused'}};
		expect(commands(node({workloads}))?.[1]).toBe(`docker save web:1.0 other:1 ${pause}`);
	});

	it('nothing of it before the kubelet is told of containerd, nor without docker, nor where nothing was carried', () => {
		expect(commands(node({flags: '--network-plugin=cni'}))).toEqual([]);
		expect(commands(node({snapshot: {programs: dockerNode().snapshot.programs}}))).toEqual([]);
		expect(carriedBefore(standing([]))).toBeUndefined();
		const {before: _, ...without} = node();
		expect(commands(without)).toEqual([]);
	});

	it('a pause image among them asks for nothing: it comes with them', () => {
		const found = judge(node()).find(each => each.id === 'pause-image');
		expect(found).toMatchObject({verdict: 'go', because: expect.stringContaining('brought back from docker')});
		const {before: _, ...lost} = node();
		expect(judge(lost).find(each => each.id === 'pause-image')?.verdict).toBe('consent');
	});
});
