import {describe, expect, it} from 'vitest';
import {withLead} from '../../src/checks/parts/changes/lead.ts';
import {runChecks} from '../../src/checks/run.ts';
import type {ChangedEntry, LatelyChanged} from '../../src/model/lately-changed.ts';
import type {NodeSnapshot} from '../../src/model/node-snapshot.ts';
import {lostNameOf, parseChanged, withoutBursts} from '../../src/runtime/gather/lately-changed.ts';
import {oddMountsIn} from '../../src/runtime/gather/odd-mounts.ts';
import {containerdOf, healthyNode, nowMs, tomlText, unitOf, withState} from '../support/node-snapshot.ts';

const bootedAtMs = nowMs - 86_400_000;
const at = (secondsAgo: number) => nowMs - secondsAgo * 1000;

function entry(path: string, secondsAgo: number, more: Partial<ChangedEntry> = {}): ChangedEntry {
	const changedMs = at(secondsAgo);
	return {path, kind: 'file', mode: '644', owner: '0:0', sizeBytes: 100, modifiedMs: changedMs, changedMs, ...more};
}

const changes = (entries: readonly ChangedEntry[], more: Partial<LatelyChanged> = {}) =>
	withState({changes: {bootedAtMs, entries, mounts: [], gone: [], ...more}});

/** A line of the journal: systemd about a service, or the service itself. */
function said(secondsAgo: number, unit: string, message: string, bySystemd = true) {
	return JSON.stringify({
		[bySystemd ? 'UNIT' : '_SYSTEMD_UNIT']: unit,
		__REALTIME_TIMESTAMP: String(at(secondsAgo) * 1000),
		__MONOTONIC_TIMESTAMP: String((at(secondsAgo) - bootedAtMs) * 1000),
		PRIORITY: '3',
		MESSAGE: message,
	});
}

/** A service that ran for long, was restarted at that moment and has not run since. */
function down(unit: string, secondsAgo: number, more = {}): Partial<NodeSnapshot> {
	const units = {
		'kubelet.service': unitOf('kubelet.service'),
		'containerd.service': unitOf('containerd.service'),
		[unit]: unitOf(unit, {activeState: 'activating', subState: 'auto-restart', result: 'exit-code', ...more}),
	};
	return {
		units: {value: units},
		processes: healthyNode().processes.filter(({name}) => !unit.startsWith(name)),
		journal: {
			value: [
				said(500, unit, `Started ${unit}`),
				said(secondsAgo, unit, `${unit}: Failed with result 'exit-code'.`),
				said(secondsAgo - 10, unit, `${unit}: Failed with result 'exit-code'.`),
			],
		},
	};
}

function lead(...more: ReadonlyArray<Partial<NodeSnapshot>>) {
	const {checks} = runChecks(healthyNode(Object.assign({}, ...more)), undefined);
	const [root] = checks;
	return {
		first: `${root?.verdict} ${root?.id}`,
		because: root?.because ?? '',
		fix: (root?.fix ?? []).flatMap(({argv}) => (argv ? [argv.join(' ')] : [])),
		change: checks.find(({id}) => id === 'lately-changed')?.verdict,
	};
}

const dropIn = '/etc/systemd/system/kubelet.service.d/50-x.conf';
const again = [
	'systemctl daemon-reload',
	'systemctl reset-failed kubelet.service',
	'systemctl restart kubelet.service',
];

