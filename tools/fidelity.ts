import {spawnSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {groups} from '../test/live/fidelity/cases/index.ts';
import {fidelityDocument} from '../test/live/fidelity/document.ts';
import {readResults} from '../test/live/fidelity/results.ts';

// npm run fidelity [-- --page]: docker and its translation side by side on real nodes, then docs/fidelity.md (npm run build first).
if (!process.argv.includes('--page')) {
	const {status} = spawnSync(
		'npx',
		['vitest', 'run', '--config', 'vitest.live.config.ts', 'test/live/fidelity.test.ts'],
		{
			stdio: 'inherit',
			env: {...process.env, RTCONSOLE_FIDELITY_RECORD: '1'},
		},
	);
	process.exitCode = status ?? 1;
}
const stored = {plain: readResults('plain'), 'plain-26': readResults('plain-26'), sid: readResults('sid')};
writeFileSync('docs/fidelity.md', fidelityDocument(groups, stored));
