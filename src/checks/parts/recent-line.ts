import {readLogLine} from '../../explain/read-line.ts';
import {known, type NodeSnapshot} from '../../model/node-snapshot.ts';

const recentMs = 60_000;
const longest = 300;

/** Whether a line of the journal is of this service, and since it was started. */
export function saidSinceStart(node: NodeSnapshot, unit: string): (line: string) => boolean {
	const since = known(node.units)?.[unit]?.activeSinceUs ?? 0;
	return line => {
		if (!line.includes(`"_SYSTEMD_UNIT":"${unit}"`)) return false;
		return !(Number(/"__MONOTONIC_TIMESTAMP":"(\d{1,20})"/.exec(line)?.[1] ?? Number.NaN) < since);
	};
}

/** The last line of a service within the last minute, and since it was started, that says so. */
export function recentLine(node: NodeSnapshot, unit: string, says: (message: string) => boolean): string | undefined {
	const isIts = saidSinceStart(node, unit);
	const found = (known(node.journal) ?? []).findLast(line => {
		if (!isIts(line)) return false;
		const at = Number(/"__REALTIME_TIMESTAMP":"(\d{1,20})"/.exec(line)?.[1] ?? 0) / 1000;
		return node.takenAtMs - at <= recentMs && says(readLogLine(line, 0).message);
	});
	return found === undefined ? undefined : readLogLine(found, 0).text.trim().slice(0, longest);
}
