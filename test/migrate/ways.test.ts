import {parse} from 'smol-toml';
import {describe, expect, it} from 'vitest';
import {readMigrateArguments} from '../../src/cli/migrate/arguments.ts';
import type {Archive} from '../../src/migrate/install.ts';
import {type Entry, standing} from '../../src/migrate/ledger.ts';
import {makePlan} from '../../src/migrate/plan.ts';
import {type Change, planSteps} from '../../src/migrate/step.ts';
import {differing} from '../../src/migrate/steps/config-version-3.ts';
import {lastWalk, walkOf, walkOfWay, walksBeneath} from '../../src/migrate/walks.ts';
import {wayNamed, ways} from '../../src/migrate/ways/index.ts';
import {dockerNode, dockerStopped, flagsPath, podOf, type Told} from '../support/migration-facts.ts';
import {containerdOf} from '../support/node-snapshot.ts';

const stepOf = (way: string, id: string, told: Told) => {
	const step = planSteps(wayNamed(way).steps, dockerNode(told)).find(each => each.id === id);
	if (step === undefined) throw new Error(`no step ${id}`);
	return step;
};
const writesOf = (changes: readonly Change[]) =>
	Object.fromEntries(changes.flatMap(change => (change.kind === 'write' ? [[change.path, change.after]] : [])));
const commandsOf = (changes: readonly Change[]) =>
	changes.flatMap(change => (change.kind === 'run' ? [change.argv.join(' ')] : []));
const undosOf = (changes: readonly Change[]) =>
	changes.flatMap(change =>
		change.kind === 'run' && Array.isArray(change.undo) ? change.undo.map(each => each.join(' ')) : [],
	);

const onContainerd: Told = {
	kubelet: '1.30.4',
	flags: '--container-runtime-endpoint=unix:///run/containerd/containerd.sock',
	facts: {options: {target: 'containerd', withoutDocker: true}},
};
const config = '/etc/containerd/config.toml';

describe('repair of the configuration of containerd', () => {
	const repairOf = (text: string, version: string) =>
		stepOf('containerd-config', 'config-repair', {
			...onContainerd,
			snapshot: {containerd: containerdOf(text, {version: {value: version}})},
			kubeletConfig: 'cgroupDriver: systemd\n',
		});

	// biome-ignore format: a table
	it.each<[string, string, string, string, string | undefined]>([
		['the CRI plugin is on again', '1.7.24', 'disabled_plugins = ["cri"]\n', 'disabled_plugins = []', '"cri"'],
		['the driver of the kubelet', '1.7.24', 'version = 2\n', 'SystemdCgroup = true', undefined],
		['bin_dirs alone', '2.1.9', 'version = 3\n[plugins."io.containerd.cri.v1.runtime".cni]\nbin_dir = "/a"\nbin_dirs = ["/b"]\n', 'bin_dirs = ["/a", "/b"]', 'bin_dir ='],
		['what version 3 does not read', '2.1.9', 'version = 3\n[plugins."io.containerd.grpc.v1.cri".cni]\nconf_dir = "/x"\n', '[plugins."io.containerd.cri.v1.runtime".cni]', 'grpc.v1.cri'],
	])('%s', (_, version, before, has, hasNot) => {
		const text = writesOf(repairOf(before, version).changes)[config];
		expect(text).toContain(has);
		if (hasNot !== undefined) expect(text).not.toContain(hasNot);
	});

	it('what docker was told does not matter, and what a node without a kubelet wants is not guessed', () => {
		const {snapshot} = dockerNode(onContainerd);
		const step = stepOf('containerd-config', 'config-repair', {
			...onContainerd,
			daemonJson: '{"registry-mirrors": ["https://m"]}',
			snapshot: {
				kubelet: {...snapshot.kubelet, version: {missing: 'none'}},
				containerd: containerdOf('version = 2\n', {version: {value: '1.7.24'}}),
			},
		});
		expect(step).toMatchObject({state: 'done', changes: []});
	});

	it('containerd is restarted after its file, and on the way back too', () => {
		const {changes} = repairOf('version = 2\n', '1.7.24');
		expect(commandsOf(changes)).toEqual([
			'systemctl enable containerd.service',
			'systemctl restart containerd.service',
		]);
		expect(changes[0]).toMatchObject({undo: [['systemctl', 'restart', 'containerd.service']]});
	});
});

