import {expect, it} from 'vitest';
import {readJson} from '../../../src/runtime/gather/config-file.ts';

it('a byte order mark before the JSON is no fault: dockerd reads past it', () => {
	const {data, broken} = readJson('/etc/docker/daemon.json', '\uFEFF{"debug": true}\n');
	expect(broken).toBeUndefined();
	expect(data).toEqual({debug: true});
	expect(readJson('/etc/docker/daemon.json', '{"debug": true,}').broken).toBeDefined();
});
