import {configured, hasKubelet} from './about.ts';
import {type Check, ok, skipped, warning} from './check.ts';
import {at, run} from './fixes.ts';

export const staticPods: Check = {
	id: 'static-pods',
	title: 'static pods',
	look(node) {
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		const set = configured(node, 'staticPodPath');
		if (set === undefined || set.value === '') return skipped('none is named');
		if (node.kinds[set.value] !== undefined) return ok(set.value);
		return warning(`${set.value} is not there: the kubelet says so every 20 seconds, and no static pod starts`, {
			evidence: [at(set)],
			fix: [run('mkdir', '-p', set.value)],
		});
	},
};
