import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {spawn as spawnPty} from '@lydell/node-pty';

export const size = {cols: 200, rows: 50};

// A trap of some build machines: it makes every Node start 40 ms slower.
const {NODE_EXTRA_CA_CERTS: _trap, ...clean} = process.env;

/**
 * Two things measured in turns, so that whatever else the machine does falls on both: medians in milliseconds.
 * @returns [value, floor]
 */
export async function inTurns(measureValue, measureFloor, runs = 25) {
	const values = [];
	const floors = [];
	for (let run = 0; run <= runs; run += 1) {
		const [floor, value] = [await measureFloor(), await measureValue()];
		if (run === 0) continue; // the first of each warms up
		values.push(value);
		floors.push(floor);
	}
	return [median(values), median(floors)];
}

/** Milliseconds that one whole run takes. */
export function wholeRun(file, args, env = clean) {
	return () => {
		const started = performance.now();
		const {status, error} = spawnSync(file, args, {stdio: 'ignore', env});
		if (error) throw error;
		if (status !== 0 && status !== 3) throw new Error(`${file} ${args.join(' ')} ended with ${status}`);
		return performance.now() - started;
	};
}

/** A program on a terminal: what it wrote, and when. */
export function onTerminal(file, args, env = clean) {
	const started = performance.now();
	const pty = spawnPty(file, args, {...size, env: {...env, TERM: 'xterm-256color'}, encoding: null});
	let text = '';
	let bytes = 0;
	let waiting = [];
	let exited = false;
	pty.onExit(() => {
		exited = true;
	});
	pty.onData(data => {
		bytes += data.length;
		text += data.toString();
		if (text.length > 1_000_000) text = text.slice(-200_000);
		const now = performance.now();
		waiting = waiting.filter(({test, resolve}) => {
			if (!test(text)) return true;
			resolve(now);
			return false;
		});
	});
	const when = (test, what) =>
		new Promise((resolve, reject) => {
			if (test(text)) return resolve(performance.now());
			const timer = setTimeout(
				() => reject(new Error(`${file}: never showed ${what}; ends: ${text.slice(-300)}`)),
				20_000,
			);
			const found = at => {
				clearTimeout(timer);
				resolve(at);
			};
			waiting.push({test, resolve: found});
		});
	return {
		started,
		pid: pty.pid,
		bytes: () => bytes,
		write: keys => pty.write(keys),
		resize: (columns, rows) => pty.resize(columns, rows),
		forget: () => {
			text = '';
		},
		seen: wanted => when(all => all.includes(wanted), wanted),
		first: () => when(all => all.length > 0, 'anything'),
		async close() {
			pty.write('q');
			for (let wait = 0; wait < 60 && !exited; wait += 1) await sleep(50);
			if (!exited) pty.kill('SIGKILL');
		},
		async kill() {
			pty.kill('SIGKILL');
			while (!exited) await sleep(5);
			await sleep(150); // what it started ends as well
		},
	};
}

/** Milliseconds from a start until something is seen; anything, where `wanted` is undefined. */
export function untilSeen(file, args, wanted, env = clean) {
	return async () => {
		const program = onTerminal(file, args, env);
		const at = wanted === undefined ? await program.first() : await program.seen(wanted);
		// Not asked to leave: a floor does not know how, and a machine that idled meanwhile starts the next one slowly.
		await program.kill();
		return at - program.started;
	};
}

/** Milliseconds from a key to the first bytes that it causes, for many keys pressed one after the other. */
export async function keyToFrame(program, key, presses) {
	const keys = [key].flat();
	const times = [];
	for (let press = 0; press < presses; press += 1) {
		await sleep(8);
		program.forget();
		const pressed = performance.now();
		const drawn = program.first();
		program.write(keys[press % keys.length]);
		times.push((await drawn) - pressed);
	}
	return times;
}

/** Milliseconds from a change of the terminal's size to the first bytes of the frame that fits it. */
export async function resizeToFrame(program, times) {
	const took = [];
	for (let time = 0; time < times; time += 1) {
		await sleep(60);
		program.forget();
		const changed = performance.now();
		const drawn = program.first();
		program.resize(time % 2 === 0 ? 160 : size.cols, time % 2 === 0 ? 45 : size.rows);
		took.push((await drawn) - changed);
	}
	return took;
}

export function usageOf(pid) {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
	const rss = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
	return {cpuMs: (Number(fields[11]) + Number(fields[12])) * 10, rssMb: rss / 1024};
}

export const clearedEnvironment = clean;
export const sleep = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
export const median = values => quantile(values, 0.5);
export function quantile(values, share) {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/**
 * While lines flood in: milliseconds from the key that opens the filter to its prompt, again and again for so many
 * milliseconds, with the CPU (percent of one core) and the most memory that it took meanwhile.
 */
export async function filterUnderLoad(program, forMs) {
	const before = usageOf(program.pid);
	const from = performance.now();
	const times = [];
	let mostMb = 0;
	while (performance.now() - from < forMs) {
		await sleep(30);
		program.forget();
		const pressed = performance.now();
		const drawn = program.seen('enter keeps it');
		program.write('/');
		times.push((await drawn) - pressed);
		program.write('\u001b');
		await sleep(60);
		mostMb = Math.max(mostMb, usageOf(program.pid).rssMb);
	}
	const cpu = ((usageOf(program.pid).cpuMs - before.cpuMs) / (performance.now() - from)) * 100;
	return {times, cpu, mostMb};
}
