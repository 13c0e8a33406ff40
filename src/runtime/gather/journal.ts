import type {Reader} from '../../host/host.ts';
import {distributionUnits} from '../../model/distributions.ts';
import type {Unit} from '../../model/node-snapshot.ts';
import {answerOf} from './part.ts';

const units = ['kubelet', 'containerd', 'docker', 'docker.socket', 'cri-docker', 'crio', ...distributionUnits];
/** Where the control plane is made of services: only what those say that do not run. */
const whenDown = ['etcd', 'kube-apiserver'];
const minutes = 10;
const lastWords = 80;

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
			return whenDown.includes(unit) ? lines : lines.filter(line => !isRecent(line, nowMs));
		}),
	);
	const old = last.flat();
	return [...old, ...(await recent).filter(line => isRecent(line, nowMs))];
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
