import {expect, it} from 'vitest';
import {repairedJson} from '../../src/checks/parts/json-repair.ts';

// biome-ignore format: a table
it.each([
	['a comma before the end',       '{ "log-driver": "json-file", }',                           {'log-driver': 'json-file'}],
	['and in a list',                '{"dns": ["1.1.1.1",]}',                                    {dns: ['1.1.1.1']}],
	['none between two lines',       '{\n "bip": "10.0.0.1/24"\n "mtu": 1400\n}',                {bip: '10.0.0.1/24', mtu: 1400}],
	['never closed',                 '{"debug": true',                                            {debug: true}],
	['comments',                     '{\n // logs\n "debug": true\n}',                            {debug: true}],
	['quotes of the wrong kind',     "{'debug': true}",                                           {debug: true}],
	['a text with a comma in it',    '{"labels": ["a,]"], }',                                     {labels: ['a,]']}],
	['a list that is not closed',    '{ "exec-opts": [ }',                                        {'exec-opts': []}],
	['the same within another',      '{"a": {"b": ["c", "d": 1',                                  undefined],
	['open in the middle',           '{"a": {"b": ["c"}, "d": 1}',                                {a: {b: ['c']}, d: 1}],
	['closed once too often',        '{"debug": true}}',                                          {debug: true}],
	['what nobody can know',         '{ "exec-opts": : }',                                        undefined],
	['no object',                    '[1]',                                                       undefined],
])('%s', (_, text, expected) => {
	expect(repairedJson(text)).toEqual(expected);
});