describe('what was changed before a service ended', () => {
	// biome-ignore format: a table
	it.each<[string, readonly ChangedEntry[], Partial<LatelyChanged>, readonly string[]]>([
		['a drop-in',                        [entry(dropIn, 63, {text: '[Service]\nIOWeight=1\n'})], {}, [`mv --backup=numbered ${dropIn} ${dropIn}.aside`, ...again]],
		['a drop-in with a copy beside it',  [entry(dropIn, 63, {beside: `${dropIn}.bak`})], {}, [`mv --backup=numbered ${dropIn} ${dropIn}.aside`, `cp -a ${dropIn}.bak ${dropIn}`, ...again]],
		['a unit that hides the package’s',  [entry('/etc/systemd/system/kubelet.service', 63, {hides: '/usr/lib/systemd/system/kubelet.service'})], {}, ['mv --backup=numbered /etc/systemd/system/kubelet.service /etc/systemd/system/kubelet.service.aside', ...again]],
		['another service that excludes it',  [entry('/etc/systemd/system/containerd.service.d/x.conf', 63, {text: '[Unit]\nConflicts=kubelet.service\n'})], {}, ['mv --backup=numbered /etc/systemd/system/containerd.service.d/x.conf /etc/systemd/system/containerd.service.d/x.conf.aside', 'systemctl daemon-reload', 'systemctl reset-failed containerd.service kubelet.service', 'systemctl restart containerd.service kubelet.service']],
		['a default of systemd',             [entry('/etc/systemd/system.conf.d/x.conf', 63)], {}, ['mv --backup=numbered /etc/systemd/system.conf.d/x.conf /etc/systemd/system.conf.d/x.conf.aside', 'systemctl daemon-reexec', 'systemctl reset-failed containerd.service kubelet.service', 'systemctl restart containerd.service kubelet.service']],
		['a file of variables',              [entry('/etc/default/kubelet', 63)], {}, ['mv --backup=numbered /etc/default/kubelet /etc/default/kubelet.aside', ...again.slice(1)]],
		['settings with a copy beside them', [entry('/var/lib/kubelet/config.yaml', 63, {beside: '/var/lib/kubelet/config.yaml.bak'})], {}, ['mv --backup=numbered /var/lib/kubelet/config.yaml /var/lib/kubelet/config.yaml.aside', 'cp -a /var/lib/kubelet/config.yaml.bak /var/lib/kubelet/config.yaml', ...again.slice(1)]],
		['the kubelet’s own key',            [entry('/var/lib/kubelet/pki/kubelet.key', 63)], {}, ['mv --backup=numbered /var/lib/kubelet/pki/kubelet.crt /var/lib/kubelet/pki/kubelet.crt.aside', 'mv --backup=numbered /var/lib/kubelet/pki/kubelet.key /var/lib/kubelet/pki/kubelet.key.aside', ...again.slice(1)]],
		['a program that was renamed',       [entry('/usr/bin/conntrack.bak', 63, {modifiedMs: at(9e6), lost: '/usr/bin/conntrack'})], {}, ['mv -n /usr/bin/conntrack.bak /usr/bin/conntrack', ...again.slice(1)]],
		['a program before another',         [entry('/usr/local/sbin/iptables', 63, {hides: '/usr/sbin/iptables', mode: '755'})], {}, ['mv --backup=numbered /usr/local/sbin/iptables /usr/local/sbin/iptables.aside', ...again.slice(1)]],
		['a program without a copy',         [entry('/usr/bin/conntrack', 63, {mode: '755'})], {}, ['sh -c apt-get install --reinstall -y $(dpkg-query -S /usr/bin/conntrack /bin/conntrack 2>/dev/null | head -n 1 | cut -d: -f1)', ...again.slice(1)]],
		['a right that was taken',           [entry('/usr/bin/nsenter', 63, {modifiedMs: at(9e6)})], {}, ['chmod 755 /usr/bin/nsenter', ...again.slice(1)]],
		['a job of cron',                    [entry('/etc/cron.d/tidy', 63, {text: '* * * * * root pkill kubelet\n'})], {}, ['mv --backup=numbered /etc/cron.d/tidy /root/tidy.aside', ...again.slice(1)]],
		['a timer and its service',          [entry('/etc/systemd/system/t.timer', 63, {text: 'OnBootSec=1\n'}), entry('/etc/systemd/system/t.service', 63, {text: 'ExecStart=ctr task kill x\n'})], {}, ['systemctl disable --now t.timer t.service', ...again.slice(1)]],
		['a mount over a file',              [], {mounts: [{path: '/etc/default/kubelet', filesystem: 'devtmpfs'}]}, ['umount /etc/default/kubelet', ...again.slice(1)]],
	])('%s', (_, entries, more, fix) => {
		const found = lead(down('kubelet.service', 60), changes(entries, more));
		expect(found.first).toBe('fatal lately-changed');
		expect(found.fix).toEqual(fix);
	});

	it('says when, and how long before', () => {
		const {because} = lead(down('kubelet.service', 60), changes([entry(dropIn, 63)]));
		expect(because).toContain(`${dropIn} was made or changed at 23:58:57 UTC, 3 s before kubelet.service failed first`);
	});

	it('of a drop-in that gives the command line no command is known: it is named', () => {
		const files = [{path: dropIn, text: '[Service]\nExecStart=\nExecStart=/usr/bin/kubelet $ARGS\n'}];
		const found = lead(down('kubelet.service', 60, {files}), changes([entry(dropIn, 63)]));
		expect(found.first).toBe('fatal lately-changed');
		expect(found.fix.filter(step => step.startsWith('mv'))).toEqual([]);
	});

	it('an old drop-in with a setting that nobody ships', () => {
		const files = (text: string) => ({files: [{path: dropIn, text: `[Service]\n${text}\n`}]});
		const found = lead(down('kubelet.service', 60, files('KeyringMode=private')), changes([]));
		expect(found.first).toBe('fatal lately-changed');
		expect(found.because).toContain('That may be the reason');
		expect(found.fix).toEqual([`mv --backup=numbered ${dropIn} ${dropIn}.aside`, ...again]);
		const proxy = lead(down('kubelet.service', 60, files('Environment=NO_PROXY=10.0.0.0/8')), changes([]));
		expect(proxy.first).toBe('fatal kubelet-running');
	});

	it('the nearest and the most direct comes first', () => {
		const files = [entry('/etc/hosts', 61), entry('/etc/default/kubelet', 900), entry(dropIn, 62)];
		expect(lead(down('kubelet.service', 60), changes(files)).fix[0]).toContain(dropIn);
	});
});

