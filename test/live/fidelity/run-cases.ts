import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Box} from '../../support/lab.ts';
import type {Case, Group, Side} from './case.ts';

const shell = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8');

/** Bring a fresh node to where the cases begin. */
export async function prepare(box: Box): Promise<void> {
	const script = `mkdir -p /tmp/fid; cat >/tmp/fid/node.sh <<'END'\n${shell('node.sh')}END\n${shell('setup.sh')}`;
	const {stdout, stderr} = await box.run(script, {timeoutMs: 120_000});
	if (!stdout.endsWith('ready\n')) throw new Error(`the node is not ready: ${stdout}${stderr}`);
}

export type Sides = {readonly docker: Side; readonly containerd: Side};

/**
 * Run cases one after the other, each on both sides: one trip into the node for all of them.
 *
 * Both sides work at once, for most of a side's time is waiting; where they share something, docker's is first.
 */
export async function runCases(box: Box, {cases, shared = false}: Omit<Group, 'name'>): Promise<readonly Sides[]> {
	const calls = cases.map((one, index) => {
		const [docker, containerd] = [call(index, 'docker', one), call(index, 'containerd', one)];
		const output = `/tmp/fid/docker-${index}`;
		return shared
			? `${docker}; ${containerd}`
			: `${docker} >${output} & ${containerd} >${output}.not; wait; cat ${output} ${output}.not`;
	});
	const {stdout, stderr} = await box.run(`${runner}\n${calls.join('\n')}`, {timeoutMs: 300_000});
	const sides = stdout.split('\n').filter(Boolean).map(readSide);
	if (sides.length !== cases.length * 2) throw new Error(`the node answered for ${sides.length / 2} cases: ${stderr}`);
	return cases.map((_case, index) => ({docker: sides[index * 2] as Side, containerd: sides[index * 2 + 1] as Side}));
}

/**
 * docker could not start a container. Where the line does not say so, it may be the machine: runc's own start fails now and
 * then on a busy one (`read init-p: connection reset by peer`).
 */
export function couldNotStart({docker}: Sides): boolean {
	return /OCI runtime create failed/.test(docker.stderr + docker.after);
}

/** Run docker's side of a line once more. What its failure left is in the way: a container with an error, never started. */
export async function runDockerAgain(box: Box, one: Case, {containerd}: Sides): Promise<Sides> {
	const {stdout, stderr} = await box.run(`${runner}\n${cleaner}\n${call('again', 'docker', one)}`);
	const [docker] = stdout.split('\n').filter(Boolean).map(readSide);
	if (docker === undefined) throw new Error(`the node did not answer: ${stderr}`);
	return {docker, containerd};
}

const cleaner = `docker ps -aq --filter status=created | xargs -r docker inspect -f '{{if .State.Error}}{{.Id}}{{end}}' |
	grep . | xargs -r docker rm >/dev/null`;

function call(
	index: number | 'again',
	side: Side['side'],
	{before = '', line: typed, after = '', pasted}: Case,
): string {
	const line = pasted === true && side === 'containerd' ? translated(typed) : typed;
	return `side ${[String(index), side, before, line, after].map(quoted).join(' ')}`;
}

/** How long a line may take: more on a machine that is busy with other things. */
const lineSeconds = Number(process.env.RTCONSOLE_FIDELITY_SECONDS ?? 20);

// A case has a folder for each side, to stand in and to copy to. What it prints comes back whole, whatever bytes it has.
const runner = `
side() (
	export SIDE=$2 HERE=/tmp/fid/run$$/$1-$2; mkdir -p $HERE/cwd; cd $HERE/cwd
	use() { timeout -k 2 40 bash -c ". /tmp/fid/node.sh; $1" </dev/null; }
	[ -z "$3" ] || use "$3" >$HERE/before 2>&1 || echo "before: exit $?" >>$HERE/before
	[ $SIDE = docker ] || PATH=/tmp/fid/bin:$PATH
	started=$(date +%s%3N)
	timeout -k 2 ${lineSeconds} bash -c "$4" </dev/null >$HERE/stdout 2>$HERE/stderr; code=$?
	took=$(($(date +%s%3N) - started))
	[ -z "$5" ] || use "$5" >$HERE/after 2>&1
	grep -q '^before: exit' $HERE/before 2>/dev/null && cat $HERE/before >>$HERE/after
	printf '%s %s %s' $SIDE $code $took
	for part in stdout stderr after; do printf ' %s' "=$(base64 -w0 $HERE/$part 2>/dev/null)"; done; echo
)`;

function readSide(text: string): Side {
	const [side, exitCode, milliseconds, ...parts] = text.split(' ');
	const [stdout = '', stderr = '', after = ''] = parts.map(part => Buffer.from(part.slice(1), 'base64').toString());
	return {
		side: side === 'docker' ? 'docker' : 'containerd',
		exitCode: Number(exitCode),
		milliseconds: Number(milliseconds),
		stdout,
		stderr: stderr.replace(/^# .*\n/gm, ''),
		hints: stderr.match(/^# .*$/gm) ?? [],
		after,
	};
}

/** For bash. */
function quoted(word: string): string {
	return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** What is pasted, in a shell that finds no docker; its own comments say what is not the same. */
function translated(line: string): string {
	return `/rt/rtconsole translate --line ${quoted(line)} >../pasted; mkdir ../none; ln -s /bin/false ../none/docker; PATH=$PWD/../none:$PATH bash ../pasted`;
}
