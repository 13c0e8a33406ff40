import {expect, it} from 'vitest';
import {wrongValues} from '../../src/checks/parts/docker-values.ts';

const cases: ReadonlyArray<readonly [Record<string, unknown>, unknown]> = [
	[{'insecure-registries': 'registry.local:5000, other:5000'}, ['registry.local:5000', 'other:5000']],
	[{debug: 'true'}, true],
	[{'max-concurrent-downloads': '3'}, 3],
	[{'registry-mirrors': ['mirror.local:5000', 'http://m']}, ['https://mirror.local:5000', 'http://m']],
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