it('what is meant and not in effect: paths, but not of what is empty', () => {
	const meant = parse(
		'version = 2\nplugin_dir = ""\noom = 0\nlist = []\nroot = "/r"\n[gone.a]\nx = ""\ny = false\nz = 5\n[gone.b]\n',
	);
	expect(differing(meant, {root: '/r'}, [])).toEqual(['gone.a.z']);
	const list = parse('[[unpack]]\na = 1\nb = "x"\n[[unpack]]\na = 2\n');
	expect(differing(list, {unpack: [{b: 'x', c: 3, a: 1}, {a: 2}]}, [])).toEqual([]);
	expect(differing(list, {unpack: [{a: 1, b: 'y'}, {a: 2}]}, [])).toEqual(['unpack']);
	expect(differing(list, {unpack: [{a: 1, b: 'x'}]}, [])).toEqual(['unpack']);
	expect(differing(meant, {root: '/x', list: ['a'], gone: {a: {z: 5, y: true}}}, [])).toEqual([
		'list',
		'root',
		'gone.a.y',
	]);
});

describe('to version 3', () => {
	const told = (version: string, more: Told = {}): Told => ({
		...onContainerd,
		snapshot: {containerd: containerdOf(undefined, {version: {value: version}})},
		...more,
	});

	it('containerd 2 gets its file, containerd 1 is left alone', () => {
		const text = writesOf(stepOf('containerd-2', 'config-version-3', told('2.1.9')).changes)[config];
		expect(text).toContain('[plugins."io.containerd.cri.v1.images"]');
		expect(stepOf('containerd-2', 'config-version-3', told('1.7.24'))).toMatchObject({
			state: 'blocked',
			because: expect.stringContaining('older than 2.0'),
		});
		expect(makePlan(dockerNode(told('1.7.24')), [], wayNamed('containerd-2')).verdict).toBe('no-go');
	});

	it('an archive of containerd 2 comes first, and its programs go back', () => {
		const containerdTarball: Archive = {
			path: '/root/containerd-2.1.4-linux-amd64.tar.gz',
			names: ['bin/', 'bin/containerd', 'bin/ctr'],
			there: ['bin/ctr'],
			version: '2.1.4',
		};
		const facts = {options: {...onContainerd.facts?.options, containerdTarball}};
		const step = stepOf('containerd-2', 'install-containerd', told('1.7.24', {facts}));
		expect(commandsOf(step.changes)).toEqual([
			'tar --directory /usr/local --create --file /var/lib/rtconsole/migrate/programs-before.tar -- bin/ctr',
			'tar --directory /usr/local --extract --no-same-owner --unlink-first --gzip --file /root/containerd-2.1.4-linux-amd64.tar.gz',
		]);
		expect(undosOf(step.changes)).toEqual([
			'tar --directory /usr/local --extract --file /var/lib/rtconsole/migrate/programs-before.tar',
			'systemctl restart containerd.service',
			'rm --force -- /usr/local/bin/containerd /usr/local/bin/ctr',
		]);
		expect(stepOf('containerd-2', 'config-version-3', told('1.7.24', {facts})).state).toBe('todo');
		const bare = {value: [podOf('once', {manifest: {spec: {restartPolicy: 'Never'}}})]};
		const plan = makePlan(dockerNode(told('1.7.24', {facts, workloads: {pods: bare}})), [], wayNamed('containerd-2'));
		expect(plan.preflight.find(({id}) => id === 'way-back')?.because).toMatch(/stays Unknown; .*default\/once/);
		const second = makePlan(dockerNode(told('2.1.9')), [], wayNamed('containerd-2')).preflight;
		expect(second.map(({id}) => id)).not.toContain('way-back');
	});
});

