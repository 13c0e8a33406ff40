import '../require-node.mjs';
import {execFileSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {resolve} from 'node:path';
import {buildFloors} from './build-floors.mjs';
import {writeDockerLines} from './docker-lines.mjs';
import {idleProcess} from './idle-process.mjs';
import {measureJournals} from './journals.mjs';
import {measureLogs} from './logs.mjs';
import {
	clearedEnvironment,
	inTurns,
	keyToFrame,
	median,
	onTerminal,
	quantile,
	resizeToFrame,
	sleep,
	untilSeen,
	usageOf,
	wholeRun,
} from './measure.mjs';
import {fakeCrictl} from './node-1000.mjs';

// npm run bench: every figure against a floor of the same run. Needs dist/rtconsole (npm run build).
const program = resolve('dist/rtconsole');
if (!existsSync(program)) throw new Error('dist/rtconsole is missing: npm run build');
const folder = resolve('dist/bench');
await buildFloors(folder);
const atRest = idleProcess();
await fakeCrictl(`${folder}/node`, 1000, {pid: atRest.pid});
await fakeCrictl(`${folder}/small`, 30);
const withNode = name => ({...clearedEnvironment, PATH: `${folder}/${name}:/usr/bin:/bin`});
const endpoint = ['--runtime-endpoint', 'unix:///run/bench/none.sock'];

const rows = [];
/** Each is said as soon as it is known: what comes after may break off. */
function keep(row) {
	rows.push(row);
	console.error(
		`${row.ok ? 'ok    ' : 'missed'} ${row.figure}: ${[row.value, row.floor, row.ratio].filter(Boolean).join(' / ')}`,
	);
}
function figure(name, value, floor, limit) {
	const ratio = value / floor;
	keep({
		figure: name,
		value: value.toFixed(1),
		floor: floor.toFixed(1),
		ratio: ratio.toFixed(2),
		limit: `≤ ${limit} ×`,
		ok: ratio <= limit,
	});
}
function absolute(name, value, unit, limit) {
	keep({
		figure: name,
		value: `${value.toFixed(1)} ${unit}`,
		floor: '',
		ratio: '',
		limit: `≤ ${limit} ${unit}`,
		ok: value <= limit,
	});
}

async function pair(name, measureValue, measureFloor, limit, runs) {
	figure(name, ...(await inTurns(measureValue, measureFloor, runs)), limit);
}
// The PATH of root on a node: that of a build machine has more folders to look into.
const onNode = {...clearedEnvironment, PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'};
const empty = wholeRun(`${folder}/empty`, [], onNode);
const small = withNode('small');
const child = wholeRun(`${folder}/small/crictl`, ['pods', '--output', 'json'], small);
await pair('one-shot translate, ms', wholeRun(program, ['translate', 'docker', 'ps', '-a'], onNode), empty, 1.3);
const script = await writeDockerLines(`${folder}/10000.sh`, 10_000);
const translated = wholeRun(program, ['translate', '--script', script]);
const copied = wholeRun(`${folder}/copy-file`, [script]);
const [scriptMs, copyMs] = await inTurns(translated, copied, 7);
figure('script of 10,000 docker lines, ms (floor: copied)', scriptMs, copyMs, 120);
absolute('script of 10,000 docker lines', scriptMs, 'ms', 1000);
absolute('one translation, warm', Number(execFileSync(`${folder}/translate-warm`, {encoding: 'utf8'})), 'ms', 1);
await pair(
	'pods as JSON, ms (floor: empty + two crictl)',
	wholeRun(program, [...endpoint, 'pods', '--json'], small),
	() => empty() + child() + child(),
	2.5,
);
await pair('skeleton on the screen, ms', untilSeen(program, endpoint, undefined, small), empty, 2.5, 15);
await pair(
	'first frame with pods, ms',
	untilSeen(program, endpoint, 'web-1-', small),
	untilSeen(`${folder}/ink-crictl`, [], 'READY', small),
	1.2,
	15,
);

const raw = onTerminal(`${folder}/raw-write`, []);
await raw.seen('READY');
const floorKeys = await keyToFrame(raw, 'j', 400);
await raw.close();

const console_ = onTerminal(program, endpoint, withNode('node'));
await console_.seen('web-1-');
await sleep(1500);
const atStart = usageOf(console_.pid);
absolute('RSS at the start, 1,000 pods', atStart.rssMb, 'MB', 80);
await keyToFrame(console_, 'j', 300); // the machine code of a hot path takes some hundred keys to be made
const keys = await keyToFrame(console_, 'j', 400);
figure('key → frame of 1,000 rows, median ms', median(keys), median(floorKeys), 7);
absolute('key → frame of 1,000 rows, p99', quantile(keys, 0.99), 'ms', 16);
absolute('resize → frame of 1,000 rows, p99', quantile(await resizeToFrame(console_, 60), 0.99), 'ms', 50);
// What the keys set going comes to its end first: machine code, and the runtime's collector, which looks once a second until
// thirty looks in a row have found the heap as it was (then every thirty seconds).
await sleep(36_000);
const before = usageOf(console_.pid);
const idleBytes = console_.bytes();
await sleep(24_000); // six of its questions
const after = usageOf(console_.pid);
absolute('idle CPU', (after.cpuMs - before.cpuMs) / 240, '%', 1);
absolute('idle bytes', (console_.bytes() - idleBytes) / 24, 'B/s', 300);
for (let press = 0; press < 1100; press += 1) {
	console_.write(press % 2 === 0 ? 'j' : 'k');
	await sleep(4);
}
await sleep(2500);
absolute('RSS after 1,500 updates', usageOf(console_.pid).rssMb, 'MB', 110);
await console_.close();

for (const [list, shown, count] of [
	['containers', 'web-1 ', '1,000 containers'],
	['images', 'app-1', '500 images'],
]) {
	const lists = onTerminal(program, endpoint, withNode('node'));
	await lists.seen('web-1-');
	for (const typed of [':', list, '\r']) {
		lists.forget();
		lists.write(typed);
		await sleep(300);
	}
	await lists.seen(shown);
	await sleep(1500);
	await keyToFrame(lists, 'j', 300);
	absolute(`key → frame of ${count}, p99`, quantile(await keyToFrame(lists, 'k', 250), 0.99), 'ms', 16);
	await sleep(2500);
	absolute(`RSS with ${count}`, usageOf(lists.pid).rssMb, 'MB', 110);
	await lists.close();
}

await measureLogs(program, folder, absolute);
await measureJournals(program, folder, absolute);
await atRest.remove();

console.table(rows);
const failed = rows.filter(({ok}) => !ok);
console.log(`${rows.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);
