import './require-node.mjs';
import {spawnSync} from 'node:child_process';

// npm test: types, lint and format, then the unit tests. Each runs even if one before it failed, and all must pass.
const steps = [
	['tsc', '--noEmit'],
	['biome', 'ci', '.'],
	['vitest', 'run', ...process.argv.slice(2)],
];
const failed = [];
for (const [tool, ...args] of steps) {
	const {status, error} = spawnSync(tool, args, {stdio: 'inherit'});
	if (error) console.error(`${tool}: ${error.message}`);
	if (status !== 0) failed.push([tool, ...args.slice(0, 2)].join(' '));
}
// The last line names what failed: in a long log the first two steps are far above.
if (failed.length > 0) console.error(`failed: ${failed.join('; ')}`);
process.exit(failed.length === 0 ? 0 : 1);