describe('what is no reason', () => {
	it('a file, for a service that was stopped in good order; a job may have done it', () => {
		const stopped = down('kubelet.service', 60, {activeState: 'inactive', subState: 'dead', result: 'success'});
		const network = entry('/etc/cni/net.d/10-x.conflist', 63);
		const job = entry('/etc/cron.d/tidy', 63, {text: '* * * * * root systemctl stop kubelet\n'});
		expect(lead(stopped, changes([network])).first).toBe('fatal kubelet-running');
		expect(lead(stopped, changes([network, job])).fix[0]).toContain('/etc/cron.d/tidy');
		const failed = down('kubelet.service', 60, {activeState: 'failed', result: 'exit-code'});
		expect(lead(failed, changes([network])).first).toBe('fatal lately-changed');
	});

	// biome-ignore format: a table
	it.each<[string, readonly ChangedEntry[]]>([
		['changed after it began',            [entry(dropIn, 20)]],
		['changed long before it began',      [entry(dropIn, 60 + 7200)]],
		['of another service',                [entry('/etc/docker/daemon.json', 63)]],
		['a program that no service calls',   [entry('/usr/bin/vim', 63, {mode: '755'})]],
		['a copy that somebody keeps',        [entry('/etc/containerd/config.toml.bak', 63)]],
		['a job that meddles with nothing',   [entry('/etc/cron.d/mail', 63, {text: '* * * * * root mailq\n'})]],
	])('%s', (_, entries) => {
		expect(lead(down('kubelet.service', 60), changes(entries)).first).toBe('fatal kubelet-running');
	});

	it('a docker that nobody needs may be down', () => {
		const files = changes([entry('/etc/hosts', 60)]);
		const idle = {...down('docker.service', 58), node: {missing: 'refused'}};
		expect(lead(idle, files).change).toBe('ok');
		expect(lead(down('kubelet.service', 58), files).first).toBe('fatal lately-changed');
	});

	it('a check that knows the file, and no command, gets the one that takes it back', () => {
		const path = '/etc/containerd/config.toml';
		const broken = {containerd: containerdOf('version = 2\n%%% what\n')};
		const found = lead(down('containerd.service', 60), broken, changes([entry(path, 63, {beside: `${path}.bak`})]));
		expect(found.first).toBe('fatal containerd-config-syntax');
		expect(found.fix.slice(0, 2)).toEqual([`mv --backup=numbered ${path} ${path}.aside`, `cp -a ${path}.bak ${path}`]);
	});

	it('a file of UTF-16', () => {
		const text = [...'version = 2\n'].map(letter => `${letter}\0`).join('');
		const {fix} = lead({containerd: containerdOf(`\uFFFD\uFFFD${text}`)});
		expect(fix[0]).toBe(
			'sh -c cp -a /etc/containerd/config.toml /etc/containerd/config.toml.utf16 && iconv -f UTF-16 -t UTF-8 /etc/containerd/config.toml.utf16 > /etc/containerd/config.toml',
		);
	});

	it('on a node that is well it is nothing', () => {
		expect(lead(changes([entry(dropIn, 63), entry('/etc/cni/net.d/10-x.conflist', 30)])).change).toBe('ok');
	});

	it('beside a check that names the cause it is a note', () => {
		const found = lead(
			down('kubelet.service', 60),
			changes([entry('/etc/default/kubelet', 63)]),
			{kernel: {...healthyNode().kernel, swaps: [{device: '/dev/sda2', sizeKib: 1000}]}},
			withState({
				hidden: [{path: '/etc/kubernetes', filesystem: 'tmpfs'}],
				changes: changes([entry('/etc/default/kubelet', 63)]).state?.changes,
			}),
		);
		expect([found.first, found.change]).toEqual(['fatal hidden-places', 'info']);
	});
});

