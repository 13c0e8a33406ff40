import type {Container} from '../../model/container.ts';
import {signalName} from '../../translate/transforms/kill.ts';
import {fromDocker, prepared, toolCommand} from '../acting/docker-line.ts';
import {isAlive} from '../acting/fitting.ts';
import {behindDocker, pauseTakes, podReturns, restarts} from '../acting/radius.ts';
import type {ActionNode, RowAction} from '../acting/row-action.ts';
import {namesOf} from '../acting/target.ts';
import {thingsOf} from '../acting/things.ts';
import type {PreparedCommand} from '../screen.ts';

const usual = ['TERM', 'HUP', 'KILL', 'INT', 'QUIT', 'USR1', 'USR2', 'STOP', 'CONT', 'WINCH'];
/** A program that does not handle them goes on, or reads its files again: nothing ends. */
const harmless = ['SIGCONT', 'SIGWINCH', 'SIGCHLD', 'SIGURG'];

export const kill: RowAction = {
	id: 'kill',
	key: 'k',
	label: 'kill',
	about: 'send a signal to its first process',
	fits: target => (target.kind === 'pod' ? undefined : isAlive(target)),
	questions: [
		{
			id: 'signal',
			label: 'signal',
			initial: () => 'TERM',
			choices: () => usual,
			wrong: answer => (signalName(answer) === undefined ? `there is no signal ${answer}` : undefined),
		},
	],
	async plan(targets, {signal = 'TERM'}, node) {
		const name = signalName(signal) ?? signal;
		const {containers, pods} = await thingsOf(targets, node);
		const groups = await Promise.all(containers.map(container => killOf(container, name, node)));
		const pauses = pods.map(({id}): readonly PreparedCommand[] => [
			toolCommand(['ctr', '-n', 'k8s.io', 'task', 'kill', '--signal', name, id], node, 'destroy'),
		]);
		const ends = !harmless.includes(name);
		return {
			title: `send ${name} to ${namesOf(targets)}`,
			groups: [...groups, ...pauses],
			radius: [
				...(ends ? [`what has no handler for ${name} ends`, ...containers.map(restarts)] : []),
				...containers.flatMap(behindDocker),
				...pods.flatMap(pod => [pauseTakes(pod), podReturns]),
			],
			asks: true,
		};
	},
};

async function killOf(container: Container, signal: string, node: ActionNode): Promise<readonly PreparedCommand[]> {
	const program = await node.runtime.programFor({kind: 'container', ...container});
	if (program === 'docker') return [toolCommand(['docker', 'kill', '--signal', signal, container.id], node)];
	// What ctr would do too: the signal comes from the node.
	if (node.runtime.facts.tools.ctr === undefined && container.pid !== undefined)
		return [prepared(['kill', '-s', signal.replace(/^SIG/, ''), String(container.pid)], 'destroy')];
	const target = program === 'ctr' ? 'ctr' : undefined;
	return fromDocker(['kill', '--signal', signal, container.id], node, {containers: [container], target}).commands;
}
