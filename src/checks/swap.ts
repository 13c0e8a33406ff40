import {known} from '../model/node-snapshot.ts';
import {configured, flag, hasKubelet} from './about.ts';
import {type Check, fatal, info, ok, skipped} from './check.ts';
import {advice, at, run} from './fixes.ts';

export const swap: Check = {
	id: 'swap',
	title: 'swap',
	explains: ['kubelet-swap'],
	look(node) {
		const {swaps} = node.kernel;
		if (swaps.length === 0) return ok('it is off');
		const said = flag(node, '--fail-swap-on') ?? configured(node, 'failSwapOn');
		const evidence = swaps.map(({device, sizeKib}) => ({
			source: '/proc/swaps',
			text: `${device}, ${Math.round(sizeKib / 1024)} MiB`,
		}));
		if (!hasKubelet(node)) return skipped('swap is on, and there is no kubelet here');
		if (said?.value === 'false')
			return info('swap is on, and the kubelet is told to take it', {evidence: [...evidence, at(said)]});
		const running = known(node.kubelet.running) !== undefined;
		return fatal(
			`swap is on: the kubelet ${running ? 'does not start again' : 'does not start'} (running with swap on is not supported)`,
			{
				evidence,
				fix: [
					run('swapoff', '-a'),
					advice('take the swap line out of /etc/fstab, or it is back after a boot'),
					...(running ? [] : [run('systemctl', 'restart', 'kubelet')]),
				],
			},
		);
	},
};