describe('a service that runs and complains', () => {
	const waiting: Partial<NodeSnapshot> = {
		pods: {
			value: [
				{
					namespace: 'default',
					name: 'web',
					uid: 'u',
					createdAtMs: at(100),
					settled: false,
					words: [{reason: 'ContainerCreating'}],
				},
			],
		},
	};
	const network = '/etc/cni/net.d/10-x.conflist';
	const error = (secondsAgo: number, text: string) =>
		said(secondsAgo, 'containerd.service', `time="x" level=error msg="${text}"`, false);

	/** It was up before. */
	const before = said(400, 'containerd.service', 'Started containerd.service');

	it('of a pod that waits no change is the reason that came minutes before', () => {
		const journal = {
			value: [
				said(590, 'containerd.service', 'Started containerd.service'),
				error(50, 'cannot set up the network of sandbox 1'),
			],
		};
		expect(lead(waiting, {journal}, changes([entry(network, 400)])).change).toBe('info');
	});

	it('of new errors after a change at once', () => {
		const journal = {value: [before, error(50, 'cannot set up the network of sandbox 1')]};
		expect(lead(waiting, {journal}, changes([entry(network, 60)])).first).toBe('warning lately-changed');
	});

	it('what a service wrote before it was started again blames no change: that start was the mend', () => {
		const journal = {value: [before, error(50, 'cannot set up the network of sandbox 1')]};
		const started = (secondsAgo: number) => ({
			units: {
				value: {
					'kubelet.service': unitOf('kubelet.service'),
					'containerd.service': unitOf('containerd.service', {activeSinceUs: (at(secondsAgo) - bootedAtMs) * 1000}),
				},
			},
		});
		expect(lead(waiting, {journal}, started(40), changes([entry(network, 60)])).change).not.toBe('warning');
		expect(lead(waiting, {journal}, started(55), changes([entry(network, 60)])).first).toBe('warning lately-changed');
	});

	it('where another service was stopped, of that, and not of what was changed long before', () => {
		const journal = {value: [before, error(50, 'connection refused')]};
		const units = {
			value: {
				'kubelet.service': unitOf('kubelet.service', {
					activeState: 'inactive',
					subState: 'dead',
					result: 'success',
					fileState: 'enabled',
				}),
				'containerd.service': unitOf('containerd.service', {activeSinceUs: (at(55) - bootedAtMs) * 1000}),
			},
		};
		const processes = healthyNode().processes.filter(({name}) => name !== 'kubelet');
		const changed = (secondsAgo: number) =>
			lead(
				{journal, units, processes},
				changes([entry('/etc/systemd/system/containerd.service.d/50-x.conf', secondsAgo)]),
			);
		expect(changed(60).first).toBe('fatal lately-changed');
		expect(changed(7200)).toMatchObject({first: 'fatal kubelet-running', change: 'ok'});
	});

	it('of a file without a copy the line whose value the new errors name', () => {
		const text = tomlText.replace('SystemdCgroup = false', 'SystemdCgroup = false\n        Root = "/proc/runc"');
		const config = changes([entry('/etc/containerd/config.toml', 60)]);
		const units = {
			value: {
				'kubelet.service': unitOf('kubelet.service'),
				'containerd.service': unitOf('containerd.service', {activeSinceUs: (at(55) - bootedAtMs) * 1000}),
			},
		};
		const now = error(50, 'failed to create shim task: mkdir /proc/runc: no such file or directory');
		const more = {...waiting, containerd: containerdOf(text), units, ...config};
		const found = lead({...more, journal: {value: [before, now]}});
		expect(found.fix).toEqual([
			'sed -i 17s/^/# / /etc/containerd/config.toml',
			'systemctl reset-failed containerd.service',
			'systemctl restart containerd.service',
		]);
		// A word alone counts where it is quoted, or where no other setting's stands there.
		const word = (message: string) => {
			const slow = tomlText.replace('SystemdCgroup = false', 'SystemdCgroup = false\n        Delay = "fast"');
			return (
				lead({...more, containerd: containerdOf(slow), journal: {value: [before, error(50, message)]}}).fix[0] ?? ''
			);
		};
		expect(word('invalid duration \\"fast\\"')).toBe('sed -i 17s/^/# / /etc/containerd/config.toml');
		expect(word('unable to parse fast into a time duration')).toBe('sed -i 17s/^/# / /etc/containerd/config.toml');
		expect(word('fast runc of overlayfs')).not.toContain('sed');
		// Said before it was changed as well: it is not what was changed.
		expect(lead({...more, journal: {value: [error(200, 'mkdir /proc/runc: no'), now]}}).fix[0]).not.toContain('sed');
	});

	it('what the plugins remember of the only network is put back', () => {
		const journal = {value: [before, error(50, 'cannot set up the network of sandbox 1')]};
		const {cni} = healthyNode();
		const remembered = [{network: 'cbr0', path: '/var/lib/cni/cache/results/cbr0-1-eth0', text: '{}', plugins: []}];
		const files = cni.files.map(file => ({...file, path: network}));
		const {fix} = lead(waiting, {journal, cni: {...cni, files, remembered} as never}, changes([entry(network, 60)]));
		expect(fix[0]).toBe(`mv --backup=numbered ${network} ${network}.aside`);
		expect(fix[1]).toContain(`base64 -d > ${network}`);
		expect(fix.at(-1)).toBe('systemctl restart containerd.service');
	});

	it('a job that kills pods, of which the kubelet says what it said of others before', () => {
		const words = [{reason: 'Error', exitCode: 137}];
		const pods = {
			value: ['a', 'b', 'c'].map(name => ({
				namespace: 'default',
				name,
				uid: name,
				createdAtMs: 0,
				settled: false,
				words,
			})),
		};
		const journal = {value: [error(300, 'back-off restarting'), error(50, 'back-off restarting')]};
		const job = [entry('/etc/cron.d/tidy', 60, {text: '* * * * * root ctr task kill x\n'})];
		const found = lead({pods, journal}, changes(job));
		expect([found.first, found.fix[0]]).toEqual([
			'warning lately-changed',
			'mv --backup=numbered /etc/cron.d/tidy /root/tidy.aside',
		]);
		expect(lead({pods: {value: pods.value.slice(1)}, journal}, changes(job)).first).toBe('info pods');
	});

	it('a library that was missed a minute ago, and is there again', () => {
		const words = 'runc: error while loading shared libraries: libseccomp.so.2: cannot open shared object file';
		expect(lead({journal: {value: [error(5, words)]}}).first).toBe('fatal libraries');
		expect(lead({journal: {value: [error(60, words)]}}).first).not.toBe('fatal libraries');
	});

	it('a library that was renamed gets its names back', () => {
		const folder = '/usr/lib/x86_64-linux-gnu';
		const missing =
			'journalctl: exit 127: journalctl: error while loading shared libraries: libseccomp.so.2: cannot open shared object file: No such file';
		const names = ['libseccomp.so.2', 'libseccomp.so.2.5.4'];
		const moved = names.map(name =>
			entry(`${folder}/old-${name}`, 60, {modifiedMs: at(9e6), lost: `${folder}/${name}`}),
		);
		expect(lead({journal: {missing}}, changes(moved))).toMatchObject({
			first: 'fatal libraries',
			fix: [...names.map(name => `mv -n ${folder}/old-${name} ${folder}/${name}`), 'ldconfig'],
		});
	});

	it('nor where the journal that was read begins after it', () => {
		const journal = {value: [error(50, 'cannot set up the network of sandbox 1')]};
		expect(lead(waiting, {journal}, changes([entry(network, 60)])).first).toBe('warning pods');
	});

	it('what was said before the change does not come of it', () => {
		const journal = {
			value: [
				error(200, 'cannot set up the network of sandbox 1'),
				error(50, 'cannot set up the network of sandbox 2'),
			],
		};
		expect(lead(waiting, {journal}, changes([entry(network, 60)])).first).toBe('warning pods');
	});

	it('settings that no start has read yet have done nothing', () => {
		const journal = {value: [before, error(50, 'cannot set up the network of sandbox 1')]};
		const units = (startedS: number) => ({
			units: {
				value: {
					...('value' in healthyNode().units ? (healthyNode().units as {value: object}).value : {}),
					'containerd.service': unitOf('containerd.service', {activeSinceUs: (at(startedS) - bootedAtMs) * 1000}),
				},
			},
		});
		const config = changes([entry('/etc/containerd/config.toml', 60)]);
		expect(lead(waiting, {journal}, units(500) as never, config).first).toBe('warning pods');
		expect(lead(waiting, {journal}, units(55) as never, config).first).toBe('warning lately-changed');
	});
});

