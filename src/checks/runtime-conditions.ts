import {known} from '../model/node-snapshot.ts';
import {networkMakers} from './about.ts';
import {type Check, fatal, info, ok, skipped} from './check.ts';
import {restart} from './fixes.ts';

export const runtimeConditions: Check = {
	id: 'runtime-conditions',
	title: 'what the runtime says of itself',
	follows: ['cni-config', 'cni-plugins', 'containerd-config-version', 'runtime-answers'],
	explains: ['cni-not-init', 'cni-load-init', 'cni-reload'],
	refutes: ['cni-not-init', 'cni-load-init', 'cni-reload'],
	look(node) {
		const said = known(node.crictl.info);
		if (said === undefined) return skipped('it does not answer');
		const bad = said.conditions.filter(({status}) => !status);
		const grave = bad.filter(({type}) => type === 'RuntimeReady' || type === 'NetworkReady');
		const evidence = bad.map(({type, reason, message}) => ({
			source: 'crictl info',
			text: `${type}: ${reason} ${message}`,
		}));
		if (grave.length > 0) {
			return fatal(
				`${grave.map(({type}) => type).join(' and ')} is false: the node is NotReady, and no pod gets ${grave.some(({type}) => type === 'NetworkReady') ? 'a network' : 'started'}`,
				{
					evidence:
						said.lastCniLoadStatus === undefined || said.lastCniLoadStatus === 'OK'
							? evidence
							: [...evidence, {source: 'crictl info', text: said.lastCniLoadStatus}],
					fix: [restart(...networkMakers(node))],
				},
			);
		}
		if (bad.length > 0) return info('it warns of settings that a later version will not take', {evidence});
		return ok(said.conditions.map(({type}) => type).join(', '));
	},
};
