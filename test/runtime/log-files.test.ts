import {describe, expect, it} from 'vitest';
import {logPathOf, rotationOrder} from '../../src/runtime/log-files.ts';
import {container} from '../support/state.ts';

describe('rotated files, oldest first', () => {
	// biome-ignore format: a table
	it.each<[string, string, string, string]>([
		['the kubelet',      '0.log', '0.log 0.log.20261123-120000 0.log.20261122-120000.gz 1.log',       '0.log.20261122-120000.gz 0.log.20261123-120000'],
		['being compressed', '0.log', '0.log.20261123-120000 0.log.20261123-120000.gz 0.log.20261123-120000.tmp', '0.log.20261123-120000'],
		['docker',           'ab-json.log', 'ab-json.log ab-json.log.1 ab-json.log.2 ab-json.log.10.gz',  'ab-json.log.10.gz ab-json.log.2 ab-json.log.1'],
		['logrotate',        'x.log', 'x.log x.log-20261122.gz x.log-20261123 x.log.bak',                 'x.log-20261122.gz x.log-20261123'],
		['of another',       '1.log', '0.log 11.log 0.log.20261123-120000 1.logs.1',                      ''],
		['none',             '0.log', '0.log',                                                            ''],
	])('%s', (_, live, names, expected) => {
		expect(rotationOrder(live, names.split(' ')).join(' ')).toBe(expected);
	});
});

describe('where a log lies', () => {
	const inPod = {podName: 'web', podNamespace: 'default', labels: {'io.kubernetes.pod.uid': 'u1'}};
	const kubelets = '/var/log/pods/default_web_u1/app/3.log';

	// biome-ignore format: a table
	it.each<[string, Parameters<typeof container>[1], boolean, string | undefined]>([
		['as the runtime says',           {logPath: '/x/y.log'},                        false, '/x/y.log'],
		['where the kubelet puts it',     {...inPod, attempt: 3},                       false, kubelets],
		['nowhere that is known',         {},                                           false, undefined],
		['a name that leads elsewhere',   {...inPod, podName: '../../etc'},             false, undefined],
		['the attempt before',            {logPath: kubelets, attempt: 3},              true,  '/var/log/pods/default_web_u1/app/2.log'],
		['before the first',              {logPath: '/p/app/0.log', attempt: 0},        true,  undefined],
		['before one of another number',  {logPath: kubelets, attempt: 2},              true,  undefined],
		['before a file of another kind', {logPath: '/x/y-json.log', attempt: 2},       true,  undefined],
	])('%s', (_, more, previous, expected) => {
		expect(logPathOf(container('app', more), previous)).toBe(expected);
	});
});
