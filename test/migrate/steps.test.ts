import {describe, expect, it} from 'vitest';
import {notInEffect} from '../../src/migrate/effective.ts';
import {type Change, planSteps} from '../../src/migrate/step.ts';
import {dockerToContainerd} from '../../src/migrate/steps/index.ts';
import {lacksDrain} from '../../src/migrate/steps/uncordon.ts';
import {masked} from '../../src/model/mask.ts';
import {known} from '../../src/model/node-snapshot.ts';
import type {Kernel} from '../../src/model/node-system.ts';
import {readYaml} from '../../src/runtime/gather/config-file.ts';
import {parsePods} from '../../src/runtime/gather/pods.ts';
import {
	containerOf,
	dockerNode,
	dockerStopped,
	flagsPath,
	imageOf,
	podOf,
	type Told,
} from '../support/migration-facts.ts';

const stepOf = (id: string, told: Told = {}) => {
	const step = planSteps(dockerToContainerd, dockerNode(told)).find(each => each.id === id);
	if (step === undefined) throw new Error(`no step ${id}`);
	return step;
};
const writesOf = (changes: readonly Change[]) =>
	Object.fromEntries(changes.flatMap(change => (change.kind === 'write' ? [[change.path, change.after]] : [])));
const commandsOf = (changes: readonly Change[]) =>
	changes.flatMap(change => (change.kind === 'run' ? [change.argv.join(' ')] : []));

const endpoint = 'unix:///run/containerd/containerd.sock';

describe('flags of the kubelet, by its version', () => {
	// biome-ignore format: a table
	it.each([
		['1.20.2', '--network-plugin=cni --v=2', `--v=2 --container-runtime-endpoint=${endpoint} --container-runtime=remote`],
		['1.23.9', '--v=2', `--v=2 --container-runtime-endpoint=${endpoint} --container-runtime=remote`],
		['1.24.0', '--container-runtime=remote --container-runtime-endpoint=unix:///run/cri-dockerd.sock', `--container-runtime-endpoint=${endpoint}`],
		['1.30.4', '--container-runtime-endpoint=unix:///run/cri-dockerd.sock --v=2', `--container-runtime-endpoint=${endpoint} --v=2`],
	])('%s %s', (kubelet, flags, after) => {
		expect(writesOf(stepOf('kubelet-config', {kubelet, flags}).changes)[flagsPath]).toBe(`KUBELET_KUBEADM_ARGS="${after}"\n`);
	});

	it('an endpoint of docker that stands in the file beside the flag is not left there: without the flag it would count', () => {
		const text = (socket: string) => `containerRuntimeEndpoint: ${socket}\n`;
		const told = (socket: string): Told => ({
			kubelet: '1.30.4',
			flags: '--container-runtime-endpoint=unix:///run/cri-dockerd.sock',
			kubeletConfig: text(socket),
		});
		const written = (socket: string) =>
			writesOf(stepOf('kubelet-config', told(socket)).changes)['/var/lib/kubelet/config.yaml'];
		expect(written('unix:///run/cri-dockerd.sock')).toBe(`kind: KubeletConfiguration\n${text(endpoint)}`);
		expect(written('unix:///run/own.sock')).toBeUndefined();
	});

	it('what docker was told of logs goes into the file, but not over what stands there', () => {
		const daemonJson = '{"log-opts": {"max-size": "10m", "max-file": "3"}}';
		const {changes} = stepOf('kubelet-config', {daemonJson, kubeletConfig: 'containerLogMaxFiles: 9\n'});
		expect(writesOf(changes)['/var/lib/kubelet/config.yaml']).toBe(
			'kind: KubeletConfiguration\ncontainerLogMaxFiles: 9\ncontainerLogMaxSize: 10Mi\n',
		);
	});

	const dropIn = '/etc/systemd/system/kubelet.service.d/20-mine.conf';
	const packaged = '/usr/lib/systemd/system/kubelet.service';
	const unitFiles = {
		'kubelet.service': {
			files: [
				{
					path: packaged,
					text: '[Unit]\nRequires=docker.service\nAfter=docker.service\n[Service]\nExecStart=/usr/bin/kubelet $ARGS\n',
				},
				{path: dropIn, text: '[Service]\nEnvironment="ARGS=--network-plugin=cni --v=2"\n'},
			],
		},
	};

	it('flags within a unit are edited where they stand; what a package put there is copied, and hangs on containerd', () => {
		const step = stepOf('kubelet-config', {units: unitFiles, flags: ''});
		expect(writesOf(step.changes)).toMatchObject({
			[dropIn]: '[Service]\nEnvironment="ARGS=--v=2"\n',
			'/etc/systemd/system/kubelet.service': `[Unit]\nRequires=containerd.service\nAfter=containerd.service\n[Service]\nExecStart=/usr/bin/kubelet $ARGS --container-runtime-endpoint=${endpoint} --container-runtime=remote\n`,
		});
		for (const change of step.changes)
			if (change.kind === 'write' && change.path.includes('/systemd/'))
				expect(change.reload).toEqual(['systemctl', 'daemon-reload']);
	});

	it('a node of which no command line is known is left to a person', () => {
		const facts = dockerNode();
		const kubelet = {...facts.snapshot.kubelet, flags: [], environmentFiles: []};
		const step = planSteps(dockerToContainerd, {...facts, snapshot: {...facts.snapshot, kubelet}}).find(
			({id}) => id === 'kubelet-config',
		);
		expect(step).toMatchObject({state: 'blocked', because: expect.stringContaining('no unit of the kubelet')});
	});

	it('a drop-in of the configuration that names the endpoint is edited, and not the file beside it', () => {
		const facts = dockerNode({kubelet: '1.30.4', flags: '', snapshot: {}});
		const file = readYaml(
			'/etc/kubernetes/kubelet.conf.d/10-cri.conf',
			'containerRuntimeEndpoint: unix:///run/cri-dockerd.sock\n',
		);
		const [setting] = file.settings;
		if (setting === undefined) throw new Error('no setting');
		const kubelet = {...facts.snapshot.kubelet, configDropIns: [file], endpoint: {value: setting}};
		const step = planSteps(dockerToContainerd, {...facts, snapshot: {...facts.snapshot, kubelet}}).find(
			({id}) => id === 'kubelet-config',
		);
		expect(writesOf(step?.changes ?? [])).toEqual({[file.path]: `containerRuntimeEndpoint: ${endpoint}\n`});
	});

	// biome-ignore format: a table
	it.each([
		['/system.slice/docker.service', '/system.slice/containerd.service'],
		['/system.slice/cri-docker.service', '/system.slice/containerd.service'],
		['/podruntime.slice', '/podruntime.slice'],
	])('the control group of the runtime that the kubelet measures: %s becomes %s', (before, after) => {
		const step = stepOf('kubelet-config', {flags: `--network-plugin=cni --runtime-cgroups=${before}`});
		expect(writesOf(step.changes)[flagsPath]).toContain(`--runtime-cgroups=${after} `);
	});

	const criDockerd = 'unix:///run/cri-dockerd.sock';
	const lazy = 'unix:///run/containerd-stargz-grpc/containerd-stargz-grpc.sock';
	// biome-ignore format: a table
	it.each([
		['of docker', criDockerd, endpoint],
		['of its own', lazy, lazy],
	])('the endpoint of the images alone, %s, as a flag and in the file', (_, before, after) => {
		const flags = `--container-runtime-endpoint=${criDockerd} --image-service-endpoint=${before}`;
		const step = stepOf('kubelet-config', {kubelet: '1.30.4', flags});
		expect(writesOf(step.changes)[flagsPath]).toContain(`--image-service-endpoint=${after}"`);
		const file = stepOf('kubelet-config', {
			kubelet: '1.30.4',
			flags: `--container-runtime-endpoint=${criDockerd}`,
			kubeletConfig: `cgroupDriver: cgroupfs\nimageServiceEndpoint: ${before} # mine\n`,
		});
		expect(writesOf(file.changes)['/var/lib/kubelet/config.yaml']).toBe(
			before === after ? undefined : `kind: KubeletConfiguration\ncgroupDriver: cgroupfs\nimageServiceEndpoint: ${after} # mine\n`,
		);
		expect(writesOf(file.changes)[flagsPath]).not.toContain('image-service');
	});
});

