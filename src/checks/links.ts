import {type Check, fatal, ok, skipped, warning} from './check.ts';
import {run} from './fixes.ts';

/** Without lo no service of the node finds another; without its way out the node finds nobody. */
export const links: Check = {
	id: 'links',
	title: 'network interfaces',
	explains: ['nic-down'],
	look({node, state}) {
		const down = state?.downLinks;
		if (down === undefined) return skipped('the kernel does not list them');
		// Others may be down for good: a second card without a cable is no trouble.
		const isCutOff = 'missing' in node && /unreachable|no route/i.test(node.missing);
		const wrong = down.filter(name => name === 'lo' || (isCutOff && /^(eth|en|bond)/.test(name)));
		const bridges = down.filter(name => /^(docker|cni|cbr|br-)/.test(name));
		if (wrong.length === 0 && bridges.length > 0)
			return warning(
				`${bridges.join(', ')} is down, and containers hang on it: they reach nobody, and nobody reaches them`,
				{
					evidence: bridges.map(name => ({source: `/sys/class/net/${name}/flags`, text: 'is not up'})),
					fix: bridges.map(name => run('ip', 'link', 'set', name, 'up')),
				},
			);
		if (wrong.length === 0) return ok('lo is up');
		const what = wrong.includes('lo') ? 'the services of this node do not find each other' : 'the node reaches nobody';
		return fatal(`${wrong.join(', ')} ${wrong.length === 1 ? 'is' : 'are'} down: ${what}`, {
			evidence: wrong.map(name => ({source: `/sys/class/net/${name}/flags`, text: 'is not up'})),
			fix: wrong.map(name => run('ip', 'link', 'set', name, 'up')),
		});
	},
};