describe('containerd that is not there', () => {
	const none = (id: string, like?: string): Told => ({
		snapshot: {
			system: {systemd: true, id, ...(like === undefined ? {} : {like})},
			containerd: containerdOf('', {binary: {missing: 'none'}, version: {missing: 'none'}}),
		},
	});

	const aptInstall =
		'env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends --option=DPkg::Lock::Timeout=300 --option=Dpkg::Options::=--force-confdef --option=Dpkg::Options::=--force-confold containerd';

	// biome-ignore format: a table
	it.each<[string, string, string | undefined, string]>([
		['Debian', 'debian', undefined, aptInstall],
		['Ubuntu', 'ubuntu', 'debian', aptInstall],
		['Rocky', 'rocky', 'rhel centos fedora', 'dnf install --assumeyes containerd.io'],
		['SUSE', 'sles', 'suse', 'zypper --non-interactive install containerd'],
		['openSUSE', 'opensuse-leap', 'suse opensuse', 'zypper --non-interactive install containerd'],
	])('%s', (_, id, like, command) => {
		const step = stepOf('containerd', 'install-containerd', none(id, like));
		expect(commandsOf(step.changes)).toEqual([command]);
		expect(undosOf(step.changes)).toHaveLength(1);
		// apt-get remove and dnf remove take docker with it.
		expect(undosOf(step.changes).join(' ')).toMatch(/^(dpkg --\S+ --force-depends|rpm --erase --nodeps) \S+$/);
	});

	it('a file of settings that was there before the package stays', () => {
		const undoWith = (config: object) => {
			const base = none('debian');
			const told = {...base, snapshot: {...base.snapshot, containerd: {...base.snapshot?.containerd, ...config}}};
			return undosOf(stepOf('containerd', 'install-containerd', told as Told).changes).join(' ');
		};
		expect(undoWith({config: {missing: 'none'}})).toContain('--purge');
		expect(undoWith({})).toContain('--remove');
	});

	it('a containerd that docker alone starts gets a unit, and the undo takes it away', () => {
		const unit = {units: {'containerd.service': {loadState: 'not-found', files: []}}};
		const step = stepOf('containerd', 'install-containerd', unit);
		expect(writesOf(step.changes)['/etc/systemd/system/containerd.service']).toMatch(/^ExecStart=\/\S+\/containerd$/m);
		expect(stepOf('containerd', 'install-containerd', {}).state).toBe('done');
		const versions = makePlan(dockerNode(unit), []).preflight.find(({id}) => id === 'versions');
		expect(versions?.because).toMatch(/no unit of its own/);
	});

	it('on a system that is not known an archive is asked for', () => {
		expect(stepOf('containerd', 'install-containerd', none('flatcar'))).toMatchObject({state: 'blocked'});
		const plan = makePlan(dockerNode(none('flatcar')), []);
		expect(plan.preflight.find(({id}) => id === 'versions')).toMatchObject({
			verdict: 'no-go',
			because: expect.stringContaining('--containerd-tarball'),
		});
	});

	it('an archive brings a unit where there is none, and writes nowhere else', () => {
		const archive = (names: readonly string[]): Told => ({
			...none('flatcar'),
			facts: {options: {containerdTarball: {path: '/x/containerd-1.7.28-linux-amd64.tar.gz', names, there: []}}},
			units: {'containerd.service': {loadState: 'not-found'}},
		});
		const step = stepOf('containerd', 'install-containerd', archive(['bin/containerd']));
		expect(writesOf(step.changes)['/etc/systemd/system/containerd.service']).toContain(
			'ExecStart=/usr/local/bin/containerd\n',
		);
		expect(stepOf('containerd', 'install-containerd', archive(['bin/containerd', '../../etc/passwd']))).toMatchObject({
			state: 'blocked',
			because: expect.stringContaining('outside'),
		});
		expect(stepOf('containerd', 'install-containerd', archive(['README']))).toMatchObject({state: 'blocked'});
	});
});

describe('containerd on another disk', () => {
	const told: Told = {facts: {options: {containerdRoot: '/data/containerd'}}};

	it('containerd stops, its folder goes along, and all of it comes back', () => {
		const {changes} = stepOf('containerd', 'containerd-root', told);
		expect(commandsOf(changes)).toEqual([
			'systemctl stop containerd.service',
			'mkdir --mode=0711 -- /data/containerd',
			'cp --archive --no-target-directory /var/lib/containerd /data/containerd',
			'systemctl start containerd.service',
		]);
		expect(writesOf(changes)[config]).toContain('root = "/data/containerd"');
		expect(changes.at(-1)).toMatchObject({undo: [['systemctl', 'stop', 'containerd.service']]});
		// The copy takes its folder away: a rmdir after it failed on a real node.
		expect(undosOf(changes).filter(undo => undo.startsWith('rmdir'))).toEqual([]);
	});

	it('is done where it was not asked for, or is so; under pods that run it is too late', () => {
		expect(stepOf('containerd', 'containerd-root', {}).state).toBe('done');
		const late = {...onContainerd, facts: told.facts ?? {}, snapshot: {node: {missing: 'away'}}};
		expect(stepOf('containerd', 'containerd-root', late)).toMatchObject({state: 'blocked'});
	});
});

