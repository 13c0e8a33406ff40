import type {writeAll as WriteAll} from './write-all.ts';

export type Printers = {print(text: string | Uint8Array): void; printError(text: string | Uint8Array): void};

export type HeldPrinters = Printers & {
	/** From here on what is printed is written at once; what was held goes first. */
	direct(): Promise<void>;
	/** Write what is held. */
	flush(): Promise<void>;
};

type Held = {readonly descriptor: 1 | 2; readonly text: string | Uint8Array};

/**
 * Printers for a program that may end in a few milliseconds: loading node:fs takes a third of that, so what is printed is
 * held until the end and then given to the runtime's own writer. Whoever works longer (asks a node) calls `direct` first.
 */
export function createPrinters(): HeldPrinters {
	let held: readonly Held[] = [];
	let write: typeof WriteAll | undefined;
	const put = (descriptor: 1 | 2, text: string | Uint8Array): void => {
		if (write) write(descriptor, text);
		else held = [...held, {descriptor, text}];
	};
	const direct = async (): Promise<void> => {
		({writeAll: write} = await import('./write-all.ts'));
		const waiting = held;
		held = [];
		for (const {descriptor, text} of waiting) write(descriptor, text);
	};
	return {
		print: text => put(1, text),
		printError: text => put(2, text),
		direct,
		async flush() {
			const {Bun} = globalThis as {readonly Bun?: BunWriter};
			if (Bun === undefined) return held.length === 0 ? undefined : direct();
			const waiting = held;
			held = [];
			for (const {descriptor, text} of waiting) await writeByBun(Bun, descriptor, text);
		},
	};
}

/** The part of Bun's API that is used. */
type BunWriter = {
	readonly stdout: unknown;
	readonly stderr: unknown;
	write(to: unknown, text: string | Uint8Array): Promise<number>;
};

/** A reader that went away (`| head`) ends the program quietly. */
async function writeByBun(bun: BunWriter, descriptor: 1 | 2, text: string | Uint8Array): Promise<void> {
	try {
		await bun.write(descriptor === 1 ? bun.stdout : bun.stderr, text);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0);
		throw error;
	}
}
