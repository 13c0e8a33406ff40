import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync} from 'node:fs';
import {arch, platform, tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';

const version = JSON.parse(readFileSync('package.json', 'utf8')).optionalDependencies['@oven/bun-linux-x64'];

/** What can be built, with the npm package that holds the runtime of each. */
export const targets = [
	target('linux-x64', '@oven/bun-linux-x64'),
	target('linux-x64-baseline', '@oven/bun-linux-x64-baseline'),
	target('linux-x64-musl', '@oven/bun-linux-x64-musl'),
	target('linux-arm64', '@oven/bun-linux-aarch64'),
	target('linux-arm64-musl', '@oven/bun-linux-aarch64-musl'),
];

function target(name, packageName) {
	return {name, packageName, native: name === `${platform()}-${arch()}`};
}

/**
 * Compile the bundle into one executable and return its size in bytes.
 *
 * `orders`: files of `recordOrders`; what runs first then lies first, which saves a start some of its page faults.
 * Without the two autoload flags the executable would run the bunfig.toml and .env of whatever folder it is started in.
 */
export async function compile(entry, outfile, {name, packageName, native}, orders = []) {
	const bun = runtimeOf('@oven/bun-linux-x64');
	const args = ['build', '--compile', '--minify', '--bytecode', '--format=esm', '--splitting'];
	args.push('--no-compile-autoload-dotenv', '--no-compile-autoload-bunfig', `--outfile=${outfile}`);
	if (orders.length > 0) args.push(`--bytecode-order=${orders.join(',')}`);
	if (!native) args.push(`--target=bun-${name}`, `--compile-executable-path=${runtimeOf(packageName)}`);
	const done = spawnSync(bun, [...args, entry], {encoding: 'utf8'});
	if (done.error) throw done.error;
	if (done.status !== 0) throw new Error(`bun build for ${name}: ${done.stderr}`);
	return statSync(outfile).size;
}

/** Run an executable with each of these arguments and note which of its code is used: files for `compile`, in `folder`. */
export function recordOrders(executable, runs, folder) {
	return runs.map((args, index) => {
		const path = join(folder, `order-${index}`);
		const env = {...process.env, BUN_BYTECODE_ORDER_OUT: path};
		const {error} = spawnSync(resolve(executable), args, {stdio: 'ignore', env});
		if (error) throw error;
		return path;
	});
}

/** The same for the console: it is opened on a terminal, looked at and left. Nothing where this machine has no terminals to give. */
export async function recordConsole(executable, folder) {
	const path = join(folder, 'order-console');
	const env = {...process.env, TERM: 'xterm-256color', BUN_BYTECODE_ORDER_OUT: path};
	let console_;
	try {
		const {spawn} = await import('@lydell/node-pty');
		console_ = spawn(resolve(executable), ['--demo'], {cols: 120, rows: 40, env});
	} catch (error) {
		console.error(`the console's own order is not known: ${error.message}`);
		return [];
	}
	const ended = new Promise(fulfil => {
		console_.onExit(fulfil);
	});
	console_.onData(() => {});
	const leave = setInterval(() => console_.write('q'), 1500);
	const giveUp = setTimeout(() => console_.kill('SIGKILL'), 20_000);
	await ended;
	clearInterval(leave);
	clearTimeout(giveUp);
	return existsSync(path) ? [path] : [];
}

/** Path of a Bun executable: installed where it runs here, else fetched by npm into node_modules/.cache. */
function runtimeOf(packageName) {
	const installed = join('node_modules', packageName, 'bin', 'bun');
	if (existsSync(installed)) return resolve(installed);
	const cached = resolve('node_modules', '.cache', `${packageName.replace('/', '+')}-${version}`);
	if (!existsSync(cached)) unpack(packageName, cached);
	return cached;
}

function unpack(packageName, path) {
	const folder = mkdtempSync(join(tmpdir(), 'rtconsole-bun-'));
	try {
		const packed = must(
			spawnSync('npm', ['pack', '--silent', `${packageName}@${version}`, '--pack-destination', folder], {
				encoding: 'utf8',
			}),
		);
		const archive = packed.stdout.trim().split('\n').at(-1);
		must(spawnSync('tar', ['-xzf', join(folder, archive), '-C', folder]));
		mkdirSync(dirname(path), {recursive: true});
		must(spawnSync('cp', [join(folder, 'package', 'bin', 'bun'), `${path}.part`]));
		renameSync(`${path}.part`, path);
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
}

function must(done) {
	if (done.error) throw done.error;
	if (done.status !== 0) throw new Error(`${done.stderr}`);
	return done;
}