describe('to cri-dockerd', () => {
	const target: Told = {
		facts: {options: {target: 'cri-dockerd'}},
		flags: '--network-plugin=cni --cni-bin-dir=/x --pod-infra-container-image=p:3.2',
		units: {
			'cri-docker.socket': {fileState: 'disabled', activeState: 'inactive'},
			'cri-docker.service': {
				fileState: 'disabled',
				activeState: 'inactive',
				files: [
					{
						path: '/lib/systemd/system/cri-docker.service',
						text: '[Service]\nExecStart=/usr/bin/cri-dockerd --container-runtime-endpoint fd://\n',
					},
				],
			},
		},
		snapshot: {programs: {'cri-dockerd': '/usr/bin/cri-dockerd'}},
	};

	it('the flags of dockershim become its own, and the kubelet is told of its socket', () => {
		const start = stepOf('cri-dockerd', 'start-cri-dockerd', target);
		expect(Object.values(writesOf(start.changes))).toEqual([
			'[Service]\nExecStart=\nExecStart=/usr/bin/cri-dockerd --container-runtime-endpoint fd:// --pod-infra-container-image=p:3.2 --network-plugin=cni --cni-bin-dir=/x\n',
		]);
		expect(writesOf(stepOf('cri-dockerd', 'kubelet-config', target).changes)[flagsPath]).toBe(
			'KUBELET_KUBEADM_ARGS="--pod-infra-container-image=p:3.2 --container-runtime-endpoint=unix:///run/cri-dockerd.sock --container-runtime=remote"\n',
		);
		expect(wayNamed('cri-dockerd').steps.map(({id}) => id)).not.toContain('stop-docker');
	});

	it('without it: no-go, with what to install', () => {
		const plan = makePlan(dockerNode({...target, snapshot: {}}), [], wayNamed('cri-dockerd'));
		expect(plan.preflight[0]).toMatchObject({id: 'cri-dockerd', verdict: 'no-go'});
	});
});

