import {distributions} from '../model/distributions.ts';
import {stateOf} from '../model/unit-state.ts';
import {distributionOf, unit} from './about.ts';
import {type Check, fatal, ok, skipped} from './check.ts';
import {advice, run} from './fixes.ts';

export const distributionRunning: Check = {
	id: 'distribution-running',
	title: distributions.map(({name}) => name).join(', '),
	follows: ['unit-masked', 'swap', 'ports'],
	explains: ['unit-failed'],
	asksJournal: true,
	look(node) {
		const distribution = distributionOf(node);
		if (distribution === undefined) return skipped('none of them is on this node');
		const {name, units, logs} = distribution;
		const there = units.map(each => unit(node, each)).filter(each => each !== undefined);
		const down = there.filter(({activeState}) => activeState !== 'active' && activeState !== 'reloading');
		// A server that once was an agent has both units, and one of them is meant to rest.
		const [service] = down.length < there.length && name !== 'microk8s' ? [] : down;
		if (service === undefined) return ok(`${name} runs: its kubelet and containerd are part of it`);
		const plain = service.name.replace(/\.service$/, '');
		return fatal(`${name} does not run (${stateOf(service)}), and with it neither the kubelet nor containerd`, {
			evidence: [{source: `systemctl show ${plain}`, text: stateOf(service)}],
			fix: [
				...(service.activeState === 'failed' ? [run('systemctl', 'reset-failed', plain)] : []),
				run('systemctl', 'restart', plain),
				...(logs.length > 0 ? [advice(`what the journal lacks is in ${logs.join(' and ')}`)] : []),
			],
		});
	},
};
