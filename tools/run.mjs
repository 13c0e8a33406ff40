import './require-node.mjs';
import {spawnSync} from 'node:child_process';

// npm run …: a program of the dev dependencies, by a Node that is new enough for it.
const [program, ...args] = process.argv.slice(2);
const {status, signal, error} = spawnSync(program, args, {stdio: 'inherit'});
if (error) throw error;
process.exit(status ?? (signal === null ? 1 : 130));
