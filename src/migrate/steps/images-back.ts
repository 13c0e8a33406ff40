import {thrownAway} from '../carried-before.ts';
import type {MigrationFacts} from '../facts.ts';
import type {Change, Step} from '../step.ts';

const timeoutMs = 3_600_000;
const units = ['docker.socket', 'docker.service'] as const;

/**
 * Between the stop of docker and the last pod that starts a cron job of `crictl rmi --prune`, or a kubelet that is short of disk, may throw away
 * what no container uses yet. docker still has it on its disk.
 */
export const imagesBack: Step<MigrationFacts> = {
	id: 'images-back',
	title: 'bring back what was thrown away',
	why: 'Somebody cleaned up in containerd, and no registry may have it. docker does: it runs for a moment, gives the images and is stopped again. The kubelet has nothing to do with it.',
	source: 'lab cri-dockerd, control-plane: crictl rmi after docker was stopped; no pod started, nor the API server',
	watch: ['containerd.service', 'docker.service'],
	seconds: 0,
	looks: ['units', 'docker', 'images', 'pods', 'tasks'],
	touches: ['units', 'docker', 'images', 'tasks'],
	settleMs: 20_000,
	check: facts => ({is: wrong(facts) === undefined ? 'done' : 'todo'}),
	plan(facts) {
		const {saved, tags} = thrownAway(facts);
		const named = tags.map((argv): Change => ({kind: 'run', argv, undo: []}));
		if (saved.length === 0) return named;
		const first = saved[0] ?? {into: ['']};
		const alike = saved.filter(({into}) => into.join(' ') === first.into.join(' '));
		const others = saved.filter(each => !alike.includes(each));
		// What takes the images out again stands with the step that carried them first.
		const brought = [alike, ...others.map(each => [each])].flatMap(([one, ...more]): readonly Change[] =>
			one === undefined
				? []
				: [
						{
							kind: 'run',
							argv: ['docker', 'save', one.what, ...more.map(({what}) => what)],
							into: one.into,
							undo: [],
							timeoutMs,
						},
					],
		);
		const stops = (facts.before?.stops ?? []).map(
			(argv): Change => ({kind: 'run', argv, undo: [], timeoutMs: 300_000, fineSaying: 'No such container'}),
		);
		return [
			{kind: 'run', argv: ['systemctl', 'start', ...units], undo: [], timeoutMs: 120_000},
			...brought,
			...named,
			...stops,
			{kind: 'run', argv: ['systemctl', 'stop', ...units], undo: [], timeoutMs: 120_000},
		];
	},
	verify: wrong,
};

function wrong(facts: MigrationFacts): string | undefined {
	const {saved, tags} = thrownAway(facts);
	const names = [...saved.map(({what}) => what), ...tags.map(argv => argv.at(-1) ?? '')];
	return names.length === 0 ? undefined : `carried, and thrown away since: ${names.join(', ')}`;
}
