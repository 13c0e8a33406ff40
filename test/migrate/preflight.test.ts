import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import type {MigrationFacts} from '../../src/migrate/facts.ts';
import {judge, verdictOf} from '../../src/migrate/preflight/index.ts';
import {containerOf, dockerNode, imageOf, podOf} from '../support/migration-facts.ts';

const cniOf = (more = {}) => ({
	confDir: '/etc/cni/net.d',
	binDirs: ['/opt/cni/bin'],
	files: [{path: '/etc/cni/net.d/10-a.conflist', text: '', name: 'a', plugins: ['bridge']}],
	ignored: [],
	binaries: ['bridge'],
	remembered: [],
	...more,
});

const found = (facts: MigrationFacts, id: string) => judge(facts).find(finding => finding.id === id);

it('a plain node of kubeadm may go', () => {
	const facts = dockerNode({snapshot: {cni: cniOf()}});
	expect(judge(facts).filter(({verdict}) => verdict !== 'go')).toEqual([]);
	expect(verdictOf(judge(facts), [])).toBe('go');
});

describe('what stops it, or asks', () => {
	const secret = podOf('builder', {hostPaths: ['/var/run/docker.sock']});
	// biome-ignore format: a table
	it.each<[string, string, string, RegExp, Parameters<typeof dockerNode>[0]]>([
		['runtime', 'no-go', 'k3s', /k3s brings its own containerd/, {units: {'k3s.service': {}}}],
		['runtime', 'no-go', 'another runtime', /neither docker nor containerd/, {kubelet: '1.30.4', flags: '--container-runtime-endpoint=unix:///run/crio/crio.sock'}],
		['runtime', 'go', 'cri-dockerd', /through cri-dockerd/, {kubelet: '1.30.4', flags: '--container-runtime-endpoint=unix:///run/cri-dockerd.sock'}],
		['versions', 'no-go', 'containerd 1.6.20 under Kubernetes 1.32', /needs containerd 1\.6\.36/, {kubelet: '1.32.1'}],
		['versions', 'go', 'containerd 1.6.20 under Kubernetes 1.26', /1\.26\.1/, {kubelet: '1.26.1'}],
		['containerd-config', 'no-go', 'no TOML', /is no TOML/, {containerdConfig: 'version = 2\n[plugins\n'}],
		['cni', 'no-go', 'no network', /no configuration of a CNI plugin/, {snapshot: {cni: cniOf({files: []})}}],
		['cni', 'no-go', 'kubenet', /kubenet/, {flags: '--network-plugin=kubenet'}],
		['cni', 'no-go', 'a plugin that is not there', /needs bridge/, {snapshot: {cni: cniOf({binaries: ['portmap']})}}],
		['standalone-containers', 'consent', 'a container of compose', /^db: stop/, {workloads: {containers: {value: [containerOf('db', {compose: 'shop'})]}}}],
		['standalone-containers', 'go', 'one that is stopped already', /kubelet alone/, {workloads: {containers: {value: [containerOf('db', {running: false})]}}}],
		['docker-users', 'go', 'a pod with docker.sock is told of', /default\/builder: will run again/, {workloads: {pods: {value: [secret]}}}],
		['docker-settings', 'consent', 'a log driver that is no file', /no place in containerd/, {daemonJson: '{"log-driver": "fluentd"}'}],
		['docker-settings', 'no-go', 'broken daemon.json', /is no JSON/, {daemonJson: '{'}],
		['swarm', 'no-go', 'a swarm', /in a swarm/, {workloads: {swarm: {value: 'active'}}}],
		['pause-image', 'consent', 'a pause image that nobody has', /without it no pod starts/, {workloads: {images: {value: []}}}],
		['disk-room', 'no-go', 'a disk too small', /need about/, {workloads: {images: {value: [imageOf('web:1.0', {sizeBytes: 80e9})]}}}],
		['bare-pods', 'go', 'bare pods come back', /made again/, {workloads: {pods: {value: [podOf('bare', {manifest: {}})]}}}],
		['bare-pods', 'consent', 'but not where nobody here may drain', /deletes them for ever/, {workloads: {access: {}, pods: {value: [podOf('bare', {manifest: {}})]}}}],
		['cluster-access', 'no-go', 'no API server', /does not answer/, {snapshot: {node: {missing: 'refused'}}}],
		['cluster-access', 'no-go', 'no kubectl', /kubectl is not on this node/, {snapshot: {node: {missing: 'not found'}, programs: {}}}],
		['control-plane', 'go', 'static pods', /API server of this node is away/, {workloads: {pods: {value: [podOf('etcd-node1', {mirror: true})]}}}],
	])('%s, %s: %s', (id, verdict, _, because, told) => {
		expect(found(dockerNode(told), id)).toMatchObject({verdict, because: expect.stringMatching(because)});
	});

	it('what cannot be asked in the middle of a walk is not asked about again', () => {
		const away = {missing: 'no answer within 8 s'};
		const facts = dockerNode({facts: {did: new Set(['stop-docker'])}, workloads: {images: away, carried: away}});
		expect(found(facts, 'pause-image')).toBeUndefined();
	});

	it('consent is given by name, and a no-go is not accepted by any', () => {
		const asks = judge(dockerNode({snapshot: {cni: cniOf()}, workloads: {containers: {value: [containerOf('db')]}}}));
		expect(verdictOf(asks, [])).toBe('consent');
		expect(verdictOf(asks, ['standalone-containers'])).toBe('go');
		const never = judge(dockerNode({snapshot: {cni: cniOf({files: []})}}));
		expect(verdictOf(never, ['cni'])).toBe('no-go');
	});
});

it('every check of the folder is in its index', () => {
	const folder = join(import.meta.dirname, '../../src/migrate/preflight');
	const files = readdirSync(folder).filter(name => !['index.ts', 'finding.ts'].includes(name));
	const everything = dockerNode({
		snapshot: {cni: cniOf()},
		daemonJson: '{"runtimes": {"nvidia": {"path": "nvidia-container-runtime"}}}',
	});
	expect(judge(everything).length).toBe(files.length);
});
