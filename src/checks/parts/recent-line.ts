import {readLogLine} from '../../explain/read-line.ts';
import {known, type NodeSnapshot} from '../../model/node-snapshot.ts';

const recentMs = 60_000;
const longest = 300;

/** The last line of a service within the last minute, and since it was started, that says so. */
export function recentLine(node: NodeSnapshot, unit: string, says: (message: string) => boolean): string | undefined {
	const since = known(node.units)?.[unit]?.activeSinceUs ?? 0;
	const found = (known(node.journal) ?? []).findLast(line => {
		if (!line.includes(`"_SYSTEMD_UNIT":"${unit}"`)) return false;
		const at = Number(/"__REALTIME_TIMESTAMP":"(\d{1,20})"/.exec(line)?.[1] ?? 0) / 1000;
		if (node.takenAtMs - at > recentMs) return false;
		const us = Number(/"__MONOTONIC_TIMESTAMP":"(\d{1,20})"/.exec(line)?.[1] ?? Number.NaN);
		return !(us < since) && says(readLogLine(line, 0).message);
	});
	return found === undefined ? undefined : readLogLine(found, 0).text.trim().slice(0, longest);
}
