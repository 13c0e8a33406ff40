import {type Check, ok, warning} from './check.ts';
import {advice} from './fixes.ts';

export const permissions: Check = {
	id: 'permissions',
	title: 'permission to look',
	look(node) {
		const missing = [
			node.containerd.plugins,
			node.crictl.info,
			node.kubelet.config,
			node.containerd.config,
			node.namespaces,
		].flatMap(part => ('missing' in part && /permission denied|EACCES/i.test(part.missing) ? [part.missing] : []));
		if (missing.length === 0) return ok('it may');
		return warning('this user may not ask the runtime or read its files: most checks see nothing', {
			evidence: missing.slice(0, 2).map(text => ({source: 'rtconsole check', text})),
			fix: [advice('sudo rtconsole check')],
		});
	},
};
