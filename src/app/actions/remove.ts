import type {Container} from '../../model/container.ts';
import type {PodWithContainers} from '../../model/pod-sandbox.ts';
import {fromDocker, toolCommand} from '../acting/docker-line.ts';
import {podGoes, podReturns, restarts} from '../acting/radius.ts';
import type {ActionNode, RowAction} from '../acting/row-action.ts';
import {namesOf} from '../acting/target.ts';
import {thingsOf} from '../acting/things.ts';
import type {PreparedCommand} from '../screen.ts';
import {stopPod} from './stop.ts';

export const remove: RowAction = {
	id: 'remove',
	key: 'x',
	label: 'remove',
	about: 'the container or pod sandbox, with its files and its log',
	fits: ({kind}) => (kind === 'container' || kind === 'pod' ? true : undefined),
	async plan(targets, _answers, node) {
		const {containers, pods} = await thingsOf(targets, node);
		const removed = await Promise.all(containers.map(container => removalOf(container, node)));
		const whole = await Promise.all(pods.map(pod => podRemovalOf(pod, node)));
		return {
			title: `remove ${namesOf(targets)}`,
			groups: [...removed.map(({commands}) => commands), ...whole.map(({commands}) => commands)],
			radius: [...removed.flatMap(({said}) => said), ...whole.flatMap(({said}) => said)],
			asks: true,
		};
	},
};

type Removal = {readonly commands: readonly PreparedCommand[]; readonly said: readonly string[]};

async function removalOf(container: Container, node: ActionNode): Promise<Removal> {
	const {id, state, containerdNamespace, name} = container;
	const program = await node.runtime.programFor({kind: 'container', ...container});
	const runs = state === 'running';
	const force = runs ? ['--force'] : [];
	const said = [
		...(runs ? [`${name} runs: it is killed first, without time to end by itself`] : []),
		'what it wrote into its own file system goes with it',
		...(runs && (program !== 'docker' || container.podName !== undefined) ? [restarts(container)] : []),
	];
	if (program === 'crictl') {
		const {commands, said: more} = fromDocker(['rm', ...force, id], node, {containers: [container]});
		return {commands, said: [...said, ...more]};
	}
	if (program === 'docker')
		return {
			commands: [toolCommand(['docker', 'rm', ...force, id], node, 'destroy')],
			said: [...said, 'its log goes too; its named volumes stay'],
		};
	const ctr = (...args: readonly string[]) => toolCommand(['ctr', '-n', containerdNamespace, ...args], node, 'destroy');
	const task = state === 'created' && container.pid === undefined ? [] : [ctr('task', 'rm', '--force', id)];
	return {
		commands: [...task, ctr('containers', 'rm', id)],
		said: [...said, `it belongs to the containerd namespace ${containerdNamespace}, whose owner is not asked`],
	};
}

async function podRemovalOf(pod: PodWithContainers, node: ActionNode): Promise<Removal> {
	const program = await node.runtime.programFor({kind: 'pod-sandbox', id: pod.id});
	const said = ['the logs of its containers go with it, and what they wrote'];
	if (program === 'ctr') throw new Error('without crictl no pod is removed whole: remove its containers');
	if (program === 'docker') {
		const ids = [...pod.containers.map(({id}) => id), pod.id];
		return {
			commands: [toolCommand(['docker', 'rm', '--force', ...ids], node, 'destroy')],
			said: [podGoes(pod), podReturns, ...said],
		};
	}
	const rmp = toolCommand(['crictl', 'rmp', pod.id], node, 'destroy');
	if (pod.state !== 'ready') return {commands: [rmp], said};
	const stopped = await stopPod(pod, node);
	return {commands: [...stopped.commands, rmp], said: [podGoes(pod), podReturns, ...said]};
}
