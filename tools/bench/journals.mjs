import {chmodSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {clearedEnvironment, filterUnderLoad, median, onTerminal, quantile, sleep} from './measure.mjs';
import {fakeCrictl} from './node-1000.mjs';

const seconds = 10;

/** The journal of a unit that says 100,000 things a second, while it is followed: how long keys take, and how much memory. */
export async function measureJournals(program, folder, absolute) {
	const node = `${folder}/journal-node`;
	rmSync(node, {recursive: true, force: true});
	mkdirSync(node, {recursive: true});
	await fakeCrictl(node, 1);
	const writer = new URL('./journal-writer.mjs', import.meta.url).pathname;
	writeFileSync(`${node}/journalctl`, `#!/bin/sh\nexec '${process.execPath}' '${writer}' "$@"\n`);
	chmodSync(`${node}/journalctl`, 0o755);
	const env = {...clearedEnvironment, PATH: `${node}:/usr/bin:/bin`, XDG_STATE_HOME: `${node}/state`};
	const console_ = onTerminal(
		program,
		['journal', 'kubelet', '--runtime-endpoint', 'unix:///run/bench/none.sock'],
		env,
	);
	await console_.seen('operationExecutor');
	await sleep(2000);
	const {times, cpu, mostMb} = await filterUnderLoad(console_, seconds * 1000);
	await console_.close();
	absolute('journal at 100,000 lines/s: key → frame, median', median(times), 'ms', 15);
	absolute('journal at 100,000 lines/s: key → frame, p99', quantile(times, 0.99), 'ms', 50);
	absolute('journal at 100,000 lines/s: CPU', cpu, '%', 100);
	absolute('journal at 100,000 lines/s: RSS', mostMb, 'MB', 300);
	rmSync(node, {recursive: true, force: true});
}
