import {expect, it} from 'vitest';
import {translateCommand} from '../../src/cli/commands/translate.ts';
import {runOneShot} from '../support/one-shot.ts';

// biome-ignore format: a table
it.each([
	['crictl ps --json',                'rtconsole translate --json crictl ps'],
	['ctr c ls --for=containerd=1.6',   "rtconsole translate --for=containerd=1.6 ctr c ls"],
	['docker ps --json',                'rtconsole translate --json docker ps'],
	['docker ps --for crictl=1.26 -a',  'rtconsole translate --for crictl=1.26 docker ps -a'],
	['docker ps --run',                 'rtconsole translate --run docker ps'],
	['docker ps --yes',                 'rtconsole --yes docker ps'],
])('%s: did you mean %s', async (line, suggestion) => {
	const {code, err} = await runOneShot(translateCommand, ['--for', 'crictl=1.30', ...line.split(' ')]);
	expect([code, err]).toEqual([2, expect.stringMatching(new RegExp(`has no flag --\\w+; did you mean ${suggestion}\\?\\n$`))]);
});
