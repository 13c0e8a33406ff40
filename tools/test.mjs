import './require-node.mjs';
import {spawnSync} from 'node:child_process';

// npm test: types, lint and format, then the unit tests. Each runs even if one before it failed, and all must pass.
const steps = [
	['tsc', '--noEmit'],
	['biome', 'ci', '.'],
	['vitest', 'run', ...process.argv.slice(2)],
];
let failed = 0;
for (const [tool, ...args] of steps) {
	const {status, error} = spawnSync(tool, args, {stdio: 'inherit'});
	if (error) console.error(`${tool}: ${error.message}`);
	if (status !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
