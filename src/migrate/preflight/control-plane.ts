import {known} from '../../model/node-snapshot.ts';
import {type Check, consent, go} from './finding.ts';

export const controlPlane: Check = {
	id: 'control-plane',
	title: 'control plane',
	look({workloads, nodeName}) {
		const pods = (known(workloads.pods) ?? []).filter(({mirror, nodeName: at}) => mirror && at === nodeName);
		const parts = pods.filter(({name}) => /^(kube-apiserver|etcd|kube-controller-manager|kube-scheduler)-/.test(name));
		if (parts.length === 0) {
			const etcd = (known(workloads.containers) ?? []).find(
				({ofKubelet, name, running}) => running && !ofKubelet && /(^|[-_])etcd/.test(name),
			);
			if (etcd === undefined) return go('no part of a control plane runs here');
			return consent(`${etcd.name} is an etcd in docker itself: it stops with docker, and the cluster with it`, {
				fix: [{text: 'move etcd to a unit of systemd or a static pod first'}],
			});
		}
		const evidence = parts.map(({namespace, name}) => ({source: 'static pod', text: `${namespace}/${name}`}));
		return go(
			'static pods of the control plane stop with docker: the API server of this node is away for about 15 s',
			evidence,
		);
	},
};
