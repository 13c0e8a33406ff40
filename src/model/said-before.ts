/** What the cluster has as said at `saidMs` was said before a service was started. The cluster keeps whole seconds. */
export function isSaidBefore(saidMs: number, startedMs: number): boolean {
	return saidMs < Math.floor(startedMs / 1000) * 1000;
}
