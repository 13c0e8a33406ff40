import {expect, it} from 'vitest';
import {notStartedAgain} from '../../src/cli/started-again.ts';
import type {NodeFacts} from '../../src/model/facts.ts';

const facts = {tools: {}, endpoint: {url: 'unix:///c.sock'}} as unknown as NodeFacts;

/** What `crictl ps` lists at each look, and what `ctr task ls` prints. */
function said(line: string, looks: readonly string[], tasks = '') {
	let at = 0;
	const node = {
		facts,
		sleep: async () => {
			at++;
		},
		host: {
			query: async (argv: readonly string[]) => ({
				exitCode: 0,
				stdout: argv[0] === 'ctr' ? tasks : (looks[Math.min(at, looks.length - 1)] ?? ''),
				stderr: '',
				durationMs: 1,
			}),
		},
	};
	return notStartedAgain(line.split(' '), node);
}

// biome-ignore format: a table
it.each([
	['docker restart web',           ['id\n'],             '',                      undefined],
	['docker restart -t 5 web',      ['', '', 'id\n'],     '',                      undefined],
	['docker restart web',           [''],                 '',                      'web'],
	['docker container restart -s TERM web db', [''],      '',                      'web, db'],
	['docker restart own',           [''],                 'own   7   RUNNING\n',   undefined],
	['docker restart own',           [''],                 'own2   7   RUNNING\n',  'own'],
	['docker restart 0123456789ab',  [''],                 '',                      undefined],
	['docker stop web',              [''],                 '',                      undefined],
] as const)('%s', async (line, looks, tasks, names) => {
	const text = await said(line, looks, tasks);
	expect(text).toBe(names === undefined ? undefined : `# not running again yet: ${names} (the kubelet starts it, where there is one and the pod's restart policy says so)\n`);
});
