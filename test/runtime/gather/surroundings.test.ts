import {beforeAll, describe, expect, it} from 'vitest';
import {gatherCallers} from '../../../src/runtime/gather/callers.ts';
import {parseClients} from '../../../src/runtime/gather/docker-clients.ts';
import {runningByDocker} from '../../../src/runtime/gather/docker-units.ts';
import {gatherLogins} from '../../../src/runtime/gather/logins.ts';
import {gatherPackages} from '../../../src/runtime/gather/packages.ts';
import {gatherSurroundings} from '../../../src/runtime/gather/surroundings.ts';
import {loadTables} from '../../../src/translate/load.ts';
import {treeReader} from '../../support/tree.ts';

// The translator's tables are some two hundred files.
beforeAll(async () => {
	await loadTables();
}, 60_000);

const callersOf = async (files: Readonly<Record<string, string>>) => gatherCallers(treeReader({files}));

describe('what calls docker', () => {
	const unit = (exec: string) => `[Unit]\nDescription=docker things\n[Service]\n${exec}\n`;

	// biome-ignore format: a table
	it.each<[string, Record<string, string>, string, number[]]>([
		['a crontab of the system', {'/etc/crontab': 'SHELL=/bin/sh\n# docker ps\n0 3 * * * root docker system prune -f\n'}, '/etc/crontab', [3]],
		['a crontab of a person, Debian', {'/var/spool/cron/crontabs/root': '@daily docker exec db backup\n'}, '/var/spool/cron/crontabs/root', [1]],
		['a crontab of a person, RHEL', {'/var/spool/cron/root': '1 2 * * * /usr/bin/docker ps -q | wc -l\n'}, '/var/spool/cron/root', [1]],
		['a crontab of a person, SUSE', {'/var/spool/cron/tabs/root': '1 2 * * * docker ps\n'}, '/var/spool/cron/tabs/root', [1]],
		['a script of every day', {'/etc/cron.daily/clean': '#!/bin/sh\nset -e\ndocker image prune -f\n'}, '/etc/cron.daily/clean', [3]],
		['a unit', {'/etc/systemd/system/web.service': unit('ExecStart=/usr/bin/docker run --rm --name web nginx')}, '/etc/systemd/system/web.service', [4]],
		['a script that a crontab starts', {'/etc/cron.d/a': '1 1 * * * root /opt/backup/run.sh\n', '/opt/backup/run.sh': '#!/bin/bash\nid=$(docker ps -q)\n'}, '/opt/backup/run.sh', [2]],
		['a script that a unit starts', {'/lib/systemd/system/x.service': unit('ExecStart=-/srv/x/go --all'), '/srv/x/go': '#!/usr/bin/env python3\nopen("/var/run/docker.sock")\n'}, '/srv/x/go', [2]],
		['scripts of root', {'/root/clean.sh': 'docker ps\n'}, '/root/clean.sh', [1]],
		['an alias of root', {'/root/.bashrc': "alias dps='docker ps'\n"}, '/root/.bashrc', [1]],
		['rotation of logs', {'/etc/logrotate.d/web': '/x.log {\n postrotate\n  docker kill -s USR1 web\n endscript\n}\n'}, '/etc/logrotate.d/web', [3]],
		['settings of an agent', {'/etc/telegraf/telegraf.conf': '[[inputs.docker]]\n  endpoint = "unix:///var/run/docker.sock"\n'}, '/etc/telegraf/telegraf.conf', [2]],
		['a path of its logs', {'/etc/filebeat/filebeat.yml': 'paths:\n - /var/lib/docker/containers/*/*.log\n'}, '/etc/filebeat/filebeat.yml', [2]],
	])('%s', async (_, files, path, lines) => {
		const {callers} = await callersOf(files);
		expect(callers.map(caller => [caller.path, caller.lines.map(({line}) => line)])).toEqual([[path, lines]]);
	});

	// biome-ignore format: a table
	it.each<[string, Record<string, string>]>([
		['docker’s own units', {'/lib/systemd/system/docker.service': unit('ExecStart=/usr/bin/dockerd'), '/etc/systemd/system/docker.service.d/a.conf': unit('ExecStartPre=/usr/bin/docker info')}],
		['what only speaks of it', {'/etc/cron.d/a': '# docker\n1 1 * * * root /usr/bin/true\n', '/usr/local/bin/x': '#!/bin/sh\necho docker is great\nls /opt/docker-things\n'}],
		['what root typed once, and wrote down', {'/root/.bash_history': 'docker ps\ndocker rm -f web\n', '/root/notes.txt': 'docker run nginx\n'}],
		['a program', {'/usr/local/bin/docker-compose': '\0ELF docker ps'}],
		['a unit that is hidden by another', {'/etc/systemd/system/a.service': unit('ExecStart=/bin/true'), '/lib/systemd/system/a.service': unit('ExecStart=/usr/bin/docker ps')}],
	])('not %s', async (_, files) => {
		expect((await callersOf(files)).callers).toEqual([]);
	});

	it('each command has its translation, and the unit its timer', async () => {
		const {callers} = await callersOf({
			'/etc/systemd/system/clean.service': unit('ExecStart=/usr/bin/docker image prune --force'),
			'/etc/systemd/system/nightly.timer': '[Timer]\nOnCalendar=daily\nUnit=clean.service\n',
			'/etc/cron.d/list': '0 * * * * root docker ps -q\n0 * * * * root docker checkpoint ls web\n',
		});
		expect(callers.find(({kind}) => kind === 'unit')).toMatchObject({startedBy: 'nightly.timer'});
		const calls = callers.find(({kind}) => kind === 'crontab')?.calls ?? [];
		expect(calls.map(({docker, becomes}) => [docker, becomes])).toEqual([
			['docker ps -q', ['crictl ps --quiet']],
			['docker checkpoint ls web', []],
		]);
		expect(calls[1]?.lost).not.toEqual([]);
	});

	it('units that hang on docker are found with their line, but not those that only start after it', async () => {
		const {dependents} = await callersOf({
			'/etc/systemd/system/a.service': '[Unit]\nAfter=docker.service\nRequires=network.target docker.service\n',
			'/etc/systemd/system/b.service.d/x.conf': '[Unit]\nWants=docker.socket\n',
			'/etc/systemd/system/c.service': '[Unit]\nAfter=docker.service\n',
		});
		expect(dependents.map(({unit: name, line}) => [name, line])).toEqual([
			['a.service', 3],
			['b.service', 2],
		]);
	});
});

