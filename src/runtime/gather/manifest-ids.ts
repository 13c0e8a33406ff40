import type {Reader} from '../../host/host.ts';
import {answerOf} from './part.ts';

const patienceMs = 8000;

/** Digests of the manifests that the kubelet's namespace has names for, by `ctr images ls`. */
export async function manifestIds(reader: Reader, address: string): Promise<readonly string[]> {
	const listed = await answerOf(reader, ['ctr', '--address', address, '-n', 'k8s.io', 'images', 'ls'], patienceMs);
	return listed.split('\n').flatMap(row => {
		const [, ...columns] = row.split(/\s+/);
		return columns.find(word => /^sha256:[0-9a-f]{64}$/.test(word)) ?? [];
	});
}