describe('to CRI-O', () => {
	const target: Told = {
		facts: {options: {target: 'cri-o'}},
		daemonJson: '{"registry-mirrors": ["https://m.example"], "insecure-registries": ["r:5000", "10.0.0.0/8"]}',
		units: {'crio.service': {fileState: 'disabled', activeState: 'inactive'}},
		snapshot: {programs: {crio: '/usr/bin/crio', podman: '/usr/bin/podman'}},
	};

	it('its settings are those of the kubelet and of docker', () => {
		const told = dockerNode(target);
		const step = planSteps(wayNamed('cri-o').steps, told).find(({id}) => id === 'crio-config');
		const files = writesOf(step?.changes ?? []);
		expect(files['/etc/crio/crio.conf.d/10-of-kubelet.conf']).toContain('cgroup_manager = "cgroupfs"');
		expect(files['/etc/crio/crio.conf.d/10-of-kubelet.conf']).toContain('pause_image = "k8s.gcr.io/pause:3.2"');
		expect(files['/etc/containers/registries.conf.d/50-of-docker.conf']).toContain('location = "m.example"');
	});

	it('docker’s short names are of docker.io, whatever docker was told', () => {
		const step = planSteps(wayNamed('cri-o').steps, dockerNode({...target, daemonJson: '{}'})).find(
			({id}) => id === 'crio-config',
		);
		expect(writesOf(step?.changes ?? [])['/etc/containers/registries.conf.d/50-of-docker.conf']).toBe(
			'unqualified-search-registries = [ "docker.io" ]\n',
		);
	});

	const image = {id: 'sha256:1', tags: ['web:1.0', 'r:5000/web:2'], digests: [], sizeBytes: 1};
	const withImages = (carried: readonly string[], programs: Readonly<Record<string, string>>) =>
		dockerNode({
			...target,
			snapshot: {programs: {crio: '/usr/bin/crio', ...programs}},
			workloads: {images: {value: [image]}, carried: {value: carried}},
		});
	const imagesStep = (told: ReturnType<typeof dockerNode>) =>
		planSteps(wayNamed('cri-o').steps, told).find(({id}) => id === 'crio-images');

	it('names that CRI-O does not have yet are carried, by a file where only skopeo is there', () => {
		const step = imagesStep(withImages(['docker.io/library/web:1.0'], {skopeo: '/usr/bin/skopeo'}));
		expect(step?.changes.map(change => (change.kind === 'run' ? change.argv.join(' ') : change.kind))).toEqual([
			'docker save --output /var/lib/rtconsole/migrate/image.tar r:5000/web:2',
			'/usr/bin/skopeo copy docker-archive:/var/lib/rtconsole/migrate/image.tar containers-storage:r:5000/web:2',
			'rm --force /var/lib/rtconsole/migrate/image.tar',
		]);
	});

	it('a carrying that failed is not taken for done; one that CRI-O shows is', () => {
		const tried = (carried: readonly string[]) => {
			const told = withImages(carried, {podman: '/usr/bin/podman'});
			return imagesStep({...told, did: new Set(['crio-images'])})?.state;
		};
		expect(tried([])).toBe('todo');
		expect(tried(['docker.io/library/web:1.0', 'r:5000/web:2'])).toBe('done');
	});

	it('goes the same way as the one to containerd but for the runtime itself, and ends with the same proof', () => {
		const own = ['crio-config', 'crio-images'];
		const ofContainerd = [
			...['install-containerd', 'keep-package', 'containerd-root', 'containerd-config'],
			...['images', 'image-names', 'trial-pod', 'images-again', 'image-names-again', 'images-back'],
		];
		const ids = (way: string, without: readonly string[]) =>
			wayNamed(way)
				.steps.map(({id}) => id)
				.filter(id => !without.includes(id));
		expect(ids('cri-o', own)).toEqual(ids('containerd', ofContainerd));
	});

	it('the proof asks CRI-O itself', () => {
		const flags = '--container-runtime=remote --container-runtime-endpoint=unix:///var/run/crio/crio.sock';
		const proof = (activeState: string) =>
			stepOf('cri-o', 'verify', {
				...target,
				flags,
				units: {'crio.service': {activeState}},
				snapshot: {...target.snapshot, namespaces: {value: []}},
				facts: {...target.facts, did: new Set(['start-kubelet'])},
				workloads: {access: {}, criContainers: {value: [{id: 'c1', name: 'web', pod: 'default/web-1'}]}},
			});
		expect(commandsOf(proof('active').changes)).toEqual([
			'crictl --runtime-endpoint unix:///var/run/crio/crio.sock logs --tail 1 c1',
			'crictl --runtime-endpoint unix:///var/run/crio/crio.sock exec --sync c1 true',
		]);
		const verify = wayNamed('cri-o').steps.at(-1)?.verify;
		const node = (activeState: string) =>
			dockerNode({
				...target,
				flags,
				units: {...dockerStopped, 'crio.service': {activeState}},
				snapshot: {namespaces: {value: []}},
			});
		expect(verify?.(node('active'))).toBeUndefined();
		expect(verify?.(node('failed'))).toBe('crio.service is failed');
	});

	it('asks for consent by name, for it was never run', () => {
		const plan = makePlan(dockerNode(target), [], wayNamed('cri-o'));
		expect(plan.unverified).not.toEqual([]);
		expect(plan.preflight.at(-1)).toMatchObject({id: 'unverified', verdict: 'consent'});
	});
});