describe('a node that reboots in the middle', () => {
	it('the file that turns the kubelet to containerd is written before the flags of dockershim go from others', () => {
		const other = {path: '/etc/default/kubelet', text: 'KUBELET_EXTRA_ARGS="--network-plugin=cni"\n'};
		const facts = dockerNode();
		const environmentFiles = [other, ...facts.snapshot.kubelet.environmentFiles];
		const both = {...facts, snapshot: {...facts.snapshot, kubelet: {...facts.snapshot.kubelet, environmentFiles}}};
		const step = planSteps(dockerToContainerd, both).find(({id}) => id === 'kubelet-config');
		expect(Object.keys(writesOf(step?.changes ?? []))).toEqual([flagsPath, other.path]);
	});

	it('the way back stops a kubelet that came up on containerd, and its pods, before docker is started', () => {
		const told = {flags: `--container-runtime=remote --container-runtime-endpoint=${endpoint}`, running: []};
		const undoOf = (id: string, more: Told) =>
			stepOf(id, more).changes.flatMap(change =>
				change.kind === 'run' && !('irreversible' in change.undo) ? change.undo.map(argv => argv.join(' ')) : [],
			);
		expect(undoOf('stop-docker', told)).toEqual(
			expect.arrayContaining([
				'systemctl stop kubelet.service',
				'find /run -maxdepth 1 -name docker.sock -type d -empty -delete',
			]),
		);
		// Power that is lost after `disable` leaves docker down without a change of the walk that stopped it.
		for (const argv of ['disable', 'stop'] as const) {
			const own = {workloads: {containers: {value: [containerOf('k8s_a'), containerOf('web', {id: 'b'.repeat(64)})]}}};
			const [undo] = stepOf('stop-docker', {...told, ...own}).changes.flatMap(change =>
				change.kind === 'run' && change.argv[1] === argv && 'length' in change.undo
					? [change.undo.map(each => each.slice(0, 3).join(' '))]
					: [],
			);
			expect(undo).toContain('systemctl start docker.socket');
		}
		const unit = '/opt/docker/docker.service';
		const linked = undoOf('stop-docker', {...told, units: {'docker.service': {linkedTo: unit}}});
		// `disable` takes the link to a unit that stands elsewhere away: there is nothing to start before it is back.
		expect(linked.indexOf(`systemctl link ${unit}`)).toBeLessThan(
			linked.findIndex(line => /^systemctl (start|enable) /.test(line)),
		);
		expect(linked.filter(line => line === `systemctl link ${unit}`).length).toBeGreaterThan(1);
		expect(undoOf('stop-kubelet', {})).toEqual([
			'systemctl stop kubelet.service',
			`crictl --runtime-endpoint ${endpoint} rmp --all --force`,
			'systemctl start --no-block kubelet.service',
		]);
	});
});

describe('what runs in docker beside the pods', () => {
	const running = [{name: 'web.service', lines: ['ExecStart=/usr/bin/docker run --rm --name web nginx']}];
	const own = [
		containerOf('k8s_a'),
		containerOf('db', {id: 'db'}),
		containerOf('web', {id: 'web', removesItself: true}),
		containerOf('ci', {id: 'ci', removesItself: true}),
	];
	const told = {
		flags: `--container-runtime=remote --container-runtime-endpoint=${endpoint}`,
		workloads: {containers: {value: own}},
	};
	const changesOf = (more: Told) =>
		stepOf('stop-docker', {...told, ...more}).changes.flatMap(change => (change.kind === 'run' ? [change] : []));

	it('a unit that runs its container is stopped first, and started once docker is back', () => {
		const [, first] = changesOf({surroundings: {running}});
		expect(first?.argv).toEqual(['systemctl', 'stop', 'web.service']);
		const undo = first !== undefined && 'length' in first.undo ? first.undo : [];
		expect(undo.map(argv => argv.join(' '))).toEqual([
			'systemctl stop kubelet.service',
			'find /run -maxdepth 1 -name docker.sock -type d -empty -delete',
			'systemctl start docker.socket docker.service',
			'systemctl start --no-block web.service',
		]);
	});

	it('each container is started alone, and one that somebody removed since holds nothing up', () => {
		const stop = changesOf({surroundings: {running}}).find(({argv}) => argv[1] === 'stop' && argv.includes('db'));
		expect(stop).toMatchObject({fineSaying: 'No such container', undoFineSaying: 'No such container'});
		expect(stop !== undefined && 'length' in stop.undo ? stop.undo.slice(3) : []).toEqual([['docker', 'start', 'db']]);
	});

	it('one that was started with --rm is named as gone, but not where its unit makes it again', () => {
		const {irreversible} = stepOf('stop-docker', {...told, surroundings: {running}});
		expect(irreversible).toEqual(['ci: started with --rm, and gone once stopped']);
	});

	it('where docker is gone and its containers are not, what to type is said', () => {
		const down = {activeState: 'inactive', fileState: 'disabled'};
		const left = dockerNode({
			flags: told.flags,
			units: {'docker.service': down, 'docker.socket': down},
			snapshot: {processes: []},
		});
		const step = dockerToContainerd.find(({id}) => id === 'stop-docker');
		expect(step?.verify(left)).toMatch(/containers of docker still run: 1.*systemctl start docker/);
	});
});

it('a hosts.toml of somebody in the usual folder stays, whether config_path names it yet or not', () => {
	const path = '/etc/containerd/certs.d/docker.io/hosts.toml';
	const {changes} = stepOf('containerd-config', {
		daemonJson: '{"registry-mirrors": ["https://m.example"]}',
		snapshot: {containerd: {...dockerNode().snapshot.containerd, hosts: [{path, text: '# mine\n', settings: []}]}},
	});
	expect(Object.keys(writesOf(changes))).toEqual(['/etc/containerd/config.toml']);
});