describe('packages', () => {
	it('of dpkg, with what came by itself and the owner of containerd under a merged /usr', async () => {
		const reader = treeReader({
			files: {'/var/lib/dpkg/status': ''},
			answer([tool, ...words]) {
				if (tool === 'apt-mark') return 'containerd\nrunc\n';
				if (words[0] === '--search')
					return {
						exitCode: 1,
						stdout: 'containerd: /usr/bin/containerd\n',
						stderr: 'no path found matching /bin/containerd',
					};
				return {
					exitCode: 1,
					stdout:
						'containerd\t1.6.20~ds1-1+deb12u1\tinstalled\trunc (>= 1.0.0~rc2~), libc6 (>= 2.34)\ndocker.io\t20.10.24\tinstalled\tcontainerd (>= 1.4~) | containerd.io, iptables\ndocker\t1.5\tconfig-files\t\n',
				};
			},
		});
		expect(await gatherPackages(reader, '/usr/bin/containerd')).toEqual({
			manager: 'dpkg',
			ofContainerd: 'containerd',
			installed: [
				{name: 'containerd', version: '1.6.20~ds1-1+deb12u1', needs: ['runc', 'libc6'], automatic: true},
				{name: 'docker.io', version: '20.10.24', needs: ['containerd', 'containerd.io', 'iptables'], automatic: false},
			],
		});
	});

	it('of rpm, which says what is missing in sentences', async () => {
		const reader = treeReader({
			files: {},
			programs: {rpm: '/usr/bin/rpm'},
			answer: argv =>
				argv.includes('--file')
					? 'containerd.io\n'
					: {
							exitCode: 1,
							stdout: 'package docker is not installed\ndocker-ce\t24.0.7-1.el9\tcontainerd.io docker-ce-cli \n',
						},
		});
		expect(await gatherPackages(reader, '/usr/bin/containerd')).toEqual({
			manager: 'rpm',
			ofContainerd: 'containerd.io',
			installed: [{name: 'docker-ce', version: '24.0.7-1.el9', needs: ['containerd.io', 'docker-ce-cli']}],
		});
	});

	it('without a manager there are none', async () => {
		await expect(gatherPackages(treeReader({files: {}}), undefined)).rejects.toThrow('neither dpkg nor rpm');
	});
});

