const settleMs = 100;

/** Stop this process as ctrl-z would. Returns when it goes on, or at once where no shell is there to say so. */
export function stopSelf(): void {
	process.kill(process.pid, 'SIGTSTP');
	// The signal may be taken by another thread, a moment later.
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, settleMs);
}
