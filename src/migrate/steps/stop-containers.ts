import type {Argv} from '../../model/argv.ts';
import {known} from '../../model/node-snapshot.ts';
import type {DockerWorkload} from '../../model/node-workloads.ts';
import type {MigrationFacts} from '../facts.ts';
import type {Change} from '../step.ts';

/** A container that a unit made, or that ran with `--rm`, is gone when its unit stops or when somebody removed it. */
const goneAlready = 'No such container';

/**
 * Units first: with `Restart=always` they would make their containers anew under the walk. Then what docker runs, and apart
 * from it what no start brings back.
 *
 * @param again Starts docker as it was.
 */
export function stopContainers(facts: MigrationFacts, again: readonly Argv[]): readonly Change[] {
	const running = (known(facts.workloads.containers) ?? []).filter(each => each.running);
	const own = running.filter(({ofKubelet}) => !ofKubelet);
	const lost = own.filter(({removesItself}) => removesItself).filter(each => unitOf(each, facts) === undefined);
	const stopped = running.filter(each => !lost.includes(each));
	const back = own.filter(({removesItself}) => !removesItself);
	const units = facts.surroundings.running.map(({name}) => name);
	return [
		...(units.length === 0
			? []
			: [
					{
						kind: 'run' as const,
						argv: ['systemctl', 'stop', ...units] as const,
						// What it waits for may be away for long: it is started, and goes on by itself.
						undo: [...again, ['systemctl', 'start', '--no-block', ...units] as const],
						timeoutMs: 120_000,
					},
				]),
		...(stopped.length === 0
			? []
			: [
					{
						kind: 'run' as const,
						argv: stopping(stopped),
						// Most of them are gone after the drain, and docker stop of one that is gone fails.
						byHand: 'docker ps --quiet | xargs -r docker stop --time 30',
						undo: back.length > 0 ? [...again, ...back.flatMap(startOf)] : [],
						timeoutMs: 120_000,
						fineSaying: goneAlready,
						undoFineSaying: goneAlready,
					},
				]),
		...(lost.length === 0
			? []
			: [
					{
						kind: 'run' as const,
						argv: stopping(lost),
						undo: {
							irreversible: `${lost.map(({name}) => name).join(', ')}: started with --rm, and gone once stopped`,
						},
						timeoutMs: 120_000,
						fineSaying: goneAlready,
					},
				]),
	];
}

function startOf({id, paused}: DockerWorkload): readonly Argv[] {
	return [['docker', 'start', id], ...(paused ? [['docker', 'pause', id] as const] : [])];
}

const stopping = (containers: readonly DockerWorkload[]): Argv => [
	'docker',
	'stop',
	'--time',
	'30',
	...containers.map(({id}) => id),
];

/** The unit that runs a container now, and makes it again when it is started. */
export function unitOf({name}: DockerWorkload, {surroundings}: MigrationFacts): string | undefined {
	const word = new RegExp(`(^|[\\s="'])${name.replace(/[.]/g, '\\.')}($|[\\s"'])`);
	return surroundings.running.find(({lines}) => lines.some(line => word.test(line)))?.name;
}

/** Units that stand outside of systemd's folders, known to it. */
export function linked(links: readonly string[]): readonly Argv[] {
	return links.length === 0 ? [] : [['systemctl', 'link', ...links]];
}

/** docker, as it was active before; nothing is done where it is. */
export function startAgain(active: readonly string[], links: readonly string[]): readonly Argv[] {
	if (active.length === 0) return [];
	return [
		// A kubelet that a reboot started on containerd must not see docker beside it.
		['systemctl', 'stop', 'kubelet.service'],
		// A pod that mounts the socket and starts while it is away makes a folder of its name: docker.socket cannot start then.
		['find', '/run', '-maxdepth', '1', '-name', 'docker.sock', '-type', 'd', '-empty', '-delete'],
		...linked(links),
		['systemctl', 'start', ...active],
	];
}
