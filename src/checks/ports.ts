import {known} from '../model/node-snapshot.ts';
import {hasKubelet} from './about.ts';
import {type Check, fatal, ok, skipped} from './check.ts';
import {run} from './fixes.ts';

export const ports: Check = {
	id: 'ports',
	title: "the kubelet's ports",
	explains: ['port-taken'],
	look(node) {
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		const sockets = known(node.sockets);
		if (sockets === undefined) return skipped('ss does not tell');
		const taken = sockets.find(
			({kind, address, holders}) =>
				kind === 'tcp' &&
				/:(10250|10248)$/.test(address) &&
				holders.length > 0 &&
				!holders.some(({name}) => name.startsWith('kubelet') || name.startsWith('k3s') || name.startsWith('rke2')),
		);
		if (taken === undefined) return ok('10250 and 10248 are the kubelet’s or free');
		const [holder] = taken.holders;
		return fatal(`${taken.address} is held by ${holder?.name} (process ${holder?.pid}): the kubelet does not start`, {
			evidence: [{source: 'ss -tlpn', text: `${taken.address} ${holder?.name} pid=${holder?.pid}`}],
			fix: [run('kill', String(holder?.pid)), run('systemctl', 'restart', 'kubelet')],
		});
	},
};
