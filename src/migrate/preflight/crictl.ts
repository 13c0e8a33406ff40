import {type Check, go, noGo} from './finding.ts';

export const crictl: Check = {
	id: 'crictl',
	title: 'crictl',
	look({snapshot: {crictl: found, programs}}) {
		if ('value' in found.version) return go(`crictl ${found.version.value}`);
		const needed = 'without it the sandboxes cannot be asked about, and an undo could not stop them';
		// A node under load is no node without it.
		if (programs.crictl !== undefined)
			return noGo(`crictl does not answer: ${found.version.missing}; ${needed}`, {
				fix: [{text: 'crictl --version, then the same again', argv: ['crictl', '--version']}],
			});
		return noGo(`crictl is not installed: ${needed}`, {
			fix: [{text: 'install cri-tools of the version of the kubelet'}],
		});
	},
};
