import type {JournalNews, NewRow} from '../../src/app/journal/journal.ts';
import {newRows} from '../../src/app/journal/new-rows.ts';
import {loadKnownErrors} from '../../src/explain/data.ts';
import {createMatcher} from '../../src/explain/match.ts';

/** The moment in which the journals of the tests begin. */
export const startMs = Date.UTC(2026, 10, 26, 10);

/** A line of `journalctl -o json`, so many milliseconds after the beginning. */
export function entryJson(unit: string, message: string, afterMs = 0): string {
	return JSON.stringify({
		__CURSOR: `s=${afterMs}`,
		__REALTIME_TIMESTAMP: String((startMs + afterMs) * 1000),
		__MONOTONIC_TIMESTAMP: String(1_000_000 + afterMs * 1000),
		_TRANSPORT: 'stdout',
		PRIORITY: '6',
		_SYSTEMD_UNIT: `${unit}.service`,
		SYSLOG_IDENTIFIER: unit,
		MESSAGE: message,
	});
}

const matcher = createMatcher(await loadKnownErrors());

/** Lines as the feed hands them to a pane. */
export function rowsOf(
	unit: string,
	lines: ReadonlyArray<readonly [message: string, afterMs: number]>,
): readonly NewRow[] {
	return newRows(
		unit,
		lines.map(([message, afterMs]) => entryJson(unit, message, afterMs)),
		matcher,
	);
}

const kubelet = [
	['I1126 10:00:00.100000     412 server.go:407] Version: v1.30.4', 100],
	['W1126 10:00:00.200000     412 feature_gate.go:246] unrecognized feature gate: Something', 200],
	[
		'E1126 10:00:02.000000     412 pod_workers.go:1298] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"crasher\\" with CrashLoopBackOff: \\"back-off 10s restarting failed container=crasher pod=crasher_default(ba10)\\"" pod="default/crasher" podUID="ba10"',
		2000,
	],
	[
		'E1126 10:00:14.000000     412 pod_workers.go:1298] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"crasher\\" with CrashLoopBackOff: \\"back-off 20s restarting failed container=crasher pod=crasher_default(ba10)\\"" pod="default/crasher" podUID="ba10"',
		14_000,
	],
	['I1126 10:00:15.000000     412 kubelet.go:2412] "SyncLoop (PLEG): event for pod" pod="default/web"', 15_000],
	[
		'E1126 10:00:16.000000     412 kubelet.go:2892] "Container runtime network not ready" networkReady="NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized"',
		16_000,
	],
] as const;
const containerd = [
	['time="2026-11-26T10:00:00.050Z" level=info msg="starting containerd" revision= version=1.7.24', 50],
	[
		'time="2026-11-26T10:00:00.900Z" level=error msg="failed to load cni during init, please check CRI plugin status before setting up network for pods" error="cni config load failed: no network config found in /etc/cni/net.d: cni plugin not initialized: failed to load cni config"',
		900,
	],
	['time="2026-11-26T10:00:15.100Z" level=info msg="shim disconnected" id=171b4f008d18 namespace=k8s.io', 15_100],
	['日本語 \u001b[2Jand more\t of it', 15_200],
] as const;

/** What two services said on a node without CNI, one of its pods crashing. */
export const journalNews: readonly JournalNews[] = [
	{type: 'units', units: ['kubelet', 'containerd']},
	{type: 'started', unit: 'kubelet', command: 'journalctl -q --no-pager -o json -f -n 500 --unit=kubelet'},
	{type: 'started', unit: 'containerd', command: 'journalctl -q --no-pager -o json -f -n 500 --unit=containerd'},
	{type: 'entries', unit: 'kubelet', rows: rowsOf('kubelet', kubelet), missed: 0},
	{type: 'entries', unit: 'containerd', rows: rowsOf('containerd', containerd), missed: 0},
];
