import {readdirSync, readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {isDaemonLine} from '../../src/translate/daemon/line.ts';
import {names, withDaemon} from '../../src/translate/daemon/load.ts';
import {fidelity} from '../../src/translate/fidelity.ts';
import {printCommand} from '../../src/translate/print.ts';
import {translate} from '../../src/translate/translate.ts';
import type {Translation} from '../../src/translate/types.ts';
import {tables, tablesWithDaemon} from './support.ts';

function answer(line: string): Translation {
	const result = translate(line.split(' '), tablesWithDaemon);
	if ('error' in result) throw new Error(result.error);
	return result;
}

// biome-ignore format: a table
it.each([
	['systemctl restart docker',               'systemctl restart containerd', 'close'],
	['systemctl restart docker.service',       'systemctl restart containerd.service', 'close'],
	['/bin/systemctl --no-block stop docker',  '/bin/systemctl --no-block stop containerd', 'close'],
	['systemctl reload docker',                'systemctl restart containerd', 'close'],
	['systemctl status -l docker',             'systemctl -l status containerd', 'exact'],
	['systemctl show -p MainPID docker',       'systemctl -p MainPID show containerd', 'exact'],
	['systemctl enable --now docker',          'systemctl --now enable containerd', 'exact'],
	['systemctl restart docker kubelet',       'systemctl restart containerd kubelet', 'close'],
	['systemctl stop docker docker.socket',    'systemctl stop containerd', 'close'],
	['systemctl is-active docker',             'systemctl is-active containerd', 'exact'],
	['systemctl kill -s USR1 docker',          'systemctl -s USR1 kill containerd', 'close'],
	['systemctl isolate docker',               'systemctl isolate containerd', 'close'],
	['systemctl daemon-reload',                'systemctl daemon-reload', 'exact'],
	['service docker restart',                 'service containerd restart', 'close'],
	['service docker status',                  'service containerd status', 'exact'],
	['/etc/init.d/docker stop',                'systemctl stop containerd', 'close'],
	['journalctl -u docker -f',                'journalctl -u containerd -f', 'exact'],
	['journalctl -xeu docker --no-pager',      'journalctl -xeu containerd --no-pager', 'exact'],
	['journalctl --unit=docker.service -n 50', 'journalctl --unit=containerd.service -n 50', 'exact'],
	['journalctl -t dockerd --since today',    'journalctl -t containerd --since today', 'exact'],
	['journalctl _SYSTEMD_UNIT=docker.service', 'journalctl _SYSTEMD_UNIT=containerd.service', 'exact'],
	['journalctl /usr/bin/dockerd',            'journalctl /usr/bin/containerd', 'exact'],
])('%s → %s (%s)', (line, expected, grade) => {
	const result = answer(line);
	expect([...result.commands.map(printCommand), fidelity(result)]).toEqual([expected, grade]);
});

// biome-ignore format: a table
it.each([
	['systemctl restart docker',             'daemon.restart',           /KillMode=process.*live-restore/],
	['systemctl stop docker',                'daemon.stop',              /go on running/],
	['systemctl status docker.socket',       'daemon.socket',            /no unit/],
	['systemctl status cri-docker',          'daemon.cri-dockerd',       /CRI built in/],
	['journalctl -u docker -f',              'daemon.journal',           /kubelet/],
	['journalctl CONTAINER_NAME=web',        'daemon.journal-container', /journald driver/],
	['dockerd --registry-mirror https://m',  'dockerd.mirror',           /mirror/],
	['dockerd -g /data -D',                  'dockerd.root',             /images/],
	['dockerd --log-opt=max-size=10m',       'dockerd.log',              /kubelet rotates/],
	['dockerd --nosuch x --live-restore',    'dockerd.live-restore',     /Built in/],
	['dockerd --nosuch x',                   'dockerd.flag',             /--nosuch/],
])('%s says %s', (line, id, message) => {
	expect(answer(line).findings.find(finding => finding.id === id)?.message).toMatch(message);
});

it('the other half of a daemon of pods is named by a line to type', () => {
	const instead = (line: string) =>
		answer(line)
			.findings.map(finding => finding.instead ?? '')
			.join('\n');
	expect(instead('journalctl -u docker --since -1h')).toContain('journalctl -u kubelet --since -1h');
	expect(instead('systemctl status docker')).toContain('systemctl status kubelet');
	expect(instead("journalctl CONTAINER_NAME=a'b")).toContain(`crictl logs 'a'\\''b'`);
});

// biome-ignore format: a table
it.each([
	['systemctl restart nginx', 'systemctl restart: nginx is no unit of docker\'s'],
	['systemctl',               'systemctl needs a verb'],
	['service',                 'service needs a name'],
	['journalctl -u nginx',     'journalctl: nothing in it is of docker'],
])('%s is not about docker', (line, error) => {
	expect(translate(line.split(' '), tablesWithDaemon)).toMatchObject({error});
});

it('every rule has its file, under its own name', () => {
	const files = readdirSync('data/daemon').map(name => name.replace(/\.json$/, ''));
	expect([...names].toSorted()).toEqual(files.toSorted());
	for (const name of files) {
		const {line, summary} = JSON.parse(readFileSync(`data/daemon/${name}.json`, 'utf8'));
		expect(line.replace(' ', '-')).toBe(name);
		expect(summary).toMatch(/^[a-z].*[^.]$/);
	}
});

it('the rules of load.ts answer as those of the files', async () => {
	const loaded = await withDaemon(tables);
	const words = ['systemctl', 'restart', 'docker'];
	expect(translate(words, loaded)).toEqual(translate(words, tablesWithDaemon));
});

describe('any words', () => {
	it('give an answer or a mistake, never an exception; nothing that was typed is lost', () => {
		const word = fc.oneof(
			fc.string(),
			fc.constantFrom('docker', '-u', '-f', '--', 'restart', 'docker.socket', '-H', '__proto__'),
		);
		const program = fc.constantFrom('systemctl', 'service', 'journalctl', 'dockerd', '/etc/init.d/docker');
		fc.assert(
			fc.property(program, fc.array(word), (first, rest) => {
				expect(isDaemonLine([first])).toBe(true);
				const result = translate([first, ...rest], tablesWithDaemon);
				if ('error' in result || first !== 'journalctl') return;
				for (const {argv} of result.commands) expect(argv).toHaveLength(rest.length + 1);
			}),
		);
	});
});
