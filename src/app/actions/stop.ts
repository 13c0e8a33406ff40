import type {Container} from '../../model/container.ts';
import type {PodWithContainers} from '../../model/pod-sandbox.ts';
import {nodeCommand} from '../../runtime/node-command.ts';
import {fromDocker, prepared, toolCommand} from '../acting/docker-line.ts';
import {isAlive} from '../acting/fitting.ts';
import {behindDocker, podGoes, podReturns, restarts} from '../acting/radius.ts';
import type {ActionNode, RowAction} from '../acting/row-action.ts';
import {namesOf} from '../acting/target.ts';
import {thingsOf} from '../acting/things.ts';
import type {PreparedCommand} from '../screen.ts';

export const stop: RowAction = {
	id: 'stop',
	key: 's',
	label: 'stop',
	about: 'SIGTERM, a grace period, then SIGKILL',
	fits: isAlive,
	questions: [
		{
			id: 'grace',
			label: 'seconds to end by itself before it is killed (crictl alone would kill at once)',
			initial: () => '10',
			skip: targets => targets.every(({kind}) => kind === 'pod'),
			wrong: answer => (/^\d{1,5}$/.test(answer) ? undefined : 'a whole number of seconds, such as 10'),
		},
	],
	async plan(targets, {grace = '10'}, node) {
		const {containers, pods} = await thingsOf(targets, node);
		const stopped = await Promise.all(containers.map(container => stopOf(container, grace, node)));
		const whole = await Promise.all(pods.map(pod => stopPod(pod, node)));
		return {
			title: `stop ${namesOf(targets)}`,
			groups: [...stopped.map(({commands}) => commands), ...whole.map(({commands}) => commands)],
			radius: [...stopped.flatMap(({said}) => said), ...whole.flatMap(({said}) => said)],
			asks: true,
		};
	},
};

type Stopping = {readonly commands: readonly PreparedCommand[]; readonly said: readonly string[]};

async function stopOf(container: Container, grace: string, node: ActionNode): Promise<Stopping> {
	const program = await node.runtime.programFor({kind: 'container', ...container});
	const said = [restarts(container, program)];
	if (grace === '0') said.push('without a grace period it is killed at once');
	if (program === 'crictl') {
		const {commands, said: more} = fromDocker(['stop', '-t', grace, container.id], node, {containers: [container]});
		return {commands, said: [...said, ...more]};
	}
	if (program === 'docker')
		return {commands: [toolCommand(['docker', 'stop', '--time', grace, container.id], node)], said};
	return {commands: [throughCtr(container, grace, node)], said: [...said, ...behindDocker(container)]};
}

/** ctr has no stop: a signal, a wait for the process, another signal. $1: seconds, $2: PID, then the way to `ctr task kill`. */
const script =
	'grace=$1 pid=$2; shift 2; "$@" --signal SIGTERM "$ID" || exit; timeout "$grace" tail --pid="$pid" -f /dev/null || "$@" --signal SIGKILL "$ID"';

function throughCtr({id, pid, containerdNamespace}: Container, grace: string, {runtime}: ActionNode): PreparedCommand {
	if (pid === undefined) throw new Error('it has no process: it is not running');
	const kill = nodeCommand(['ctr', '-n', containerdNamespace, 'task', 'kill'], runtime.facts);
	return prepared(['env', `ID=${id}`, 'sh', '-c', script, 'sh', grace, String(pid), ...kill]);
}

export async function stopPod(pod: PodWithContainers, node: ActionNode): Promise<Stopping> {
	const program = await node.runtime.programFor({kind: 'pod-sandbox', id: pod.id});
	const said = [podGoes(pod), podReturns, 'its containers get no time of their own choosing: the runtime decides'];
	if (program === 'crictl') return {commands: [toolCommand(['crictl', 'stopp', pod.id], node)], said};
	if (program === 'ctr') throw new Error('without crictl no pod is stopped whole: stop its containers');
	const ids = [...pod.containers.filter(({state}) => state === 'running').map(({id}) => id), pod.id];
	return {commands: [toolCommand(['docker', 'stop', ...ids], node)], said: [podGoes(pod), podReturns]};
}
