import {expect, it} from 'vitest';
import {cgroupPlaces} from '../../src/model/cgroup-places.ts';

// biome-ignore format: a table
it.each([
	['of one hierarchy',              '/kube.slice',   '/sys/fs/cgroup/kube.slice'],
	['of several',                    '/kube',         '/sys/fs/cgroup/memory/kube'],
	['as the systemd driver has it',  '/kube',         '/sys/fs/cgroup/kube.slice'],
	['one within another',            'system/kube',   '/sys/fs/cgroup/cpu/system.slice/system-kube.slice'],
])('a cgroup %s', (_, name, place) => {
	expect(cgroupPlaces(name)).toContain(place);
});
