import {expect, it} from 'vitest';
import {findingIds} from './support.ts';

// biome-ignore format: a table
it.each([
	['exec web -it bash',        'exec.flag-behind', true],
	['exec -it web bash -l',     'exec.flag-behind', false],
	['run nginx --name web',     'run.flag-behind',  true],
	['run nginx -p 80:80',       'run.flag-behind',  true],
	['run nginx -z',             'run.flag-behind',  false],
	['run nginx --no-such',      'run.flag-behind',  false],
	['run nginx sh --name web',  'run.flag-behind',  false],
])('docker %s: %s is said: %s', (line, id, expected) => {
	expect(findingIds(line).includes(id)).toBe(expected);
});

it.each([
	['debug web', 'plugin.debug'],
	['scout cves nginx', 'plugin.scan'],
	['sbom nginx', 'plugin.scan'],
])('docker %s says what to do instead', (line, id) => expect(findingIds(line)).toEqual([id]));
