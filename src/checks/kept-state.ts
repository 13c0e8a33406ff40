import {type Check, type Fix, fatal, type Outcome, ok, skipped, worstOf} from './check.ts';
import {advice, restart, run} from './fixes.ts';
import {refusalOf} from './parts/refusal.ts';

/** Files that a service writes for itself, and makes anew where they are not there; what is lost with each. */
const madeAnew: ReadonlyArray<readonly [path: RegExp, loses: string]> = [
	[/^\/etc\/docker\/key\.json$/, 'docker gets another identity, which nobody asks for'],
	[/\/network\/files\/local-kv\.db$/, 'networks that were made by hand are gone; docker makes its own anew'],
	[/\/volumes\/metadata\.db$/, 'labels of volumes are gone, their content is not'],
	[/\/buildkit\/\w+\.db$/, 'what is known of earlier builds is gone'],
	[/\/(cpu|memory|dra)_manager_state\w*$/, 'pods with whole processors of their own get others when they start anew'],
	[/\/(pod_status_manager|actuated_pods|allocated_pods)_state$/, 'sizes that pods were given while they ran are gone'],
	[/\/device-plugins\/kubelet_internal_checkpoint$/, 'device plugins register anew'],
	[/\/\w+\.pid$/, 'nothing'],
	[/^\/var\/lib\/cni\/(results|cache\/results)\/[^/]+$/, 'the network of that pod is not taken down in good order'],
];

/** What a reader of a file says when the file is cut off, empty or overwritten. */
const unreadable =
	/unexpected (end|EOF)|\bEOF\b|invalid character|cannot unmarshal|unable to decode|decoding|corrupt|checksum|invalid database|version mismatch|malformed|invalid magic/i;

/** A power loss or a full disk leaves halves: a service names the file as it ends. */
export const keptState: Check = {
	id: 'kept-state',
	title: 'what services keep for themselves',
	follows: ['read-only', 'places'],
	explains: ['checkpoint-corrupt', 'cpu-manager-state', 'docker-key'],
	look(node) {
		if (!('value' in node.journal)) return skipped('the journal could not be read');
		return worstOf(
			['kubelet', 'containerd', 'docker'].flatMap(service => unreadBy(service, refusalOf(service, node))),
			ok('no service ends over a file of its own'),
		);
	},
};

function unreadBy(service: string, words: string | undefined): readonly Outcome[] {
	if (words === undefined || !unreadable.test(words)) return [];
	for (const [, path = ''] of words.matchAll(/(\/(?:etc|var|run)\/[\w./-]{1,200}\w)/g)) {
		const found = madeAnew.find(([pattern]) => pattern.test(path));
		if (found !== undefined) return [damaged(service, path, found[1], words)];
	}
	return [];
}

function damaged(service: string, path: string, loses: string, words: string): Outcome {
	const units: readonly [string, ...string[]] = service === 'docker' ? ['docker', 'docker.socket'] : [service];
	const fix: readonly Fix[] = [
		run('mv', path, `${path}.damaged`),
		run('systemctl', 'reset-failed', ...units),
		restart(service),
		advice(`${service} makes it anew (${loses}); why it was damaged: a full disk, a power loss, a bad disk (dmesg)`),
	];
	return fatal(`${path}, which ${service} writes for itself, is damaged: ${service} does not start`, {
		evidence: [{source: `journalctl -u ${service}`, text: words}],
		fix,
	});
}