describe('what was found', () => {
	it('is read, and what services write by themselves left out', () => {
		const text = [
			'1764287001.5 1764287000.5 f 644 0:0 12 /etc/default/kubelet',
			'1764287000.1 1764287000.1 d 755 0:0 60 /var/lib/kubelet/device-plugins',
			'1764287000.1 1764287000.1 l 777 0:0 60 /etc/systemd/system/multi-user.target.wants/kubelet.service',
			'1764287000.1 1764287000.1 f 600 0:0 60 /var/lib/kubelet/pki/kubelet-client-2026-11-27-20-40-12.pem',
			'nonsense; rm -rf /',
		].join('\n');
		expect(parseChanged(text)).toEqual([
			{
				path: '/etc/default/kubelet',
				kind: 'file',
				mode: '644',
				owner: '0:0',
				sizeBytes: 12,
				modifiedMs: 1764287000500,
				changedMs: 1764287001500,
			},
		]);
	});

	it('without what came in one burst', () => {
		const many = Array.from({length: 30}, (_, index) => entry(`/usr/bin/p${index}`, 500 - index * 0.1));
		const one = entry(dropIn, 60);
		expect(withoutBursts([...many, one])).toEqual([one]);
		expect(withoutBursts([...many.slice(0, 5), one])).toHaveLength(6);
	});

	// biome-ignore format: a table
	it.each([
		['/usr/bin/mount.bak',                                          ['/usr/bin/mount', '/usr/bin/umount'],                 '/usr/bin/mount'],
		['/usr/lib/x86_64-linux-gnu/old-libseccomp.so.2.5.4',           ['/usr/lib/x86_64-linux-gnu/libseccomp.so.2', '/usr/lib/x86_64-linux-gnu/libseccomp.so.2.5.4'], '/usr/lib/x86_64-linux-gnu/libseccomp.so.2.5.4'],
		['/usr/sbin/mount.bak',                                         ['/usr/bin/mount'],                                    undefined],
		['/usr/bin/cat',                                                ['/usr/bin/mount'],                                    undefined],
	])('%s had the name of what is gone', (path, gone, expected) => {
		expect(lostNameOf(entry(path, 60, {modifiedMs: at(9e6)}), gone)).toBe(expected);
		expect(lostNameOf(entry(path, 60), gone)).toBe(undefined);
	});

	it('mounts of nothing over files and controllers', () => {
		const mountinfo = [
			'1 0 0:1 / / rw - overlay overlay rw',
			'2 1 0:2 / /sys/fs/cgroup rw - tmpfs tmpfs ro',
			'3 2 0:3 / /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids',
			'4 2 0:4 / /sys/fs/cgroup/cpuset rw - tmpfs none rw',
			'5 1 0:5 /null /etc/containerd/config.toml rw - devtmpfs dev rw',
			'6 1 8:1 / /etc/kubernetes rw - ext4 /dev/sda1 rw',
			'7 1 0:7 / /etc/hosts rw - tmpfs tmpfs rw',
		].join('\n');
		expect(oddMountsIn(mountinfo).map(({path}) => path)).toEqual([
			'/sys/fs/cgroup/cpuset',
			'/etc/containerd/config.toml',
		]);
	});
});

