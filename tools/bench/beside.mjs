import '../require-node.mjs';
import {readdirSync, readFileSync} from 'node:fs';
import {keyToFrame, median, onTerminal, quantile, sleep, usageOf} from './measure.mjs';

// npm run bench:beside -- NAME=WANTED=COMMAND…   programs for a terminal beside each other, on whatever node they are started on:
//   npm run bench:beside -- 'rtconsole=crasher=lab pty n1 /rt/rtconsole' 'k9s=crasher=lab pty n1 /rt/k9s --command pods -A'
// WANTED is a text that stands on the screen once the answer of the node is there. Words of a command are split at spaces.
const runs = 7;
const asked = process.argv.slice(2);
if (asked.length === 0) {
	console.error('usage: npm run bench:beside -- NAME=WANTED=COMMAND…');
	process.exit(2);
}

const rows = [];
for (const one of asked) {
	const [name, wanted, ...rest] = one.split('=');
	const [file, ...args] = rest.join('=').split(' ');
	if (!file) throw new Error(`${one}: not NAME=WANTED=COMMAND`);
	rows.push(await measure(name, wanted, file, args));
	console.table(rows.slice(-1));
}
console.table(rows);

async function measure(name, wanted, file, args) {
	const firsts = [];
	const frames = [];
	for (let run = 0; run <= runs; run += 1) {
		const program = onTerminal(file, args);
		const first = (await program.first()) - program.started;
		const frame = (await program.seen(wanted)) - program.started;
		await leave(program);
		if (run === 0) continue; // the first of all warms up
		firsts.push(first);
		frames.push(frame);
	}
	const program = onTerminal(file, args);
	await program.seen(wanted);
	await sleep(3000);
	const before = usageOfTree(program.pid);
	await sleep(10_000);
	const after = usageOfTree(program.pid);
	// Down and up again: at the end of a short list a key changes nothing, and nothing would be drawn.
	const keys = await keyToFrame(program, ['j', 'k'], 100)
		.then(() => keyToFrame(program, ['j', 'k'], 200))
		.catch(() => []);
	await leave(program);
	return {
		name,
		'first byte, ms': median(firsts).toFixed(0),
		'with the answer, ms': median(frames).toFixed(0),
		'RSS, MB': after.rssMb.toFixed(0),
		'idle CPU, %': ((after.cpuMs - before.cpuMs) / 100).toFixed(1),
		'key → output, median / p95, ms': keys.length
			? `${median(keys).toFixed(1)} / ${quantile(keys, 0.95).toFixed(1)}`
			: '-',
	};
}

/** ctrl-c is understood by all of them; what is left is killed with the terminal. */
async function leave(program) {
	program.write('\u0003');
	await program.close();
	await sleep(200);
}

/** What is behind the door to a node counts, the door itself as well. */
function usageOfTree(root) {
	const parents = new Map();
	for (const pid of readdirSync('/proc').filter(entry => /^\d+$/.test(entry))) {
		try {
			parents.set(Number(pid), Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')[1]));
		} catch {
			// It has ended meanwhile.
		}
	}
	const tree = [root];
	for (const pid of tree) for (const [child, parent] of parents) if (parent === pid) tree.push(child);
	const all = tree.map(usageOf);
	return {
		cpuMs: all.reduce((sum, {cpuMs}) => sum + cpuMs, 0),
		rssMb: Math.max(...all.map(({rssMb}) => rssMb)),
	};
}