it('a container that was paused is paused again by the undo', () => {
	const own = [containerOf('db', {id: 'b'.repeat(64), paused: true}), containerOf('web', {id: 'c'.repeat(64)})];
	const {changes} = stepOf('stop-docker', {
		flags: `--container-runtime=remote --container-runtime-endpoint=${endpoint}`,
		workloads: {containers: {value: own}},
	});
	const undo = changes.flatMap(change =>
		change.kind === 'run' && change.argv[1] === 'stop' && 'length' in change.undo ? change.undo : [],
	);
	const named = undo.filter(([program]) => program === 'docker').map(([, verb, id = '']) => `${verb} ${id[0]}`);
	expect(named).toEqual(['start b', 'pause b', 'start c']);
});

it('cri-dockerd stops with docker, whatever its units are called', () => {
	const flags = `--container-runtime-endpoint=${endpoint}`;
	const units = {'cri-dockerd.service': {}, 'cri-dockerd.socket': {}};
	const commands = commandsOf(stepOf('stop-docker', {kubelet: '1.30.4', flags, units}).changes);
	for (const verb of ['disable', 'stop'])
		expect(commands).toContain(`systemctl ${verb} docker.socket docker.service cri-dockerd.socket cri-dockerd.service`);
});

it('what a docker that lost its power left in the books of containerd is taken out, once nothing of docker runs', () => {
	const down = {activeState: 'inactive', fileState: 'disabled'};
	const told = (tasks: readonly number[]): Told => ({
		flags: `--container-runtime=remote --container-runtime-endpoint=${endpoint}`,
		units: {'docker.service': down, 'docker.socket': down},
		snapshot: {namespaces: {value: [{name: 'moby', containers: 1, ids: ['0c69'], tasks}]}},
		workloads: {containers: {missing: 'dockerd does not run'}},
	});
	expect(stepOf('stop-docker', told([])).changes).toMatchObject([
		{argv: expect.arrayContaining(['-n', 'moby', 'rm', '--keep-snapshot', '0c69']), undo: []},
	]);
	expect(commandsOf(stepOf('stop-docker', told([7])).changes)).toEqual([]);
});

it('what docker forgot in the books of containerd while it runs is taken out after it, in the same walk', () => {
	const told = (tasks: readonly number[]): Told => ({
		flags: `--container-runtime=remote --container-runtime-endpoint=${endpoint}`,
		snapshot: {namespaces: {value: [{name: 'moby', containers: 2, ids: ['0c69', '61bb'], tasks}]}},
		workloads: {containers: {value: [containerOf('web', {id: '0c69'})]}},
	});
	const commands = commandsOf(stepOf('stop-docker', told([7])).changes);
	expect(commands.at(-1)).toMatch(/ -n moby containers rm --keep-snapshot 61bb$/);
	expect(commands.at(-2)).toBe('systemctl stop docker.socket docker.service');
	// Something runs of which docker knows nothing.
	expect(commandsOf(stepOf('stop-docker', told([7, 8])).changes).at(-1)).toBe(
		'systemctl stop docker.socket docker.service',
	);
});

