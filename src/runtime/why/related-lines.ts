import type {Reader} from '../../host/host.ts';

import {distributionUnits} from '../../model/distributions.ts';
import {answerOf} from '../gather/part.ts';
import {journalCommand, journalTrouble, usualUnits} from '../journal.ts';

/** Lines that are looked through, and of those that speak of it, how many are kept. */
const looked = 6000;
const kept = 300;
const patienceMs = 8000;

/** What kubelet and runtime said of something that has these names. */
export async function relatedLines(reader: Reader, names: readonly string[]): Promise<readonly string[]> {
	const argv = journalCommand({units: [...usualUnits, ...distributionUnits], follow: false, lines: looked});
	try {
		return naming(await answerOf(reader, argv, patienceMs), names);
	} catch (error) {
		throw new Error(journalTrouble(error), {cause: error});
	}
}

/** What the kernel said of memory that ran out in its cgroup, which has its UID or its ID in its name. */
export async function kernelLines(reader: Reader, names: readonly string[]): Promise<readonly string[]> {
	const text = await answerOf(reader, ['journalctl', '-q', '--no-pager', '-k', '-o', 'json', '-n', '2000'], patienceMs);
	return naming(text, names).filter(line => /oom|out of memory|Killed process/i.test(line));
}

function naming(text: string, names: readonly string[]): readonly string[] {
	// In JSON a quote has a backslash before it, and one in a quoted text of klog two more.
	const wanted = names.map(name => name.replaceAll('"', ''));
	return text
		.split('\n')
		.filter(line => wanted.some(name => line.includes(name)))
		.slice(-kept);
}
