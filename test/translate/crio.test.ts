import {describe, expect, it} from 'vitest';
import {withCrio} from '../../src/translate/crio/load.ts';
import {withDaemon} from '../../src/translate/daemon/load.ts';
import {fidelity} from '../../src/translate/fidelity.ts';
import {loadTables} from '../../src/translate/load.ts';
import {printCommand} from '../../src/translate/print.ts';
import {translate} from '../../src/translate/translate.ts';

const tables = withCrio(await withDaemon(await loadTables()));
const main = `"$(crictl ps --all --latest --quiet --name '^main$')"`;

function answer(line: string, crio = '1.30', crioRuntime?: {readonly name: string; readonly root?: string}) {
	const versions = {crictl: '1.30', ctr: '1.7', crio, ...(crioRuntime !== undefined && {crioRuntime})};
	const found = translate(line.split(' '), tables, versions, {unique: 'u', here: true});
	if ('error' in found) throw new Error(found.error);
	return found;
}

// biome-ignore format: a table
const lines: ReadonlyArray<readonly [line: string, commands: readonly string[], fidelity: string, says: readonly string[]]> = [
	['docker ps -a',                            ['crictl ps --all'],                                                     'exact',   ['crio.ps']],
	['docker exec main id',                     [`crictl exec ${main} id`],                                              'close',   ['exec.exit-code']],
	['docker exec -u 0 main id',                [`runc exec --user 0 ${main} id </dev/null`],                            'close',   ['crio.runtime']],
	['docker kill -s HUP main',                 [`runc kill ${main} SIGHUP`],                                            'close',   ['crio.runtime']],
	['docker pause main',                       [`runc pause ${main}`],                                                  'close',   ['crio.runtime']],
	['docker unpause main',                     [`runc resume ${main}`],                                                 'close',   ['crio.runtime']],
	['docker save -o x.tar web:1.0',            ['podman save -o x.tar web:1.0'],                                        'exact',   ['crio.podman-images']],
	['docker load -i x.tar',                    ['podman load -i x.tar'],                                                'exact',   ['crio.podman-images']],
	['docker tag a b',                          ['podman tag a b'],                                                      'exact',   ['crio.podman-images']],
	['docker build -t web .',                   ['podman build -t web .'],                                               'exact',   ['crio.podman-images']],
	['docker run -d --name x web',              ['podman run -d --name x web'],                                          'close',   ['crio.podman-run']],
	['docker run --link a web',                 [],                                                                      'none',    ['crio.podman-flag']],
	['docker rmi web:1.0',                      ['crictl rmi docker.io/library/web:1.0'],                                'exact',   ['crio.rmi']],
	['docker events',                           [],                                                                      'none',    ['crio.no-ctr']],
	['docker diff main',                        [],                                                                      'none',    ['crio.no-ctr']],
	['docker inspect -f {{.Driver}} main',      [],                                                                      'none',    ['crio.no-field']],
	['docker inspect -f {{.HostConfig.Privileged}} main', [`crictl inspect --output go-template --template '{{.info.privileged}}' ${main}`], 'close', []],
	['docker info -f {{.CgroupDriver}}',        ["crictl info --output go-template --template '{{.config.crio.CgroupManagerName}}'"], 'close', []],
	['docker info -f {{.Driver}}',              [],                                                                      'none',    ['crio.no-field']],
	['docker login r.example.com',              ['podman login r.example.com'],                                          'exact',   ['crio.podman-login']],
	['systemctl restart docker',                ['systemctl restart crio'],                                              'exact',   ['crio.unit']],
	['journalctl -u docker',                    ['journalctl -u crio'],                                                  'exact',   ['crio.unit']],
];

describe('a node of CRI-O', () => {
	it.each(lines)('%s', (line, commands, expected, says) => {
		const found = answer(line);
		expect(found.commands.map(printCommand)).toEqual(commands);
		const ids = found.findings.map(({id}) => id);
		for (const id of says) expect(ids).toContain(id);
		expect(fidelity(found)).toBe(expected);
	});

	// biome-ignore format: a table
	it.each([
		['1.30', {name: 'crun', root: '/run/crun'}, `crun kill ${main} SIGHUP`,                  'crio.runtime-here',  'exact'],
		['1.37', {name: 'crun'},                    `crun kill ${main} SIGHUP`,                  'crio.runtime-here',  'exact'],
		['1.37', {name: 'runc'},                    `runc --root /run/crun kill ${main} SIGHUP`, 'crio.runtime-here',  'exact'],
		['1.37', {name: 'runc', root: '/run/runc'}, `runc kill ${main} SIGHUP`,                  'crio.runtime-here',  'exact'],
		['1.37', {name: 'kata', root: '/x'},        `kata --root /x kill ${main} SIGHUP`,        'crio.runtime-other', 'close'],
	])('CRI-O %s that is set to %j: %s', (version, set, line, id, grade) => {
		const found = answer('docker kill -s HUP main', version, set);
		expect(found.commands.map(printCommand)).toEqual([line]);
		expect(found.findings.map(finding => finding.id)).toContain(id);
		expect(fidelity(found)).toBe(grade);
	});

	it('from 1.31 on containers are started with crun', () => {
		expect(answer('docker pause main', '1.31.2').commands[0]?.argv[0]).toBe('crun');
		expect(answer('docker pause main', 'unknown').commands[0]?.argv[0]).toBe('crun');
	});

	it('processes are asked of the cgroup of the container’s first one', () => {
		const [command] = answer('docker top main -o pid').commands;
		expect(command?.argv[2]).toMatch(/^ps -o pid -p .*cgroup\.procs/);
		expect(command?.argv[4]).toEqual({lookup: 'container', name: 'main', field: 'pid'});
	});

	it('of every docker command, nothing that is answered needs ctr or containerd', () => {
		const names = [...new Set(Object.values(tables.index.names))];
		for (const name of names) {
			const found = translate(
				['docker', ...name.split(' '), 'a', 'b'],
				tables,
				{crictl: '1.30', crio: '1.30'},
				{here: true},
			);
			if ('error' in found) continue;
			expect(found.commands.map(printCommand).join('\n'), name).not.toMatch(/\bctr |nerdctl |containerd/);
			for (const {kind, message} of found.findings)
				if (kind !== 'lost') expect(message, name).not.toMatch(/\bctr\b|nerdctl/);
		}
	});
});

it('the help of what something else than a tool does is not that one’s', () => {
	const found = translate(['docker', 'wait', '--help'], tables);
	expect('commands' in found && found.commands.map(printCommand)).toEqual(['crictl --help']);
});