it('logins: registries and helpers, and no secret', async () => {
	const logins = await gatherLogins(
		treeReader({
			files: {
				'/root/.docker/config.json': '{"auths": {"r.example": {"auth": "c2VjcmV0"}}, "credsStore": "pass"}',
				'/home/al/.docker/config.json': '{"credHelpers": {"gcr.io": "gcloud"}}',
				'/var/lib/kubelet/config.json': 'not json',
				'/home/bo/.docker/config.json': '{"HttpHeaders": {}}',
			},
		}),
	);
	expect(logins).toEqual([
		{path: '/root/.docker/config.json', registries: ['r.example'], helpers: ['pass']},
		{path: '/home/al/.docker/config.json', registries: ['gcr.io'], helpers: ['gcloud']},
	]);
});

it('programs that hold the socket open, but not docker itself', () => {
	const text = [
		'u_str ESTAB 0 0 /run/docker.sock 71 * 72 users:(("dockerd",pid=1,fd=3))',
		'u_str ESTAB 0 0 * 72 * 71 users:(("telegraf",pid=8,fd=5),("telegraf",pid=8,fd=6))',
		'u_str ESTAB 0 0 /run/docker.sock 73 * 74 users:(("dockerd",pid=1,fd=4))',
		'u_str ESTAB 0 0 * 74 * 73 users:(("kubelet",pid=9,fd=5))',
		'u_str ESTAB 0 0 * 90 * 91 users:(("dbus-daemon",pid=2,fd=5))',
	].join('\n');
	expect(parseClients(text)).toEqual([{name: 'telegraf', pid: 8}]);
});

it('room of folders that do not exist yet is that of the nearest one above', async () => {
	const reader = treeReader({
		files: {'/data/docker/x': ''},
		answer: argv =>
			argv[0] === 'df'
				? `File Mounted\n${argv
						.slice(3)
						.map(path => `${path} ${path} xfs 100 50 10 5`)
						.join('\n')}\n`
				: undefined,
	});
	const {disks} = await gatherSurroundings(reader, {folders: ['/data/docker', '/data/containerd/new', '/none/x']});
	expect(disks).toMatchObject({
		value: [
			{path: '/data/docker', mountedOn: '/data/docker'},
			{path: '/data/containerd/new', mountedOn: '/data'},
			{path: '/none/x', mountedOn: '/'},
		],
	});
});

describe('units that run by docker', () => {
	const files = {
		'/etc/systemd/system/web.service': '[Service]\nExecStart=/usr/bin/docker run --rm --name web nginx\n',
		'/etc/systemd/system/pull.service':
			'[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/usr/bin/docker pull nginx\n',
		'/etc/systemd/system/bound.service': '[Unit]\nBindsTo=docker.service\n[Service]\nExecStart=/srv/agent\n',
		'/etc/systemd/system/wants.service': '[Unit]\nWants=docker.service\n[Service]\nExecStart=/srv/agent\n',
		'/etc/systemd/system/off.service': '[Service]\nExecStart=/usr/bin/docker run --name off nginx\n',
		'/etc/systemd/system/site.service.d/10.conf': '[Service]\nExecStartPre=/usr/bin/docker pull x\n',
	};
	const states: Readonly<Record<string, string>> = {
		'web.service': 'ActiveState=active\nSubState=running',
		'pull.service': 'ActiveState=active\nSubState=exited',
		'bound.service': 'ActiveState=active\nSubState=exited',
		'off.service': 'ActiveState=inactive\nSubState=dead',
		'site.service': 'ActiveState=active\nSubState=running',
	};

	it('are those whose process is docker’s, and those that systemd stops with it', async () => {
		const asked: string[] = [];
		const reader = treeReader({
			files,
			answer: argv => {
				const names = argv.filter(word => word.endsWith('.service'));
				asked.push(...names);
				return names.map(name => `Id=${name}\nLoadState=loaded\n${states[name]}\n`).join('\n');
			},
		});
		const running = await runningByDocker(reader, await gatherCallers(reader));
		expect(running.map(({name}) => name)).toEqual(['site.service', 'web.service', 'bound.service']);
		expect(running.find(({name}) => name === 'web.service')?.lines).toEqual([
			'ExecStart=/usr/bin/docker run --rm --name web nginx',
		]);
		expect(asked).not.toContain('wants.service');
	});

	it('none where systemd does not answer', async () => {
		const reader = treeReader({files});
		expect(await runningByDocker(reader, await gatherCallers(reader))).toEqual([]);
	});
});
