import {CommandFailed, CommandNotFound, messageOf} from '../host/errors.ts';
import type {Reader} from '../host/host.ts';
import type {Argv} from '../model/argv.ts';
import {distributionUnits} from '../model/distributions.ts';

/** Whose journals are of interest on a node, where nobody says. Source: the units of their packages. */
export const usualUnits = ['kubelet', 'containerd', 'docker', 'cri-docker', 'crio'] as const;

/** Those of the usual units that this machine has; all of them where systemd does not tell. */
export async function unitsHere(reader: Reader): Promise<readonly string[]> {
	const looked = [...usualUnits, ...distributionUnits];
	const argv: Argv = ['systemctl', 'show', '-p', 'Id,LoadState', ...looked.map(unit => `${unit}.service`)];
	const answer = await reader.query(argv).catch(() => undefined);
	const loaded = (answer?.stdout ?? '').split(/\n\n+/).flatMap(block => {
		const id = /^Id=(.+)\.service$/m.exec(block)?.[1];
		return id !== undefined && /^LoadState=(loaded|masked)$/m.test(block) ? [id] : [];
	});
	const here = looked.filter(unit => loaded.includes(unit));
	return here.length > 0 ? here : usualUnits;
}

/** Microseconds since boot at which a unit was started last; undefined where it never was, or systemd does not tell. */
export async function startedUs(reader: Reader, unit: string): Promise<number | undefined> {
	const argv: Argv = ['systemctl', 'show', '-p', 'InactiveExitTimestampMonotonic', '--', unit];
	const answer = await reader.query(argv).catch(() => undefined);
	const found = Number(/^InactiveExitTimestampMonotonic=(\d+)$/m.exec(answer?.stdout ?? '')?.[1] ?? 0);
	return found > 0 ? found : undefined;
}

export type JournalReading = {
	readonly units: readonly string[];
	/** What comes is shown as it comes. */
	readonly follow: boolean;
	/** Entries from the end. */
	readonly lines?: number;
	/** As journalctl takes it: `-10min`, `2026-11-24 01:00`, `@1795256738`. */
	readonly since?: string;
	readonly until?: string;
	/** From this entry on, it included. */
	readonly cursor?: string;
	readonly boot?: boolean;
	readonly format?: 'json' | 'short-iso-precise';
};

/** The command that prints it. A unit that does not exist has no entries; that is no error. */
export function journalCommand(reading: JournalReading): Argv {
	const {units, follow, lines, since, until, cursor, boot = false, format = 'json'} = reading;
	return [
		'journalctl',
		'-q',
		'--no-pager',
		...(boot ? ['-b'] : []),
		'-o',
		format,
		...(follow ? ['-f'] : []),
		...(lines === undefined ? (follow ? ['--no-tail'] : []) : ['-n', String(lines)]),
		...(since === undefined ? [] : [`--since=${since}`]),
		...(until === undefined ? [] : [`--until=${until}`]),
		...(cursor === undefined ? [] : [`--cursor=${cursor}`]),
		...units.map(unit => `--unit=${unit}`),
	];
}

/** Why the journal cannot be read, for a person: what to type is in it. */
export function journalTrouble(error: unknown): string {
	if (error instanceof CommandNotFound) {
		return 'there is no journalctl here: no systemd; logs may be in /var/log/syslog, /var/log/messages or /var/log/kubelet.log';
	}
	const text = messageOf(error);
	if (error instanceof CommandFailed && /permission|not seeing messages|insufficient/i.test(text)) return noPermission;
	return text;
}

export const noPermission =
	'no permission to read the journal of the system: run it with sudo, or join the group: sudo usermod -aG systemd-journal USER';

/** Whether journalctl said on its stderr that it shows less than there is, for want of permission. */
export function isDenied(line: string): boolean {
	return /No journal files were opened due to insufficient permissions|not seeing messages from other users and the system/i.test(
		line,
	);
}