describe('containerd', () => {
	it('keeps a pause image that it has, where nobody has that of the kubelet', () => {
		const containerdConfig =
			'version = 2\n[plugins."io.containerd.grpc.v1.cri"]\nsandbox_image = "registry.k8s.io/pause:3.9"\n';
		const text = (images: readonly string[], carried: readonly string[]) =>
			writesOf(
				stepOf('containerd-config', {
					containerdConfig,
					kubeletConfig: 'cgroupDriver: systemd\n',
					workloads: {images: {value: images.map(name => imageOf(name))}, carried: {value: carried}},
				}).changes,
			)['/etc/containerd/config.toml'];
		expect(text([], ['registry.k8s.io/pause:3.9'])).toContain('sandbox_image = "registry.k8s.io/pause:3.9"');
		expect(text(['k8s.gcr.io/pause:3.2'], ['registry.k8s.io/pause:3.9'])).toContain('"k8s.gcr.io/pause:3.2"');
		expect(text([], [])).toContain('"k8s.gcr.io/pause:3.2"');
	});

	it('gets the cgroup driver and the pause image of the kubelet', () => {
		const {changes} = stepOf('containerd-config', {kubeletConfig: 'cgroupDriver: systemd\n'});
		const text = writesOf(changes)['/etc/containerd/config.toml'];
		expect(text).toContain('SystemdCgroup = true');
		expect(text).toContain('sandbox_image = "k8s.gcr.io/pause:3.2"');
	});

	const config =
		'version = 2\n[plugins."io.containerd.grpc.v1.cri"]\nsandbox_image = "k8s.gcr.io/pause:3.2"\n[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]\nruntime_type = "io.containerd.runc.v2"\n[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]\nSystemdCgroup = true\n';
	const cgroups = 'cgroupDriver: systemd\n';
	const running = (more: object) => ({
		cri: {value: {conditions: [], config: {sandboxImage: 'k8s.gcr.io/pause:3.2', ...more}}},
	});
	const runc = (SystemdCgroup: boolean) => ({containerd: {runtimes: {runc: {options: {SystemdCgroup}}}}});
	const mirror = '{"max-concurrent-downloads": 9, "registry-mirrors": ["https://mirror.example"]}';
	// biome-ignore format: a table
	it.each<[string, Told, string | undefined]>([
		['all is so',                      {containerdConfig: config, kubeletConfig: cgroups, workloads: running(runc(true))}, undefined],
		['not told over the CRI',          {containerdConfig: config, kubeletConfig: cgroups}, undefined],
		['not restarted since',            {containerdConfig: config, kubeletConfig: cgroups, workloads: running(runc(false))}, 'SystemdCgroup is false, meant was true (crictl info)'],
		['the key is ignored',             {containerdConfig: config.replace('Systemd', 'systemd_'), kubeletConfig: cgroups}, 'SystemdCgroup is false, meant was true (containerd config dump)'],
		['another pause image runs',       {containerdConfig: config, kubeletConfig: cgroups, workloads: running({...runc(true), sandboxImage: 'registry.k8s.io/pause:3.6'})}, 'the sandbox image is registry.k8s.io/pause:3.6, meant was k8s.gcr.io/pause:3.2 (crictl info)'],
		['no shim',                        {containerdConfig: config.replace(/runtime_type.*\n/, ''), kubeletConfig: cgroups}, 'runc, the default, has no runtime_type: no pod would start'],
		['a setting of docker is lost',    {containerdConfig: config, kubeletConfig: cgroups, daemonJson: mirror}, 'registry config_path is , meant was /etc/containerd/certs.d (containerd config dump)'],
	])('what is meant is compared with what is: %s', (_, told, wrong) => {
		const found = notInEffect(dockerNode(told));
		if (wrong === undefined) expect(found).toBeUndefined();
		else expect(found).toContain(wrong);
	});

	it('a walk that died within it does it again, and takes back what it did once', () => {
		const told = {containerdConfig: config, kubeletConfig: cgroups, workloads: running(runc(true))};
		expect(stepOf('containerd-config', told).state).toBe('done');
		const died = {...told, facts: {did: new Set(['containerd-config']), unverified: new Set(['containerd-config'])}};
		expect(commandsOf(stepOf('containerd-config', died).changes)).toEqual(['systemctl restart containerd.service']);
	});

	it('mirrors of docker become hosts.toml', () => {
		const {changes} = stepOf('containerd-config', {daemonJson: '{"registry-mirrors": ["https://mirror.example"]}'});
		expect(writesOf(changes)['/etc/containerd/certs.d/docker.io/hosts.toml']).toContain('https://mirror.example');
	});

	it('a mirror that is named twice is written once, and what is no URL not at all', () => {
		const told = '{"registry-mirrors": ["https://m.example/", "https://m.example", "http://m:5000/a/b/", "nowhere"]}';
		const {changes} = stepOf('containerd-config', {daemonJson: told});
		const written = writesOf(changes)['/etc/containerd/certs.d/docker.io/hosts.toml'];
		expect(written?.match(/^\[host\..*$/gm)).toEqual(['[host."https://m.example"]', '[host."http://m:5000/a/b/v2"]']);
	});

	it('is restarted last, and on the way back after its files', () => {
		const {changes} = stepOf('containerd-config');
		expect(changes.at(-1)).toMatchObject({argv: ['systemctl', 'restart', 'containerd.service'], undo: []});
		expect(changes[0]).toMatchObject({undo: [['systemctl', 'restart', 'containerd.service']]});
	});

	const wants = '[Unit]\nAfter=x.service\nWants=network-online.target containerd.service\n';
	const starts = '[Service]\nExecStart=/usr/sbin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock\n';
	it.each([
		['stopped, and nobody needs it', 'inactive', '', 'stop'],
		['stopped, and the unit of docker wants it', 'inactive', wants, 'restart'],
		['stopped, and dockerd is told of its socket', 'inactive', starts, 'restart'],
		['not coming up', 'activating', '', 'restart'],
		['failed', 'failed', '', 'restart'],
	])('%s when the walk began (%s)', (_, activeState, text, back) => {
		const docker = {files: [{path: '/lib/systemd/system/docker.service', text}]};
		const {changes} = stepOf('containerd-config', {
			units: {'containerd.service': {activeState}, 'docker.service': docker},
			snapshot: {processes: []},
		});
		expect(changes[0]).toMatchObject({undo: [['systemctl', back, 'containerd.service']]});
	});
});

describe('what docker set in the kernel', () => {
	const kernelOf = (more: Partial<Kernel>): Told => ({
		snapshot: {kernel: {...dockerNode().snapshot.kernel, persistedModules: [], persistedSysctls: [], ...more}},
	});
	const [modules, sysctls] = ['/etc/modules-load.d/of-docker.conf', '/etc/sysctl.d/zz-of-docker.conf'];
	const line = (name: string, value: string, path: string) => ({name, value, path, line: 1});

	// biome-ignore format: a table
	it.each<[string, Partial<Kernel>, Record<string, string>]>([
		['nothing keeps it', {}, {
			[modules]: '# docker set this when it started\noverlay\nbr_netfilter\n',
			[sysctls]: '# docker set this when it started\nnet.ipv4.ip_forward = 1\nnet.bridge.bridge-nf-call-iptables = 1\n',
		}],
		['somebody keeps half of it', {persistedModules: [line('br-netfilter', '', '/etc/modules')], persistedSysctls: [line('net.ipv4.ip_forward', '1', '/etc/sysctl.d/k8s.conf')]}, {
			[modules]: '# docker set this when it started\noverlay\n',
			[sysctls]: '# docker set this when it started\nnet.bridge.bridge-nf-call-iptables = 1\n',
		}],
		['a file that counts more switches it off', {modules: [], persistedSysctls: [
			line('net.bridge.bridge-nf-call-iptables', '1', '/etc/sysctl.d/k8s.conf'), line('net.ipv4.ip_forward', '1', '/etc/sysctl.d/10-a.conf'), line('net.ipv4.ip_forward', '0', '/etc/sysctl.conf')]}, {
			[sysctls]: '# docker set this when it started\nnet.ipv4.ip_forward = 1\n',
		}],
		['what is off stays off', {modules: [], sysctls: {'net.ipv4.ip_forward': '1', 'net.bridge.bridge-nf-call-iptables': '0'}}, {
			[sysctls]: '# docker set this when it started\nnet.ipv4.ip_forward = 1\n',
		}],
		['a file of an earlier walk stays', {modules: [], sysctls: {'net.ipv4.ip_forward': '1'}, persistedSysctls: [line('x', '1', sysctls)]}, {
			'/etc/sysctl.d/zz-of-docker-2.conf': '# docker set this when it started\nnet.ipv4.ip_forward = 1\n',
		}],
	])('%s', (_, kernel, files) => {
		expect(writesOf(stepOf('keep-kernel', kernelOf(kernel)).changes)).toEqual(files);
	});

	it('all is kept already, or the node left docker before: nothing is written', () => {
		expect(stepOf('keep-kernel').state).toBe('done');
		const flags = `--container-runtime=remote --container-runtime-endpoint=${endpoint}`;
		expect(stepOf('keep-kernel', {flags, ...kernelOf({})}).state).toBe('done');
	});
});

describe('images', () => {
	const pulled = imageOf('nginx:1.27', {digests: [`nginx@sha256:${'b'.repeat(64)}`]});
	const workloads = (
		names: readonly string[],
		images = [imageOf('web:1.0'), imageOf('k8s.gcr.io/pause:3.2'), pulled],
	) => ({
		images: {value: images},
		carried: {value: names},
	});

	it('what runs, the pause image and local builds are carried; what can be pulled and nobody wants is not', () => {
		const [run] = stepOf('images', {workloads: workloads([])}).changes;
		expect(run).toMatchObject({
			argv: ['docker', 'save', 'web:1.0', 'k8s.gcr.io/pause:3.2'],
			into: ['ctr', '--address', '/run/containerd/containerd.sock', '-n', 'k8s.io', 'images', 'import', '-'],
		});
	});

	it('what a workload of the cluster names is carried too, and keeps its name by digest', () => {
		const more = {...workloads([]), wanted: {value: ['nginx:1.27']}};
		expect(stepOf('images', {workloads: more}).changes[0]).toMatchObject({
			argv: expect.arrayContaining(['nginx:1.27']),
		});
		const there = ['docker.io/library/web:1.0', 'k8s.gcr.io/pause:3.2', 'docker.io/library/nginx:1.27'];
		expect(commandsOf(stepOf('image-names', {workloads: {...more, carried: {value: there}}}).changes)).toEqual([
			`ctr --address /run/containerd/containerd.sock -n k8s.io images tag docker.io/library/nginx:1.27 docker.io/library/nginx@sha256:${'b'.repeat(64)}`,
		]);
	});

	it('what containerd has already is not carried again', () => {
		const there = ['docker.io/library/web:1.0', 'k8s.gcr.io/pause:3.2'];
		const ids = [imageOf('web:1.0').id, imageOf('k8s.gcr.io/pause:3.2').id];
		const told = {...workloads(there), carriedIds: {value: ids}};
		expect(stepOf('images', {workloads: told})).toMatchObject({state: 'done', changes: []});
	});

	it('another image that containerd has under the name is kept under another, and an undo gives it back', () => {
		const there = ['docker.io/library/web:1.0', 'k8s.gcr.io/pause:3.2'];
		const pause = imageOf('k8s.gcr.io/pause:3.2', {id: `sha256:${'c'.repeat(64)}`});
		const told = {...workloads(there, [imageOf('web:1.0'), pause]), carriedIds: {value: [pause.id]}};
		const {changes} = stepOf('images', {workloads: told});
		const ctr = 'ctr --address /run/containerd/containerd.sock -n k8s.io images';
		const kept = 'before.rtconsole.local/docker.io/library/web:1.0';
		expect(commandsOf(changes)).toEqual([`${ctr} tag docker.io/library/web:1.0 ${kept}`, 'docker save web:1.0']);
		expect(
			changes.map(change =>
				change.kind === 'run' && 'length' in change.undo ? change.undo.map(argv => argv.join(' ')) : [],
			),
		).toEqual([
			[`${ctr} tag --force ${kept} docker.io/library/web:1.0`, `${ctr} rm ${kept}`],
			[`${ctr} rm ${imageOf('web:1.0').id}`],
		]);
		const again = {...told, carried: {value: [...there, kept]}};
		expect(commandsOf(stepOf('images', {workloads: again}).changes)).toEqual(['docker save web:1.0']);
	});

	it('names that an import left behind that broke off prove nothing: all of it is carried again', () => {
		const there = ['docker.io/library/web:1.0', 'k8s.gcr.io/pause:3.2'];
		const step = stepOf('images', {workloads: workloads(there), facts: {brokenOff: new Set(['images'])}});
		expect(step).toMatchObject({
			state: 'todo',
			changes: [{argv: ['docker', 'save', 'web:1.0', 'k8s.gcr.io/pause:3.2'], undo: expect.anything()}],
		});
	});

	it('docker writes what it saves to its own disk first: one image after the other where that has no room for all', () => {
		const images = [imageOf('web:1.0', {sizeBytes: 4e6}), imageOf('k8s.gcr.io/pause:3.2', {sizeBytes: 4e6})];
		const room = {path: '/var/lib/docker', mountedOn: '/', filesystem: 'ext4', inodes: 0, availableInodes: 0};
		const disks = {value: [{...room, sizeBytes: 50e6, availableBytes: 10e6}]};
		const {changes} = stepOf('images', {workloads: workloads([], images), surroundings: {disks}});
		expect(changes).toMatchObject([
			{argv: ['docker', 'save', 'web:1.0'], bytes: 4e6},
			{argv: ['docker', 'save', 'k8s.gcr.io/pause:3.2'], bytes: 4e6},
		]);
	});
});

describe('the cluster', () => {
	it('without an administrator the drain is waited for, and nothing is run', () => {
		const step = stepOf('drain', {workloads: {access: {marks: '/etc/kubernetes/kubelet.conf'}}});
		expect(step).toMatchObject({state: 'todo', changes: []});
		const verify = dockerToContainerd.find(({id}) => id === 'drain')?.verify;
		const facts = dockerNode({workloads: {access: {marks: '/etc/kubernetes/kubelet.conf'}}});
		expect(verify?.(facts)).toContain('kubectl drain node1 --ignore-daemonsets --delete-emptydir-data --force');
	});

	it('on the way back it is asked for and waited for again, but not where bare pods would be lost', () => {
		const access = {marks: '/etc/kubernetes/kubelet.conf'};
		const flags = `--container-runtime=remote --container-runtime-endpoint=${endpoint}`;
		const base = dockerNode({flags, workloads: {access}});
		const nodeNow = 'value' in base.snapshot.node ? base.snapshot.node.value : never();
		const cordoned = {value: {...nodeNow, unschedulable: true, runtimeVersion: 'containerd://1.6.20'}};
		const [change] = stepOf('uncordon', {
			flags,
			workloads: {access},
			snapshot: {node: cordoned},
			facts: {did: new Set(['cordon'])},
		}).changes;
		expect(change).toMatchObject({
			undo: [['kubectl', '--kubeconfig', access.marks, 'cordon', 'node1']],
			undoAwait: 'drained',
		});
		const lacks = (pods: ReturnType<typeof podOf>[], node = cordoned) =>
			lacksDrain(dockerNode({flags, snapshot: {node}, workloads: {access, pods: {value: pods}}}));
		expect(lacks([podOf('web-1', {controller: 'ReplicaSet'})])).toContain('where one may: kubectl drain node1');
		expect(lacks([podOf('agent', {controller: 'DaemonSet'})])).toBeUndefined();
		expect(lacks([podOf('web-1', {controller: 'ReplicaSet'}), podOf('bare', {manifest: {}})])).toBeUndefined();
	});

	it('a kubelet on containerd of which the cluster has not heard yet is neither drained nor stopped again', () => {
		const told = {
			flags: `--container-runtime=remote --container-runtime-endpoint=${endpoint}`,
			facts: {did: new Set(['cordon', 'drain', 'stop-kubelet', 'kubelet-config', 'start-kubelet'])},
		};
		for (const id of ['drain', 'stop-kubelet', 'cordon']) expect(stepOf(id, told).state).toBe('done');
		expect(stepOf('start-kubelet', told).state).toBe('todo');
	});

	it('images of a docker that is down are not forgotten', () => {
		const images = {missing: 'dockerd does not run'};
		const units = {'docker.service': {activeState: 'inactive'}};
		expect(stepOf('images', {units, workloads: {images}})).toMatchObject({state: 'blocked'});
		const flags = `--container-runtime=remote --container-runtime-endpoint=${endpoint}`;
		expect(stepOf('images', {flags, units, workloads: {images}})).toMatchObject({state: 'done'});
	});

	it('a kubelet that ends as often as it starts is not waited for', () => {
		const hopeless = dockerToContainerd.find(({id}) => id === 'start-kubelet')?.hopeless;
		expect(hopeless?.(dockerNode({units: {'kubelet.service': {restarts: 1}}}), 0)).toBeUndefined();
		expect(hopeless?.(dockerNode({units: {'kubelet.service': {restarts: 3}}}), 0)).toContain('journalctl -u kubelet');
	});

	it('a kubelet that runs already is not started again: the cluster is waited for', () => {
		const told = (restarts: number): Told => ({
			flags: `--container-runtime=remote --container-runtime-endpoint=${endpoint}`,
			snapshot: {node: {missing: 'connection refused'}},
			units: {'kubelet.service': {restarts}},
		});
		expect(stepOf('start-kubelet', told(0))).toMatchObject({state: 'todo', changes: []});
		expect(commandsOf(stepOf('start-kubelet', told(3)).changes)).toEqual([
			'systemctl reset-failed kubelet.service',
			'systemctl start --no-block kubelet.service',
		]);
	});

	it.each([
		['with its file in place: containerd is started again', {}, ['systemctl restart containerd.service']],
		['without a file: nothing would come of it', {files: []}, []],
	])('a kubelet that runs without a network, %s', (_, cni, commands) => {
		const {snapshot} = dockerNode();
		const node = known(snapshot.node);
		if (node === undefined) throw new Error('the node of the fixture is gone');
		const message = 'NetworkReady=false reason:NetworkPluginNotReady message:cni plugin not initialized';
		const condition = {type: 'Ready', status: 'False', reason: 'KubeletNotReady', message};
		const told: Told = {
			flags: `--container-runtime=remote --container-runtime-endpoint=${endpoint}`,
			snapshot: {
				node: {value: {...node, runtimeVersion: 'containerd://1.6.20', ready: false, conditions: [condition]}},
				cni: {...snapshot.cni, ...cni},
			},
		};
		expect(commandsOf(stepOf('start-kubelet', told).changes)).toEqual(commands);
	});

	it('an undo that asks the API server asks it for a while: it may be on its way', () => {
		const told: Told = {facts: {did: new Set(['cordon'])}, workloads: {access: {marks: '/k', drains: '/k'}}};
		const steps = ['cordon', 'uncordon'].map(id => dockerToContainerd.find(step => step.id === id));
		const changes = steps.flatMap(step => step?.plan(dockerNode(told)) ?? []);
		expect(changes.map(change => change.kind === 'run' && (change.undoWithinMs ?? 0) >= 60_000)).toEqual([true, true]);
	});

	it('what the unit of the kubelet runs before it is waited for, and not begun again', () => {
		const told: Told = {
			flags: `--container-runtime=remote --container-runtime-endpoint=${endpoint}`,
			units: {'kubelet.service': {activeState: 'activating', subState: 'start-pre'}},
			facts: {did: new Set(['stop-kubelet', 'kubelet-config'])},
		};
		expect(stepOf('stop-kubelet', told).state).toBe('done');
		const step = dockerToContainerd.find(({id}) => id === 'start-kubelet');
		expect(step?.verify(dockerNode(told))).toContain('ExecStartPre=');
	});

	it('pods that wait without a pause image say so', () => {
		const {verify, hopeless} = dockerToContainerd.find(({id}) => id === 'pods-running') ?? {};
		const nodeWith = (names: readonly string[]) => {
			const base = dockerNode({
				flags: `--container-runtime=remote --container-runtime-endpoint=${endpoint}`,
				containerdConfig:
					'version = 2\n[plugins."io.containerd.grpc.v1.cri"]\nsandbox_image = "k8s.gcr.io/pause:3.2"\n',
				workloads: {pods: {value: [podOf('a', {waiting: ['ContainerCreating'], runningIds: []})]}},
			});
			const crictl = {...base.snapshot.crictl, images: {value: [{id: '1', names}]}};
			return {...base, snapshot: {...base.snapshot, crictl}};
		};
		expect(verify?.(nodeWith([]))).toBe(
			'the pause image k8s.gcr.io/pause:3.2 is not there (crictl images); default/a: ContainerCreating',
		);
		expect(verify?.(nodeWith(['k8s.gcr.io/pause:3.2']))).toBe('default/a: ContainerCreating');
		// Somebody may have a registry: it is given time to send an image that small, and no more.
		expect(hopeless?.(nodeWith([]), 29_000)).toBeUndefined();
		expect(hopeless?.(nodeWith([]), 30_000)).toContain('the pause image k8s.gcr.io/pause:3.2 is not there');
		expect(hopeless?.(nodeWith(['k8s.gcr.io/pause:3.2']), 170_000)).toBeUndefined();
	});

	it('a node that was cordoned before stays so', () => {
		const facts = dockerNode();
		const node = {
			value: {...('value' in facts.snapshot.node ? facts.snapshot.node.value : never()), unschedulable: true},
		};
		const states = planSteps(dockerToContainerd, {...facts, snapshot: {...facts.snapshot, node}});
		expect(states.filter(({id}) => id === 'cordon' || id === 'uncordon').map(({state}) => state)).toEqual([
			'done',
			'done',
		]);
	});

	it('a program that fails by itself does not hold the walk; a pod that does not start does', () => {
		const verify = dockerToContainerd.find(({id}) => id === 'pods-running')?.verify;
		const nodeWith = (pods: ReturnType<typeof podOf>[]) =>
			dockerNode({
				flags: `--container-runtime=remote --container-runtime-endpoint=${endpoint}`,
				snapshot: {node: {missing: 'away'}, namespaces: {value: []}},
				workloads: {pods: {value: pods}},
			});
		expect(verify?.(nodeWith([podOf('a', {waiting: ['CrashLoopBackOff'], runningIds: []})]))).toBeUndefined();
		expect(
			verify?.(nodeWith([podOf('b', {phase: 'Pending', waiting: ['ImagePullBackOff'], runningIds: []})])),
		).toContain('default/b: ImagePullBackOff');
		expect(verify?.(nodeWith([podOf('c')]))).toContain('still said to run in docker');
	});

	it('cri-dockerd that somebody started once more is stopped, and nothing of it stands before docker in the undo', () => {
		const startsOf = (did: readonly string[]) =>
			stepOf('stop-docker', {
				kubelet: '1.30.4',
				flags: `--container-runtime-endpoint=${endpoint}`,
				units: {...dockerStopped, 'cri-docker.service': {fileState: 'disabled'}},
				facts: {did: new Set(did)},
			}).changes.map(change => (change.kind === 'run' && !('irreversible' in change.undo) ? change.undo.length : -1));
		expect(startsOf(['stop-docker']).at(-1)).toBe(0);
		expect(startsOf([]).at(-1)).toBeGreaterThan(0);
	});

	it('what was carried and thrown away since is carried again, as long as docker has it', () => {
		const carried = {value: ['docker.io/library/web:1.0']};
		const stateOf = (id: string, did: readonly string[], more: Told = {}) =>
			stepOf(id, {
				...more,
				workloads: {carried, carriedIds: {value: []}, ...more.workloads},
				facts: {did: new Set(did), ...more.facts},
			});
		// Before anything was carried it is the first step's matter, and is not planned twice.
		expect(stateOf('images-again', []).state).toBe('done');
		const again = stateOf('images-again', ['images', 'cordon', 'drain']);
		expect(commandsOf(again.changes).join('\n')).toContain('docker save');
		expect(commandsOf(again.changes).join('\n')).toContain('k8s.gcr.io/pause:3.2');
		const flags = `--container-runtime=remote --container-runtime-endpoint=${endpoint}`;
		expect(stateOf('images-again', ['images', 'drain'], {flags}).state).toBe('done');
		const digests = ['web@sha256:1'];
		const named = {images: {value: [imageOf('web:1.0', {digests})]}};
		expect(stateOf('image-names-again', ['images'], {workloads: named}).changes).toHaveLength(1);
		expect(stateOf('image-names-again', [], {workloads: named}).state).toBe('done');
	});

	it('the image of a bare pod that the drain took is still wanted', () => {
		const bare = {kind: 'Pod', metadata: {name: 'bare'}, spec: {containers: [{image: 'db:1'}]}};
		const left = (did: readonly string[]) =>
			commandsOf(
				stepOf('images', {
					workloads: {
						images: {value: [imageOf('db:1', {digests: ['db@sha256:1']})]},
						pods: {value: []},
						containers: {value: []},
						wanted: {value: []},
					},
					facts: {did: new Set(did), savedPods: JSON.stringify({items: [bare]})},
				}).changes,
			).join();
		expect(left(['bare-pods'])).toContain('docker save db:1');
		expect(left([])).toBe('');
	});

	it('a program that ends again and again is named at the end, and holds nothing up', () => {
		const remark = dockerToContainerd.find(({id}) => id === 'verify')?.remark;
		const nodeWith = (pods: ReturnType<typeof podOf>[]) => dockerNode({workloads: {pods: {value: pods}}});
		const crashes = {waiting: ['CrashLoopBackOff'], runningIds: []};
		expect(remark?.(nodeWith([podOf('a')]))).toBeUndefined();
		expect(remark?.(nodeWith([podOf('a', {...crashes, nodeName: 'node2'})]))).toBeUndefined();
		expect(remark?.(nodeWith([podOf('a', crashes), podOf('b', crashes)]))).toBe(
			'CrashLoopBackOff: default/a, default/b; where that is new, rtconsole why default/a tells the cause',
		);
	});

	it('a pod without a node says why in the words of the scheduler, and a bare pod that was made again and is gone is named', () => {
		const verify = dockerToContainerd.find(({id}) => id === 'pods-running')?.verify;
		const manifest = (name: string) => ({kind: 'Pod', metadata: {namespace: 'default', name}});
		const {nodeName: _, ...late} = podOf('web', {createdAtMs: 200});
		const unscheduled = "0/1 nodes are available: 1 node(s) had taint {site: x}, that the pod didn't tolerate.";
		const nodeWith = (pods: ReturnType<typeof podOf>[]) =>
			dockerNode({
				flags: `--container-runtime=remote --container-runtime-endpoint=${endpoint}`,
				snapshot: {namespaces: {value: []}},
				workloads: {pods: {value: pods}},
				facts: {
					begunAtMs: 100,
					did: new Set(['bare-pods']),
					savedPods: JSON.stringify({items: [manifest('bare'), manifest('kept')]}),
				},
			});
		const there = ['bare', 'kept'].map(name => podOf(name, {runningIds: ['containerd://1']}));
		expect(verify?.(nodeWith(there))).toBeUndefined();
		expect(verify?.(nodeWith([...there, late]))).toBe('default/web has no node yet');
		expect(verify?.(nodeWith([...there, {...late, unscheduled}]))).toBe(`default/web has no node yet: ${unscheduled}`);
		expect(verify?.(nodeWith(there.slice(1)))).toMatch(/^default\/bare was made again, and somebody deleted it/);
	});

	it('on containerd nothing is drained, stopped or carried; what is not as it should be is put right', () => {
		const facts = dockerNode({
			flags: `--container-runtime=remote --container-runtime-endpoint=${endpoint} --pod-infra-container-image=k8s.gcr.io/pause:3.2`,
			units: {
				'docker.service': {activeState: 'inactive', fileState: 'disabled'},
				'docker.socket': {activeState: 'inactive', fileState: 'disabled'},
			},
			snapshot: {namespaces: {value: []}, node: {missing: 'away'}},
			workloads: {images: {missing: 'dockerd does not run'}, pods: {value: []}},
		});
		const left = planSteps(dockerToContainerd, facts).filter(({state}) => state !== 'done');
		expect(left.map(({id}) => id)).toEqual([
			'containerd-config',
			'crictl-config',
			'start-kubelet',
			'annotate',
			'uncordon',
			'verify',
		]);
	});
});

describe('the proof at the end', () => {
	const flags = `--container-runtime=remote --container-runtime-endpoint=${endpoint} --pod-infra-container-image=k8s.gcr.io/pause:3.2`;
	const containerdConfig =
		'version = 2\n[plugins."io.containerd.grpc.v1.cri"]\nsandbox_image = "k8s.gcr.io/pause:3.2"\n[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]\nruntime_type = "io.containerd.runc.v2"\n';
	const pods = {value: [podOf('web-1', {runningIds: ['containerd://1']}), podOf('agent', {namespace: 'kube-system'})]};
	const criContainers = {
		value: [
			{id: 'c1', name: 'agent', pod: 'kube-system/agent'},
			{id: 'c2', name: 'web', pod: 'default/web-1'},
			{id: 'c3', name: 'gone', pod: 'default/gone'},
		],
	};
	const facts = {did: new Set(['start-kubelet'])};
	const told = (workloads: Told['workloads'], snapshot: Told['snapshot'] = {}): Told => ({
		flags,
		containerdConfig,
		facts,
		units: dockerStopped,
		snapshot: {namespaces: {value: []}, ...snapshot},
		workloads: {pods, criContainers, sandboxes: {value: ['default/web-1', 'kube-system/agent']}, ...workloads},
	});

	it('tries logs and exec through the cluster, pods of people first', () => {
		const admin = 'kubectl --kubeconfig /etc/kubernetes/admin.conf';
		expect(commandsOf(stepOf('verify', told({})).changes)).toEqual([
			`${admin} --namespace default logs web-1 --container web --tail=1`,
			`${admin} --namespace kube-system logs agent --container agent --tail=1`,
			`${admin} --namespace default exec web-1 --container web -- true`,
			`${admin} --namespace kube-system exec agent --container agent -- true`,
		]);
	});

	it('over the CRI where nobody here may do it', () => {
		expect(commandsOf(stepOf('verify', told({access: {}})).changes)[0]).toBe(
			`crictl --runtime-endpoint ${endpoint} logs --tail 1 c2`,
		);
	});

	// biome-ignore format: a table
	it.each<[string, Told, string | undefined]>([
		['all is well',         told({}), undefined],
		['a pod without sandbox', told({sandboxes: {value: []}}), 'no sandbox is up for default/web-1'],
		['left in docker',      told({}, {namespaces: {value: [{name: 'moby', containers: 2, tasks: []}]}}), 'left in docker: 2 containers'],
		['docker again',        {...told({}), units: {...dockerStopped, 'docker.service': {activeState: 'active'}}}, 'docker.service runs again, though stopped and disabled'],
		['no network',          told({cri: {value: {config: {}, conditions: [{type: 'NetworkReady', status: false, reason: '', message: 'cni plugin not initialized'}]}}}), 'NetworkReady is false: cni plugin not initialized'],
		['another cgroup driver', {...told({}), kubeletConfig: 'cgroupDriver: systemd\n'}, 'SystemdCgroup is false, meant was true'],
	])('%s', (_, node, wrong) => {
		const found = dockerToContainerd.find(({id}) => id === 'verify')?.verify(dockerNode(node));
		if (wrong === undefined) expect(found).toBeUndefined();
		else expect(found).toContain(wrong);
	});
});

describe('a bare pod as it can be made again', () => {
	const pod = (volume: object) => ({
		metadata: {
			name: 'bare',
			namespace: 'default',
			uid: 'u',
			creationTimestamp: '2026-11-24T00:00:00Z',
			labels: {app: 'bare'},
			resourceVersion: '7',
			managedFields: [],
		},
		spec: {
			nodeName: 'node1',
			priority: 0,
			containers: [
				{
					name: 'main',
					image: 'web:1.0',
					volumeMounts: [
						{name: 'kube-api-access-x', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount'},
						{name: 'data', mountPath: '/data'},
					],
				},
			],
			volumes: [
				{name: 'kube-api-access-x', ...volume},
				{name: 'data', emptyDir: {}},
			],
		},
		status: {phase: 'Running'},
	});

	it('keeps its node, and has no token and nothing that the cluster added', () => {
		const [read] = parsePods(JSON.stringify({items: [pod({projected: {}})]}));
		expect(read?.manifest).toEqual({
			apiVersion: 'v1',
			kind: 'Pod',
			metadata: {name: 'bare', namespace: 'default', labels: {app: 'bare'}},
			spec: {
				nodeName: 'node1',
				containers: [{name: 'main', image: 'web:1.0', volumeMounts: [{name: 'data', mountPath: '/data'}]}],
				volumes: [{name: 'data', emptyDir: {}}],
			},
		});
	});
});

// biome-ignore format: a table
it.each([
	['HTTP_PROXY=http://user:hunter2@proxy:3128', 'HTTP_PROXY=http://user:***@proxy:3128'],
	['+  password = "hunter2"',                   '+  password = "***"'],
	['nothing to hide',                           'nothing to hide'],
])('%s is shown as %s', (text, shown) => {
	expect(masked(text)).toBe(shown);
});

function never(): never {
	throw new Error('the node is known here');
}

it('an image without a name is taken back by its ID, but not one that containerd had before', () => {
	const image = imageOf(undefined);
	const told = (ids: readonly string[]) => ({
		workloads: {images: {value: [image]}, carriedIds: {value: ids}},
		facts: {brokenOff: new Set(['images'])},
	});
	const undoOf = (ids: readonly string[]) =>
		stepOf('images', told(ids)).changes.flatMap(change =>
			change.kind === 'run' && 'length' in change.undo ? change.undo.map(argv => argv.join(' ')) : [],
		);
	expect(undoOf([])).toEqual([`crictl --runtime-endpoint ${endpoint} rmi ${image.id}`]);
	expect(undoOf([image.id])).toEqual([]);
});

// biome-ignore format: a table
it.each([
	['RuntimeReady', /^RuntimeReady is false/],
	['NetworkReady', /^NetworkReady is false/],
	['ContainerdHasNoDeprecationWarnings', undefined],
])('a condition of the runtime that is false: %s', (type, said) => {
	const flags = `--container-runtime=remote --container-runtime-endpoint=${endpoint}`;
	const conditions = [{type, status: false, reason: 'no', message: 'not so'}];
	const facts = dockerNode({
		flags,
		running: flags.split(' '),
		units: {'docker.service': {activeState: 'inactive', fileState: 'disabled'}},
		snapshot: {namespaces: {value: []}},
		workloads: {pods: {value: []}, cri: {value: {conditions, config: {}}}},
	});
	const wrong = dockerToContainerd.find(({id}) => id === 'verify')?.verify(facts);
	if (said === undefined) expect(wrong ?? '').not.toContain(type);
	else expect(wrong).toMatch(said);
});

it('logs and exec are tried where nothing ended before, of people first', () => {
	const pods = ['default/crasher', 'kube-system/agent', 'default/web', 'default/bare'].map(pod => ({
		id: pod,
		name: 'c',
		pod,
	}));
	const {changes} = stepOf('verify', {
		flags: `--container-runtime=remote --container-runtime-endpoint=${endpoint}`,
		facts: {did: new Set(['start-kubelet'])},
		workloads: {
			criContainers: {value: pods},
			pods: {
				value: [
					podOf('crasher', {restarts: 4}),
					podOf('web'),
					podOf('bare'),
					podOf('agent', {namespace: 'kube-system', restarts: 0}),
				],
			},
		},
	});
	const tried = commandsOf(changes).filter(line => line.includes(' exec '));
	expect(tried.map(line => /exec (\S+)/.exec(line)?.[1])).toEqual(['web', 'bare']);
});

describe('a trial pod in containerd, before any pod of docker is touched', () => {
	const cni = (plugins: readonly string[]) => ({
		...dockerNode().snapshot.cni,
		files: [{path: '/etc/cni/net.d/10.conflist', text: '', name: 'n', plugins}],
	});
	const podOf = (told: Told) => {
		const {changes} = stepOf('trial-pod', told);
		const [pod = ''] = Object.values(writesOf(changes));
		return JSON.parse(pod).linux;
	};

	it('is made with the pause image alone, and taken away by its label', () => {
		const {changes, state} = stepOf('trial-pod', {});
		expect(state).toBe('todo');
		expect(commandsOf(changes)).toEqual([
			expect.stringMatching(
				/^crictl --runtime-endpoint \S+ --timeout 20s run --no-pull \S+trial-container.json \S+trial-pod.json$/,
			),
		]);
		expect(writesOf(changes)[`${dockerNode().folder}/trial-container.json`]).toContain('k8s.gcr.io/pause:3.2');
		const ids = planSteps(dockerToContainerd, dockerNode()).map(({id}) => id);
		expect(ids.indexOf('trial-pod')).toBeGreaterThan(ids.indexOf('images'));
		expect(ids.indexOf('trial-pod')).toBeLessThan(ids.indexOf('cordon'));
	});

	it('is on a network of its own where no plugin asks the API server for the pod', () => {
		const network = (plugins: readonly string[]) =>
			podOf({snapshot: {cni: cni(plugins)}}).security_context.namespace_options.network;
		expect(network(['bridge', 'host-local', 'portmap'])).toBe(0);
		expect(network(['calico', 'portmap'])).toBe(2);
		expect(network(['bridge', 'whereabouts'])).toBe(2);
	});

	it('has cgroups as the driver of the kubelet wants them', () => {
		expect(podOf({}).cgroup_parent).toBe('/');
		expect(podOf({kubeletConfig: 'cgroupDriver: systemd\n'}).cgroup_parent).toBe('system.slice');
	});

	it('of a crictl that would pull for it, the sandbox alone; after the switch, none', () => {
		const {crictl} = dockerNode().snapshot;
		const old = stepOf('trial-pod', {snapshot: {crictl: {...crictl, version: {value: '1.18.0'}}}});
		expect(commandsOf(old.changes)[0]).toMatch(/ runp \S+trial-pod.json$/);
		const flags = `--container-runtime=remote --container-runtime-endpoint=${endpoint} --pod-infra-container-image=k8s.gcr.io/pause:3.2`;
		expect(stepOf('trial-pod', {flags}).state).toBe('done');
	});
});

it('a file of bare pods that an earlier walk left is this one’s own only when it is written anew: its pods come back', () => {
	const pods = {
		workloads: {pods: {value: [podOf('bare', {manifest: {metadata: {name: 'bare', namespace: 'default'}}})]}},
	};
	const [fresh] = stepOf('bare-pods', pods).changes;
	const text = fresh?.kind === 'write' ? (fresh.after ?? '') : '';
	expect(text).toContain('"bare"');
	const stale = stepOf('bare-pods', {...pods, facts: {savedPods: text}});
	expect(stale.changes).toMatchObject([
		{before: text, after: undefined},
		{before: undefined, after: text},
	]);
	expect(stepOf('bare-pods', {...pods, facts: {savedPods: text, did: new Set(['bare-pods'])}}).state).toBe('done');
});
