import {expect, it} from 'vitest';
import {cniConfig} from '../../../src/checks/cni-config.ts';
import {runChecks} from '../../../src/checks/run.ts';
import type {Reader} from '../../../src/host/host.ts';
import {gatherCni} from '../../../src/runtime/gather/cni.ts';
import {healthyNode} from '../../support/node-snapshot.ts';

const no = (): Promise<never> => Promise.reject(new Error('EACCES'));
const text = '{"cniVersion":"0.4.0","name":"pods","plugins":[{"type":"bridge"}]}';

type Folder = Pick<Reader, 'listNames' | 'readText'>;

// biome-ignore format: a table
const folders: ReadonlyArray<readonly [string, Folder, string]> = [
	['a folder that this user may not open', {listNames: no, readText: no},                                          'skipped'],
	['a file that this user may not read',   {listNames: async () => ['10-a.conflist'], readText: no},               'skipped'],
	['a folder without a file',              {listNames: async () => [], readText: no},                              'fatal'],
	['a file',                               {listNames: async () => ['10-a.conflist'], readText: async () => text}, 'ok'],
];

it.each(folders)('%s', async (_, reader, verdict) => {
	const cni = await gatherCni(reader as Reader, undefined, undefined);
	expect(runChecks(healthyNode({cni}), undefined, [cniConfig]).checks[0]?.verdict).toBe(verdict);
});
