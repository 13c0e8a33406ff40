import {execFileSync, spawn} from 'node:child_process';
import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {clearedEnvironment, filterUnderLoad, median, onTerminal, quantile, sleep, usageOf} from './measure.mjs';
import {fakeCrictl} from './node-1000.mjs';

const linesPerSecond = 100_000;
const seconds = 15;
const endpoint = ['--runtime-endpoint', 'unix:///run/bench/none.sock'];

/**
 * A log that grows by 100,000 lines a second while it is followed: how long keys take, how much memory, and whether the
 * saved file has every line.
 */
export async function measureLogs(program, folder, absolute) {
	const node = `${folder}/log-node`;
	rmSync(node, {recursive: true, force: true});
	mkdirSync(node, {recursive: true});
	const path = `${node}/0.log`;
	writeFileSync(path, `${new Date().toISOString()} stdout F the first line\n`);
	await fakeCrictl(node, 1, {logPath: path});
	const env = {...clearedEnvironment, PATH: `${node}:/usr/bin:/bin`, XDG_STATE_HOME: `${node}/state`};
	const console_ = onTerminal(program, endpoint, env);
	await console_.seen('web-0-');
	console_.write('\r');
	await console_.seen('containers of');
	await sleep(500);
	console_.write('l');
	await console_.seen('the first line');

	const writer = spawn(process.execPath, [
		new URL('./log-writer.mjs', import.meta.url).pathname,
		path,
		linesPerSecond,
		seconds,
	]);
	let count = '';
	writer.stdout.on('data', data => {
		count += data;
	});
	const ended = new Promise(resolve => writer.on('close', resolve));
	await sleep(2000);
	const {times, cpu, mostMb: duringMb} = await filterUnderLoad(console_, (seconds - 4) * 1000);
	await ended;
	console_.forget();
	console_.write('\u0013');
	await console_.seen('saved all');
	const mostMb = Math.max(duringMb, usageOf(console_.pid).rssMb);
	await console_.close();

	const [saved] = readdirSync(`${node}/state/rtconsole/logs`);
	const missing = Number(count) + 1 - newlines(`${node}/state/rtconsole/logs/${saved}`);
	absolute('log at 100,000 lines/s: key → frame, median', median(times), 'ms', 15);
	absolute('log at 100,000 lines/s: key → frame, p99', quantile(times, 0.99), 'ms', 50);
	absolute('log at 100,000 lines/s: CPU', cpu, '%', 50);
	absolute('log at 100,000 lines/s: RSS', mostMb, 'MB', 300);
	absolute(`lines of ${Number(count) + 1} that the saved file lacks`, Math.abs(missing), '', 0);
	rmSync(node, {recursive: true, force: true});
}

function newlines(path) {
	return Number(execFileSync('wc', ['-l'], {input: readFileSync(path), encoding: 'utf8'}));
}
