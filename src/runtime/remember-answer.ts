import type {Finished} from '../host/host.ts';

type Known<T> = {readonly length: number; readonly mark: string | number | bigint; readonly value: T};

/**
 * Reads an answer that is mostly the one before, byte by byte, once. The answer itself is not kept where the runtime can
 * hash it, and not even decoded: the lists of a full node are megabytes.
 */
export function rememberAnswer<T>(read: (text: string) => T): (answer: Finished) => T {
	let last: Known<T> | undefined;
	return answer => {
		const {length} = answer.stdoutBytes ?? answer.stdout;
		const mark = markOf(answer);
		if (last !== undefined && last.length === length && last.mark === mark) return last.value;
		last = {length, mark, value: read(answer.stdout)};
		return last.value;
	};
}

/** 64 bits of it in the executable, which has Bun's hash within; elsewhere the text. */
function markOf(answer: Finished): string | number | bigint {
	const {Bun} = globalThis as {readonly Bun?: {hash(data: string | Uint8Array): number | bigint}};
	return Bun === undefined ? answer.stdout : Bun.hash(answer.stdoutBytes ?? answer.stdout);
}
