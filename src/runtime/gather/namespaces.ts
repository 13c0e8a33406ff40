import type {Reader} from '../../host/host.ts';
import type {NamespaceContent} from '../../model/node-runtimes.ts';
import {answerOf, needSocket} from './part.ts';

/** What containerd holds in each of its namespaces. Throws where it does not answer. */
export async function gatherNamespaces(reader: Reader, address: string): Promise<readonly NamespaceContent[]> {
	await needSocket(reader, address);
	const ctr = (...words: readonly string[]) =>
		answerOf(reader, ['ctr', '--address', address, '--timeout', '2s', ...words]);
	const names = linesOf(await ctr('namespaces', 'ls', '-q'));
	return Promise.all(
		names.map(async name => {
			const [containers, tasks] = await Promise.all([
				ctr('--namespace', name, 'containers', 'ls', '-q'),
				ctr('--namespace', name, 'tasks', 'ls'),
			]);
			const ids = linesOf(containers);
			return {name, containers: ids.length, ids, tasks: pidsOf(tasks)};
		}),
	);
}

/** `TASK PID STATUS`. */
function pidsOf(text: string): readonly number[] {
	return linesOf(text)
		.slice(1)
		.filter(line => /\s(RUNNING|PAUSED)\s*$/.test(line))
		.map(line => Number(line.split(/\s+/)[1]));
}

function linesOf(text: string): readonly string[] {
	return text.split('\n').filter(line => line.trim() !== '');
}
