const ending = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** From here on a signal asks the walk to stop; it does so at the end of the change that is under way. */
export function stopOnSignals(say: (text: string) => void): {stopped(): boolean; release(): void} {
	let asked = false;
	const ask = (signal: string) => {
		if (!asked) say(`rtconsole: ${signal}: stops after the change that is under way; run it again to go on\n`);
		asked = true;
	};
	for (const signal of ending) process.on(signal, ask);
	return {
		stopped: () => asked,
		release() {
			for (const signal of ending) process.off(signal, ask);
		},
	};
}
