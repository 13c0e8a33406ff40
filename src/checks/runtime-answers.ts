import {criDockerdName} from '../model/cri-dockerd.ts';
import {known} from '../model/node-snapshot.ts';
import {hasKubelet, runtimeOf} from './about.ts';
import {type Check, fatal, info, ok, skipped, warning} from './check.ts';
import {restart, run, saidBy} from './fixes.ts';
import {isOverloaded} from './load.ts';

export const runtimeAnswers: Check = {
	id: 'runtime-answers',
	title: 'the runtime over the CRI',
	follows: [
		'containerd-values',
		'containerd-config-syntax',
		'containerd-config-version',
		'containerd-plugin-names',
		'cri-enabled',
		'one-containerd',
		'unit-masked',
		'containerd-running',
		'crio-running',
		'docker-running',
		'cri-dockerd-running',
		'cri-plugin',
		'kubelet-endpoint',
		'kubelet-running',
	],
	explains: ['crictl-deadline', 'cri-not-implemented-126'],
	asksJournal: true,
	look(node) {
		const {crictl} = node;
		if (crictl.endpoint === undefined) return skipped('no CRI endpoint is known on this node');
		if ('value' in crictl.info) return ok(`${crictl.endpoint} answers`);
		const {missing} = crictl.info;
		if (/no such program/.test(missing)) return skipped(missing);
		if (/permission denied/.test(missing)) return warning(`the runtime cannot be asked: ${missing}`);
		if (
			runtimeOf(node) === 'dockershim' &&
			/connect|no such file/i.test(missing) &&
			known(node.kubelet.running) === undefined
		)
			return fatal('dockershim answers only while the kubelet runs', {fix: [restart('kubelet')]});
		// dockershim speaks v1alpha2 only, which crictl 1.26 and newer do not.
		if (runtimeOf(node) === 'dockershim' && /unknown service runtime\.v1\.|Unimplemented/.test(missing))
			return skipped('dockershim speaks an older CRI than this crictl: docker ps shows the containers');
		const hangs = /no answer within|deadline exceeded|error reading server preface/i.test(missing);
		const late = hangs && isOverloaded(node);
		const grave = late ? info : hasKubelet(node) ? fatal : warning;
		const own = ['containerd', 'crio'].find(name => crictl.endpoint?.includes(name));
		return grave(
			hangs
				? `the runtime at ${crictl.endpoint} takes connections and does not answer: pods neither start nor stop, and the node becomes NotReady`
				: `the runtime at ${crictl.endpoint} does not answer as a CRI`,
			{
				evidence: [{source: `crictl --runtime-endpoint ${crictl.endpoint} info`, text: saidBy(missing)}],
				fix:
					own !== undefined
						? [restart(own)]
						: [run('systemctl', 'restart', 'docker', criDockerdName(node.units), 'kubelet')],
			},
		);
	},
};