it('what stands in a changed file is shown without its passwords', () => {
	const text = '[Service]\nEnvironment=HTTPS_PROXY=http://ops:hunter2@proxy:3128\nEnvironment=API_TOKEN=s3cr3t\n';
	const node = healthyNode({...down('kubelet.service', 58), ...changes([entry(dropIn, 60, {text})])});
	const [first] = runChecks(node, undefined).checks;
	const seen = (first?.evidence ?? []).map(each => each.text).join('\n');
	expect(seen).toContain('http://ops:***@proxy:3128');
	expect(seen).toContain('API_TOKEN=***');
	expect(seen).not.toMatch(/hunter2|s3cr3t/);
});

describe('where the reason is known, a change is no more than a note', () => {
	const edited = changes([entry(dropIn, 60)]);

	it('an API server that does not answer is not the fault of the last edit', () => {
		const away = {node: {missing: 'kubectl get node: exit 1: connection refused'}, sockets: {value: []}};
		const found = lead(
			away,
			{
				journal: {
					value: [said(500, 'kubelet.service', 'x'), said(30, 'kubelet.service', 'new: connection refused', false)],
				},
			},
			edited,
		);
		expect(found.first).not.toContain('lately-changed');
	});

	it.each([
		['journal-kubelet-flag-network-plugin', false],
		['journal-registry-unreachable', false],
		['journal-kubelet-fatal', true],
		['kubelet-running', true],
	])('%s: %j', (id, leads) => {
		const finding = (of: string, verdict: 'fatal' | 'info', because: string) =>
			({id: of, title: of, verdict, because, evidence: [], fix: []}) as const;
		const change = finding(
			'lately-changed',
			'info',
			`${dropIn} was made or changed, 3 s before kubelet.service failed first`,
		);
		const [first] = withLead([finding(id, 'fatal', 'it ends'), change]);
		expect(first?.id === 'lately-changed').toBe(leads);
	});
});
