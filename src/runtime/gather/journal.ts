import type {Reader} from '../../host/host.ts';
import {answerOf} from './part.ts';

const units = ['kubelet', 'containerd', 'docker', 'docker.socket', 'cri-docker'];

/** Entries of the last minutes, as JSON: enough for what happens again and again, little enough to be read at once. */
export async function gatherJournal(reader: Reader): Promise<readonly string[]> {
	const text = await answerOf(reader, [
		'journalctl',
		'--no-pager',
		'-q',
		'-b',
		'-n',
		'2000',
		'--since',
		'-10min',
		'-o',
		'json',
		...units.flatMap(unit => ['-u', unit]),
	]);
	return text.split('\n').filter(line => line !== '');
}
