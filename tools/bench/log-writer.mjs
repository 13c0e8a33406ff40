import {openSync, writeSync} from 'node:fs';

// A container that writes too much: lines as the CRI has them, at a steady rate. Prints how many there were.
const [path, rate, seconds] = process.argv.slice(2);
const file = openSync(path, 'a');
const started = performance.now();
let written = 0;
const timer = setInterval(() => {
	const passed = (performance.now() - started) / 1000;
	const due = Math.floor(Math.min(passed, Number(seconds)) * Number(rate));
	const at = new Date().toISOString().replace('Z', '123456Z');
	let text = '';
	for (; written < due; written += 1)
		text += `${at} stdout F ${written} GET /api/v1/orders/${written % 977} 200 in ${written % 83} ms from 10.244.0.17\n`;
	writeSync(file, text);
	if (passed < Number(seconds)) return;
	clearInterval(timer);
	console.log(written);
}, 5);
