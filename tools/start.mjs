import './require-node.mjs';
import {spawnSync} from 'node:child_process';
import {bundle} from './bundle.mjs';

// npm start [-- ARGUMENTS]: build, then run, from source.
await bundle('dist/js', {minify: false});
const {status, signal, error} = spawnSync(process.execPath, ['dist/js/rtconsole.js', ...process.argv.slice(2)], {
	stdio: 'inherit',
});
if (error) throw error;
process.exit(status ?? (signal === null ? 1 : 130));
