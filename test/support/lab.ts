import {execFile, spawnSync} from 'node:child_process';
import {chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {homedir, tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';

export type LabState = 'plain' | 'plain-26' | 'docker' | 'modern' | 'control-plane' | 'cri-dockerd';

export type Finished = {readonly stdout: string; readonly stderr: string; readonly exitCode: number};

/** A real node in a box, with the program under test at `/rt/rtconsole`. */
export type Box = {
	readonly name: string;
	/** Run a bash script in the node, as root. */
	run(script: string, options?: {readonly timeoutMs?: number}): Promise<Finished>;
	/** The same, where anything but exit code 0 is a mistake of the test. Returns stdout. */
	must(script: string, options?: {readonly timeoutMs?: number}): Promise<string>;
	/** Everything in it ends at once, as when the power goes, and it is booted again. A node of Debian 12. */
	losePower(): Promise<void>;
	remove(): Promise<void>;
};

const repository = resolve(import.meta.dirname, '..', '..');
export const labScript = resolve(repository, process.env.RTCONSOLE_LAB ?? '../shared/lab/lab');
/** The executable that is tested. */
export const executable = resolve(repository, process.env.RTCONSOLE_BIN ?? 'dist/rtconsole');
/** In the name of every box of one run, so that whoever started the run can look for what was left over. */
const runId = process.env.RTCONSOLE_LAB_RUN ?? String(process.pid);

const bootMs = 170_000;
/** Longer than most tests may take: which of them was too slow is for the test's own limit to say. */
const scriptMs = 150_000;
const maxBytes = 64 * 1024 * 1024;

/** Boxes that are up; removed at the latest when the process ends. */
const open = new Map<string, string>();
process.once('exit', () => {
	for (const [name, folder] of open) {
		spawnSync(labScript, ['rm', name], {stdio: 'ignore'});
		rmSync(folder, {recursive: true, force: true});
	}
});

/** Boot a node. What is bound into it is a copy: a build meanwhile changes nothing under a running test. */
export async function bootBox(state: LabState): Promise<Box> {
	return startBox(state, name => ['up', name, state]);
}

/** A worker that joins the control plane in another box. */
export async function joinBox(controlPlane: Box): Promise<Box> {
	return startBox('worker', name => ['join', name, controlPlane.name, '2']);
}

async function startBox(kind: string, words: (name: string) => readonly string[]): Promise<Box> {
	const name = `ci-${kind}-w${process.env.VITEST_POOL_ID ?? 1}-${runId}`;
	const folder = mkdtempSync(join(tmpdir(), 'rtconsole-live-'));
	chmodSync(folder, 0o755);
	copyFileSync(executable, join(folder, 'rtconsole'));
	open.set(name, folder);
	const remove = async () => {
		await lab(['rm', name], {timeoutMs: scriptMs});
		rmSync(folder, {recursive: true, force: true});
		open.delete(name);
	};
	const up = await lab(words(name), {timeoutMs: bootMs, env: {...process.env, BIND: `${folder}:/rt:ro`}});
	if (up.exitCode !== 0) {
		await remove();
		throw new Error(`lab ${words(name).join(' ')}: exit ${up.exitCode}\n${up.stdout}${up.stderr}`);
	}
	const run: Box['run'] = (script, {timeoutMs = scriptMs} = {}) => lab(['sh', name, script], {timeoutMs});
	return {
		name,
		run,
		async must(script, options) {
			const {stdout, stderr, exitCode} = await run(script, options);
			if (exitCode !== 0) throw new Error(`${script}: exit ${exitCode}\n${stdout}${stderr}`);
			return stdout;
		},
		losePower: () => losePower(name, folder),
		remove,
	};
}

async function losePower(name: string, folder: string): Promise<void> {
	const home = process.env.LAB_HOME ?? join(homedir(), '.cache', 'rtconsole-lab');
	const script = join(dirname(labScript), 'box.sh');
	// The first process of the node takes all others with it.
	process.kill(Number(readFileSync(join(home, 'boxes', name, 'init.pid'), 'utf8')), 'SIGKILL');
	const env = {...process.env, FAST: '1', TMPFS: '1', BIND: `${home}/kit:/kit:ro ${folder}:/rt:ro`};
	for (const words of [
		['down', name],
		['up', name, join(home, 'node-bookworm')],
	]) {
		const {exitCode, stdout, stderr} = await started(script, words, {timeoutMs: bootMs, env});
		if (exitCode !== 0) throw new Error(`box.sh ${words.join(' ')}: exit ${exitCode}\n${stdout}${stderr}`);
	}
}

type LabOptions = {readonly timeoutMs: number; readonly env?: NodeJS.ProcessEnv};

function lab(args: readonly string[], options: LabOptions): Promise<Finished> {
	return started(labScript, args, options);
}

function started(
	program: string,
	args: readonly string[],
	{timeoutMs, env = process.env}: LabOptions,
): Promise<Finished> {
	return new Promise((fulfil, reject) => {
		const options = {env, timeout: timeoutMs, maxBuffer: maxBytes, encoding: 'utf8' as const};
		const child = execFile(program, args, options, (error, stdout, stderr) => {
			if (error && (error.killed || typeof error.code === 'string')) reject(new Error(`${error.message}\n${stderr}`));
			else fulfil({stdout, stderr, exitCode: typeof error?.code === 'number' ? error.code : 0});
		});
		child.stdin?.end();
	});
}
