import {expect, it} from 'vitest';
import {translate} from '../../src/translate/translate.ts';
import {tables} from './support.ts';

const mounted = (access: string) => `type=cgroup,src=cgroup,dst=/sys/fs/cgroup,options=${access}:nosuid:noexec:nodev`;

// biome-ignore format: a table
it.each([
	['run', '-m 64m', [mounted('ro')]],
	['create', '-m 64m', [mounted('ro')]],
	['run', '--privileged', [mounted('rw')]],
	['run', '-v /a:/sys/fs/cgroup/', ['type=bind,src=/a,dst=/sys/fs/cgroup/,options=rbind:rw']],
	['run', '--mount type=bind,src=/sys,target=/sys,readonly', ['type=bind,src=/sys,dst=/sys,options=rbind:ro']],
	['run', '-v /sys:/host/sys', [mounted('ro'), 'type=bind,src=/sys,dst=/host/sys,options=rbind:rw']],
])('docker %s %s mounts %j', (command, flags, expected) => {
	const answer = translate(['docker', command, ...flags.split(' '), 'busybox'], tables);
	if ('error' in answer) throw new Error(answer.error);
	const argv = answer.commands.map(one => one.argv).find(words => words.includes('--seccomp') || words.includes('--privileged')) ?? [];
	const mounts = argv.filter((_word, index) => argv[index - 1] === '--mount');
	expect(mounts.filter(mount => !/,dst=.etc.(hosts|resolv.conf),/.test(String(mount)))).toEqual(expected);
});
