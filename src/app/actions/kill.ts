import type {Container} from '../../model/container.ts';
import type {ActingProgram} from '../../runtime/node-runtime.ts';
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
		const killed = await Promise.all(containers.map(container => killOf(container, name, node)));
		const pauses = pods.map(({id}): readonly PreparedCommand[] => [
			toolCommand(['ctr', '-n', 'k8s.io', 'task', 'kill', '--signal', name, id], node, 'destroy'),
		]);
		return {
			title: `send ${name} to ${namesOf(targets)}`,
			groups: [...killed.map(({commands}) => commands), ...pauses],
			radius: [
				...effectOf(name),
				...killed.flatMap(({said}) => said),
				...pods.flatMap(pod => [pauseTakes(pod), podReturns]),
			],
			asks: true,
		};
	},
};

/** Source: lab plain-26 and docker, `docker kill -s HUP` of `sleep`, which goes on. */
function effectOf(signal: string): readonly string[] {
	if (harmless.includes(signal)) return [];
	if (signal === 'SIGKILL') return ['it ends at once, with everything that it started'];
	if (signal === 'SIGSTOP') return ['it stands still until SIGCONT; the runtime goes on saying that it runs'];
	return [
		`a program with a handler for ${signal} does what that says; one without goes on, for a container's first process ignores it: SIGKILL ends it`,
	];
}

type Killing = {readonly commands: readonly PreparedCommand[]; readonly said: readonly string[]};

async function killOf(container: Container, signal: string, node: ActionNode): Promise<Killing> {
	const program = await node.runtime.programFor({kind: 'container', ...container});
	const ends = ![...harmless, 'SIGSTOP'].includes(signal);
	const said = [
		...(ends ? [`if it ends: ${restarts(container, program)}`] : []),
		...(program === 'docker' ? [] : behindDocker(container)),
	];
	return {commands: commandsFor(container, signal, program, node), said};
}

function commandsFor(
	container: Container,
	signal: string,
	program: ActingProgram,
	node: ActionNode,
): readonly PreparedCommand[] {
	if (program === 'docker') return [toolCommand(['docker', 'kill', '--signal', signal, container.id], node)];
	// What ctr would do too: the signal comes from the node.
	if (node.runtime.facts.tools.ctr === undefined && container.pid !== undefined)
		return [prepared(['kill', '-s', signal.replace(/^SIG/, ''), String(container.pid)], 'destroy')];
	const target = program === 'ctr' ? 'ctr' : undefined;
	return fromDocker(['kill', '--signal', signal, container.id], node, {containers: [container], target}).commands;
}