describe('the ledger of several walks', () => {
	const at = '2026-11-26T00:00:00Z';
	const begin = (procedure: string): Entry => ({at, do: 'begin', procedure, version: '1'});
	const run = (change: number): Entry => ({at, do: 'run', step: 'a', change, argv: ['a'], undo: []});
	const end = (because?: string): Entry => ({
		at,
		do: 'end',
		ok: because === undefined,
		...(because === undefined ? {} : {because}),
	});
	const undid = (change: number): Entry => ({at, do: 'undid', change});

	// biome-ignore format: a table
	it.each<[string, readonly Entry[], ReturnType<typeof walkOf>, number]>([
		['nothing', [], undefined, 0],
		['one that ended', [begin('x'), run(1), end()], {procedure: 'x', ended: true, asked: {}}, 3],
		['one that failed', [begin('x'), run(1), end('no room')], {procedure: 'x', ended: false, asked: {}}, 3],
		['a second one after it', [begin('x'), run(1), end(), begin('y'), run(2)], {procedure: 'y', ended: false, asked: {}}, 2],
		['the second one taken back', [begin('x'), run(1), end(), begin('y'), run(2), undid(2)], {procedure: 'x', ended: true, asked: {}}, 6],
		['what it was asked for, the last word counts', [begin('x'), {at, do: 'asked', containerdRoot: '/a'}, run(1), {at, do: 'asked', containerdRoot: '/b'}, {at, do: 'asked', containerdTarball: '/t'}], {procedure: 'x', ended: false, asked: {containerdRoot: '/b', containerdTarball: '/t'}}, 5],
		['what an earlier walk was asked for does not', [begin('x'), {at, do: 'asked', containerdRoot: '/a'}, run(1), end(), begin('y'), run(2)], {procedure: 'y', ended: false, asked: {}}, 2],
		['all taken back', [begin('x'), run(1), end(), undid(1)], undefined, 4],
	])('%s', (_, entries, walk, length) => {
		expect(walkOf(entries)).toEqual(walk);
		expect(lastWalk(entries)).toHaveLength(length);
	});

	// biome-ignore format: a table
	it.each<[string, readonly Entry[], number, number]>([
		['none was', [], 0, 0],
		['its own goes on', [begin('y'), run(1)], 2, 0],
		['another one ended, and stands', [begin('x'), run(1), end()], 0, 1],
		['it began after another one, and did nothing yet', [begin('x'), run(1), end(), begin('y')], 0, 1],
		['it goes on after another one', [begin('x'), run(1), end(), begin('y'), run(2)], 2, 1],
		['another one before it was taken back', [begin('x'), run(1), undid(1), end(), begin('y'), run(2)], 2, 0],
	])('what the way y did, and on how many others: %s', (_, entries, own, beneath) => {
		expect(walkOfWay(entries, 'y')).toHaveLength(own);
		expect(walksBeneath(entries, 'y')).toBe(beneath);
	});
});

describe('the way back', () => {
	const at = '2026-11-26T00:00:00Z';
	const run = (step: string, change: number): Entry => ({at, do: 'run', step, change, argv: [step], undo: []});
	const write = (step: string, change: number): Entry => ({
		...{at, do: 'write', step, change, path: `/${step}`},
		...{backup: undefined, before: undefined, after: 'x', madeFolders: []},
	});

	// biome-ignore format: a table
	it.each<[string, readonly Entry[], readonly number[]]>([
		['the last first', [write('a', 1), run('b', 2), run('c', 3)], [3, 2, 1]],
		['what was run once more goes back where its step was first', [run('start', 1), run('uncordon', 2), run('start', 3)], [2, 3, 1]],
		['several of them', [run('stop', 1), run('start', 2), run('uncordon', 3), run('stop', 4), run('start', 5)], [3, 5, 2, 4, 1]],
		['files stay as they were written', [write('a', 1), run('b', 2), write('a', 3), run('a', 4)], [4, 3, 2, 1]],
	])('%s', (_, entries, order) => {
		expect(standing(entries).map(({change}) => change)).toEqual(order);
	});
});

describe('the command line', () => {
	// biome-ignore format: a table
	it.each<[string, object]>([
		['plan --to containerd-2', {verb: 'plan', to: 'containerd-2'}],
		['plan --to=cri-o --until crio-config', {to: 'cri-o', until: 'crio-config'}],
		['apply --containerd-root /data/c/', {containerdRoot: '/data/c'}],
		['apply --containerd-tarball /x.tgz', {containerdTarball: '/x.tgz'}],
		['plan --to containerd2', {error: expect.stringContaining('no way to containerd2'), suggestion: 'containerd'}],
		['plan --to cri-o --until containerd-config', {error: expect.stringContaining('no step containerd-config')}],
		['plan --containerd-root data', {error: expect.stringContaining('absolute path')}],
	])('%s', (words, read) => {
		expect(readMigrateArguments(words.split(' '))).toMatchObject(read);
	});
});

it('ways have names of their own, and so have the steps of each', () => {
	expect(new Set(ways.map(({name}) => name)).size).toBe(ways.length);
	expect(new Set(ways.map(({procedure}) => procedure)).size).toBe(ways.length);
	for (const {steps} of ways) expect(new Set(steps.map(({id}) => id)).size).toBe(steps.length);
});
