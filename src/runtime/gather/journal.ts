import type {Reader} from '../../host/host.ts';
import {distributionUnits} from '../../model/distributions.ts';
import type {Unit} from '../../model/node-snapshot.ts';
import {answerOf} from './part.ts';

const units = ['kubelet', 'containerd', 'docker', 'docker.socket', 'cri-docker', 'crio', ...distributionUnits];
/** Where the control plane is made of services: only what those say that do not run. */
const whenDown = ['etcd', 'kube-apiserver'];
const minutes = 10;
const lastWords = 80;
/** How a Go program begins when it crashes, and the frames that tell whose file it was: two thousand lines of others follow. */
const crashHead = '^(panic:|fatal error:|unexpected fault address|\\[signal )|bbolt\\.\\(|MetaStore';
const crashLines = 40;

/**
 * Entries of the last minutes, as JSON: enough for what happens again and again, little enough to be read at once; and
 * the last ones of each service that does not run, however old.
 *
 * Without `--since`: together with it, `-n` gives the first entries and not the last. Source: systemd 252 and 257.
 */
export async function gatherJournal(
	reader: Reader,
	nowMs: number,
	states: Promise<Readonly<Record<string, Unit>> | undefined>,
): Promise<readonly string[]> {
	const recent = entries(
		reader,
		2000,
		units.flatMap(unit => ['-u', unit]),
	);
	recent.catch(() => {}); // it may fail before it is waited for: who is not root may read no journal
	const down = isDown(await states);
	const last = await Promise.all(
		down.map(async unit => {
			const lines = await entries(reader, lastWords, ['-u', unit]).catch(() => []);
			const head = lines.some(isFrame)
				? await entries(reader, crashLines, ['-g', crashHead, '-u', unit]).catch(() => [])
				: [];
			return [...head, ...(whenDown.includes(unit) ? lines : lines.filter(line => !isRecent(line, nowMs)))];
		}),
	);
	const kept = (await recent).filter(line => isRecent(line, nowMs));
	const seen = new Set(kept.map(cursorOf));
	return [...last.flat().filter(line => !seen.has(cursorOf(line))), ...kept];
}

/** `	/src/x.go:12 +0x1f`: a line of the stacks that a Go program leaves behind. */
function isFrame(line: string): boolean {
	return /\.go:\d{1,6} \+0x[0-9a-f]/.test(line);
}

/** The place of an entry in the journal; an entry without one is itself. */
function cursorOf(line: string): string {
	return /"__CURSOR":"([^"]{1,300})"/.exec(line)?.[1] ?? line;
}

async function entries(reader: Reader, count: number, which: readonly string[]): Promise<readonly string[]> {
	const text = await answerOf(reader, [
		'journalctl',
		'--no-pager',
		'-q',
		'-b',
		'-n',
		String(count),
		'-o',
		'json',
		...which,
	]);
	return text.split('\n').filter(line => line !== '');
}

/** Units that ended, or start again and again. */
function isDown(states: Readonly<Record<string, Unit>> | undefined): readonly string[] {
	return [...units, ...whenDown].filter(name => {
		const unit = states?.[name.endsWith('.socket') ? name : `${name}.service`];
		return unit?.activeState === 'failed' || unit?.activeState === 'activating';
	});
}

function isRecent(line: string, nowMs: number): boolean {
	const at = Number(/"__REALTIME_TIMESTAMP":"(\d{1,20})"/.exec(line)?.[1] ?? Number.NaN) / 1000;
	return Number.isNaN(at) || nowMs - at < minutes * 60_000;
}
