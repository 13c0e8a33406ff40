import {expect, it} from 'vitest';
import {repairedJson} from '../../../src/checks/parts/json-repair.ts';
import {readJson} from '../../../src/runtime/gather/config-file.ts';
import {readDaemonJson} from '../../../src/runtime/gather/daemon-json.ts';

it('a byte order mark before the JSON is no fault: dockerd reads past it', () => {
	const {data, broken} = readJson('/etc/docker/daemon.json', '\uFEFF{"debug": true}\n');
	expect(broken).toBeUndefined();
	expect(data).toEqual({debug: true});
	expect(readJson('/etc/docker/daemon.json', '{"debug": true,}').broken).toBeDefined();
});

// biome-ignore format: a table
it.each([
	['',                  '26.1.5',   undefined,                 {}],
	[' \n',               undefined,  undefined,                 {}],
	['',                  '20.10.24', /^it is empty/,            {}],
	['\uFEFF{"debug":true}', '26.1.5', undefined,               {debug: true}],
	['\uFEFF{"debug":true}', '20.10.24', /byte order mark/,      {debug: true}],
])('daemon.json %j for docker %s', (text, version, broken, data) => {
	const read = readDaemonJson('/etc/docker/daemon.json', text, version);
	if (broken === undefined) expect(read).toMatchObject({data});
	else expect(read.broken?.message).toMatch(broken);
	// What the check-up offers to write.
	expect(repairedJson(text)).toEqual(data);
});
