import type {Box} from './lab.ts';

export type Row = Readonly<Record<string, unknown>>;

/** What `rtconsole NAME --json` answers in the node. */
export async function json(box: Box, name: string): Promise<readonly Row[]> {
	return JSON.parse(await box.must(`/rt/rtconsole ${name} --json`));
}

/** The lines of an answer that hold something. */
export function lines(text: string): readonly string[] {
	return text.split('\n').filter(line => line.trim() !== '');
}

export function sorted(values: readonly unknown[]): readonly string[] {
	return values.map(String).toSorted();
}
