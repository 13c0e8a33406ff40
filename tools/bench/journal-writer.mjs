// Stands for `journalctl -o json -f` of a unit that says too much: entries at a steady rate, as long as somebody reads.
const rate = 100_000;
const batches = 64;
const batchLines = 500;

const entry = number =>
	`${JSON.stringify({
		__CURSOR: `s=1;i=${number.toString(16)}`,
		__REALTIME_TIMESTAMP: String(1_764_201_600_000_000 + number * 10),
		__MONOTONIC_TIMESTAMP: String(number * 10),
		PRIORITY: '6',
		SYSLOG_IDENTIFIER: 'kubelet',
		_SYSTEMD_UNIT: 'kubelet.service',
		_PID: '4242',
		_TRANSPORT: 'stdout',
		MESSAGE: `I1127 00:00:00.${String(number % 1e6).padStart(6, '0')}    4242 reconciler.go:${number % 977}] "operationExecutor.VerifyControllerAttachedVolume started for volume ${number}" pod="default/web-${number % 83}"`,
	})}\n`;
const texts = Array.from({length: batches}, (_, batch) =>
	Buffer.from(Array.from({length: batchLines}, (_, index) => entry(batch * batchLines + index)).join('')),
);

if (process.argv.includes('-f') || process.argv.includes('--follow')) {
	const started = performance.now();
	let written = 0;
	process.stdout.on('error', () => process.exit());
	setInterval(() => {
		const due = ((performance.now() - started) / 1000) * rate;
		// Who reads slowly is not written to faster: the pipe is what makes journalctl wait, too.
		while (written < due && process.stdout.writableLength < 1 << 20) {
			process.stdout.write(texts[(written / batchLines) % batches]);
			written += batchLines;
		}
	}, 2);
}
