/** Do this at ctrl-c, or when the process is told to end, instead of dying. Returns what takes it back. */
export function onInterrupt(act: () => void): () => void {
	process.once('SIGINT', act);
	process.once('SIGTERM', act);
	return () => {
		process.off('SIGINT', act);
		process.off('SIGTERM', act);
	};
}
