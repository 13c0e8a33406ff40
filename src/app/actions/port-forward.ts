import {plainText} from '../../model/text.ts';
import {toolCommand} from '../acting/docker-line.ts';
import type {ActionNode, RowAction} from '../acting/row-action.ts';
import {namesOf} from '../acting/target.ts';
import {thingsOf} from '../acting/things.ts';

export const portForward: RowAction = {
	id: 'port-forward',
	key: 'f',
	label: 'port-forward',
	about: 'a port of this node that leads into the pod, until it is stopped',
	single: true,
	fits: target => {
		if (target.kind === 'pod') return target.pod.state === 'ready' ? true : 'the sandbox of this pod is not ready';
		if (target.kind !== 'container') return undefined;
		return target.container.podId === undefined ? 'it is in no pod: only a pod can be forwarded to' : true;
	},
	questions: [
		{
			id: 'ports',
			label: 'LOCAL:POD, the port of this node and the port in the pod',
			initial: () => '8080:80',
			wrong: answer => (isPorts(answer) ? undefined : 'two ports such as 8080:80, or one for both'),
		},
	],
	async plan(targets, {ports = ''}, node) {
		const {containers, pods} = await thingsOf(targets, node);
		const id = pods[0]?.id ?? containers[0]?.podId;
		if (id === undefined) throw new Error('it is in no pod: only a pod can be forwarded to');
		const program = await node.runtime.programFor({kind: 'pod-sandbox', id});
		const [local = '', remote = local] = ports.split(':');
		if (program !== 'crictl') {
			const [details] = await node.runtime.podDetails([id]);
			const address = details?.ip === undefined ? 'its address' : `${details.ip}:${remote}`;
			throw new Error(plainText(`${program} forwards no ports; from this node the pod answers at ${address} itself`));
		}
		if (await isTaken(Number(local), node)) throw new Error(`port ${local} of this node is taken: choose another one`);
		return {
			title: `forward 127.0.0.1:${local} to port ${remote} of ${namesOf(targets)}`,
			groups: [[toolCommand(['crictl', 'port-forward', id, `${local}:${remote}`], node)]],
			radius: [
				`until it is stopped, everybody on this node reaches port ${remote} of the pod at 127.0.0.1:${local}`,
				`from elsewhere: ssh -L ${local}:127.0.0.1:${local} to this node`,
			],
			asks: true,
			stays: true,
		};
	},
};

/**
 * crictl goes on with ::1 alone where 127.0.0.1 is taken, and says nothing: curl would then reach somebody else.
 * Source: lab plain, crictl 1.30. A line of /proc/net/tcp: `0: 0100007F:1388 00000000:0000 0A …`, 0A is a listener.
 */
async function isTaken(port: number, {reader}: ActionNode): Promise<boolean> {
	const hex = port.toString(16).toUpperCase().padStart(4, '0');
	const tables = await Promise.all(['tcp', 'tcp6'].map(name => reader.readText(`/proc/net/${name}`).catch(() => '')));
	return tables.some(text => new RegExp(`^ *\\d+: [0-9A-F]+:${hex} [0-9A-F:]+ 0A `, 'm').test(text ?? ''));
}

function isPorts(answer: string): boolean {
	const ports = answer.split(':');
	return ports.length <= 2 && ports.every(port => /^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) < 65_536);
}
