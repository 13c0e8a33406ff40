import {known} from '../model/node-snapshot.ts';
import {flag, hasKubelet} from './about.ts';
import {type Check, fatal, ok, skipped} from './check.ts';
import {advice, at, lineAt, restart} from './fixes.ts';
import {kubeletKeys} from './kubelet-config-keys.ts';
import {withoutMarkers} from './parts/merge-markers.ts';
import {fromUtf16} from './parts/other-encoding.ts';
import {repairYaml} from './parts/yaml-repair.ts';

export const kubeletConfig: Check = {
	id: 'kubelet-config',
	title: "the kubelet's configuration",
	explains: ['kubelet-config-field', 'kubelet-no-config'],
	look(node) {
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		const named = flag(node, '--config');
		const config = known(node.kubelet.config);
		if (config === undefined) {
			if (!named) return skipped('it is started without a configuration file');
			if ('missing' in node.kubelet.config && /permission/i.test(node.kubelet.config.missing))
				return skipped(node.kubelet.config.missing);
			return fatal(`${named.value} is not there: the kubelet does not start without it`, {
				evidence: [at(named)],
				fix: [
					advice(
						'kubeadm writes it: kubeadm upgrade node phase kubelet-config (a joined node), or kubeadm init phase kubelet-start',
					),
					restart('kubelet'),
				],
			});
		}
		const files = [config, known(node.kubelet.instanceConfig), ...node.kubelet.configDropIns];
		const broken = files.find(file => file?.broken);
		if (broken?.broken) {
			const {line = 1, message} = broken.broken;
			const merged = [...fromUtf16(broken.path, broken.text), ...withoutMarkers(broken.path, broken.text)];
			return fatal(`${broken.path} is not YAML (${message}): the kubelet does not start with it`, {
				evidence: [lineAt(broken.path, broken.text, line)],
				fix: [
					...(merged.length > 0 ? merged : repairYaml(broken.path, broken.text, line, kubeletKeys)),
					restart('kubelet'),
				],
			});
		}
		const kind = config.settings.find(({name}) => name === 'kind');
		if (kind?.value !== 'KubeletConfiguration') {
			return fatal(
				`${config.path} says kind: ${kind?.value ?? 'nothing'}, not KubeletConfiguration: the kubelet does not start with it`,
				{
					evidence: [kind ? at(kind) : lineAt(config.path, config.text, 1)],
					fix: [
						advice(`kind: KubeletConfiguration and apiVersion: kubelet.config.k8s.io/v1beta1 in ${config.path}`),
						restart('kubelet'),
					],
				},
			);
		}
		return ok(`${config.path} is read`);
	},
};
