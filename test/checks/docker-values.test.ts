import {expect, it} from 'vitest';
import {wrongValues} from '../../src/checks/parts/docker-values.ts';

const cases: ReadonlyArray<readonly [Record<string, unknown>, unknown]> = [
	[{'insecure-registries': 'registry.local:5000, other:5000'}, ['registry.local:5000', 'other:5000']],
	[{debug: 'true'}, true],
	[{'max-concurrent-downloads': '3'}, 3],
	[{'registry-mirrors': ['mirror.local:5000', 'http://m']}, ['https://mirror.local:5000', 'http://m']],
	[
		{'insecure-registries': ['https://r.corp/', 'r:5000/team', 'http://s', '10.0.0.0/8', 'fd00::/8']},
		['r.corp', 'r:5000', 'http://s', '10.0.0.0/8', 'fd00::/8'],
	],
	[{'registry-mirrors': 'mirror.local'}, ['https://mirror.local']],
];

it.each(cases)('%j becomes what dockerd takes', (data, meant) => {
	expect(wrongValues(data).map(each => each.meant)).toEqual([meant]);
});

it('nothing is said of values that are right, or of what a text means that is no truth', () => {
	expect(
		wrongValues({debug: true, dns: ['10.0.0.2'], mtu: 1450, 'registry-mirrors': ['https://m'], 'data-root': '/d'}),
	).toEqual([]);
	expect(wrongValues({iptables: 'maybe'})).toMatchObject([{name: 'iptables', meant: undefined}]);
});

// biome-ignore format: a table
it.each([
	['20.10.24', 'https://m/hub',      'has a path, which docker takes from 24.0.8 on'],
	['24.0.7',   'http://m:5000/a/b/', 'has a path, which docker takes from 24.0.8 on'],
	['26.1.5',   'https://m/?a=b',     'has something after ? or #'],
	['26.1.5',   'https://u:p@m',      'has a name or password before its host'],
])('docker %s ends at the mirror %s', (docker, mirror, why) => {
	const [wrong] = wrongValues({'registry-mirrors': ['https://good', mirror]}, docker);
	expect(wrong).toEqual({name: 'registry-mirrors', why: expect.stringContaining(why), meant: ['https://good']});
	expect(wrong?.why).not.toContain('u:p@');
});

it.each([
	['24.0.9', 'https://m/hub'],
	['20.10.24', 'https://m/'],
	['20.10.24', 'https://m'],
	[undefined, 'https://m/hub'],
])('docker %s takes the mirror %s', (docker, mirror) => {
	expect(wrongValues({'registry-mirrors': [mirror]}, docker)).toEqual([]);
});
