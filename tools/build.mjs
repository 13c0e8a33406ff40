import './require-node.mjs';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {bundle} from './bundle.mjs';
import {compile, recordConsole, recordOrders, targets} from './compile.mjs';

// npm run build              dist/rtconsole, for the machine that builds
// npm run build -- --all     and dist/rtconsole-<target> for every target
const all = process.argv.includes('--all');
const entry = 'dist/js/rtconsole.js';
await bundle('dist/js');
const native = targets.find(target => target.native) ?? targets[0];
const wanted = all ? targets : [native];
const folder = mkdtempSync(join(tmpdir(), 'rtconsole-build-'));
try {
	const orders = native.native ? await ordersOf(native) : [];
	for (const target of wanted) {
		const started = performance.now();
		const path = target === native ? 'dist/rtconsole' : `dist/rtconsole-${target.name}`;
		const bytes = await compile(entry, path, target, orders);
		const seconds = ((performance.now() - started) / 1000).toFixed(1);
		console.log(`${path}  ${target.name}  ${(bytes / 1e6).toFixed(0)} MB  ${seconds} s`);
	}
} finally {
	rmSync(folder, {recursive: true, force: true});
}

/** What a start needs, from starts of a first executable: a line of the translator first, for it must be the quickest. */
async function ordersOf(target) {
	const trial = join(folder, 'rtconsole');
	await compile(entry, trial, target);
	const runs = [
		['translate', 'docker', 'ps', '-a'],
		['translate', 'docker', 'run', '--detach', '--name', 'web', '--publish', '8080:80', '--rm', 'nginx'],
		['--demo', 'pods'],
	];
	return [...recordOrders(trial, runs, folder), ...(await recordConsole(trial, folder))];
}
