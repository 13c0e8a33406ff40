import {expect, it} from 'vitest';
import {parseInfo} from '../../../src/runtime/gather/docker.ts';

it('docker info of a daemon', () => {
	const text = JSON.stringify({
		DockerRootDir: '/var/lib/docker',
		Driver: 'overlay2',
		CgroupDriver: 'systemd',
		Images: 3,
	});
	expect(parseInfo(text)).toEqual({
		cgroupDriver: 'systemd',
		storageDriver: 'overlay2',
		rootDir: '/var/lib/docker',
		liveRestore: false,
		running: 0,
		images: 3,
	});
});

// Before that a store without a name and without images was taken for the one in use.
it('docker info of a client alone is none', () => {
	const text = JSON.stringify({
		ID: '',
		Containers: 0,
		DockerRootDir: '',
		ServerErrors: ['Cannot connect to the Docker daemon'],
	});
	expect(() => parseInfo(text)).toThrow('Cannot connect to the Docker daemon');
	expect(() => parseInfo('{}')).toThrow('no daemon answered docker info');
});
