import {expect, it} from 'vitest';
import type {Reader} from '../../../src/host/host.ts';
import {gatherUnits} from '../../../src/runtime/gather/units.ts';

const show = (name: string, path: string) => `Id=${name}\nLoadState=loaded\nActiveState=active\nFragmentPath=${path}\n`;

/** systemd with these units, and where links of /etc lead. */
function nodeWith(units: readonly string[], links: Readonly<Record<string, string>>): Reader {
	return {
		query: async ([program, ...args]: readonly string[]) => {
			const link = links[args.at(-1) ?? ''];
			const stdout = program === 'systemctl' ? units.join('\n') : link === undefined ? '' : `${link}\n`;
			return {stdout, stderr: '', exitCode: stdout === '' ? 1 : 0};
		},
		readText: async () => '',
	} as unknown as Reader;
}

// biome-ignore format: a table
it.each([
	['a link to elsewhere', 'docker.service', '/etc/systemd/system/docker.service', '/opt/docker/docker.service', '/opt/docker/docker.service'],
	['a file', 'docker.service', '/etc/systemd/system/docker.service', undefined, undefined],
	['of a package', 'docker.service', '/usr/lib/systemd/system/docker.service', '/x', undefined],
	['an alias beside it', 'docker.service', '/etc/systemd/system/docker.service', 'other.service', undefined],
	['no docker', 'kubelet.service', '/etc/systemd/system/kubelet.service', '/opt/kubelet.service', undefined],
])('where the unit of docker stands: %s', async (_, name, path, link, linkedTo) => {
	const node = nodeWith([show(name, path)], link === undefined ? {} : {[path]: link});
	expect((await gatherUnits(node))[name]?.linkedTo).toBe(linkedTo);
});

it('what a service says before it is ready is of its present run', async () => {
	const times = 'ActiveEnterTimestampMonotonic=900\nExecMainStartTimestampMonotonic=700\n';
	const units = await gatherUnits(nodeWith([`${show('containerd.service', '/x')}${times}`], {}));
	expect(units['containerd.service']?.activeSinceUs).toBe(700);
});

it.each([
	['a service that ended by SIGPIPE: the journal is asked about', 'ActiveState=activating\nExecMainStatus=13\n', true],
	['one that ended by something else', 'ActiveState=activating\nExecMainStatus=1\n', false],
	['one that runs', 'ActiveState=active\n', false],
])('%s', async (_, state, isAsked) => {
	const argvs: string[][] = [];
	const node = {
		query: async (argv: readonly string[]) => {
			argvs.push([...argv]);
			const isOfJournal = argv.includes('systemd-journald.service');
			const stdout = isOfJournal
				? 'Id=systemd-journald.service\nLoadState=masked\nActiveState=inactive\n'
				: `Id=kube-apiserver.service\nLoadState=loaded\n${state}`;
			return {stdout, stderr: '', exitCode: 0};
		},
		readText: async () => '',
	} as unknown as Reader;
	const units = await gatherUnits(node);
	expect(argvs.some(argv => argv.includes('systemd-journald.service'))).toBe(isAsked);
	expect(units['systemd-journald.service']?.loadState).toBe(isAsked ? 'masked' : undefined);
});

it('a service that is active for the moment of its start alone is asked again', async () => {
	const of = (state: string) => `${show('kubelet.service', '/x').replace('active', state)}NRestarts=2\nMainPID=77\n`;
	const answers = [of('active'), of('activating')];
	const node = (isThere: boolean) => {
		const left = [...answers];
		return {
			...nodeWith([], {}),
			kindOf: async () => (isThere ? 'directory' : undefined),
			query: async ([program]: readonly string[]) => ({
				stdout: program === 'systemctl' ? (left.shift() ?? '') : '',
				stderr: '',
				exitCode: 0,
			}),
		} as unknown as Reader;
	};
	expect((await gatherUnits(node(false)))['kubelet.service']?.activeState).toBe('activating');
	expect((await gatherUnits(node(true)))['kubelet.service']?.activeState).toBe('active');
});
