import type {Reader} from '../../host/host.ts';
import type {Container} from '../../model/container.ts';
import {findLog} from '../log-files.ts';
import {readLog} from '../log-read.ts';

const shown = 10;

/**
 * The end of what it wrote, out of its file; where that is nothing, what the attempt before wrote. Of one that runs again
 * it is the attempt before that has something to explain: what this one writes now has nothing to do with that end.
 */
export async function lastLines(
	reader: Reader,
	container: Container,
	before: Container | undefined,
): Promise<readonly string[]> {
	if (container.state === 'running' && before !== undefined) return endOf(reader, before);
	const own = await endOf(reader, container);
	if (own.length > 0 || before === undefined) return own;
	return endOf(reader, before);
}

async function endOf(reader: Reader, container: Container): Promise<readonly string[]> {
	const place = await findLog(reader, container, false);
	if ('unreadable' in place) throw new Error(place.unreadable);
	const {signal} = new AbortController();
	const reading = {from: 'tail', lines: shown, follow: false, signal, sleep: async () => {}} as const;
	const lines: string[] = [];
	for await (const news of readLog(reader, place, reading))
		if (news.kind === 'lines') lines.push(...news.lines.map(({text}) => text));
	return lines.slice(-shown);
}
