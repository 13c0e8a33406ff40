import {expect, it} from 'vitest';
import {runChecks} from '../../src/checks/run.ts';
import type {NodeSnapshot} from '../../src/model/node-snapshot.ts';
import {flagsOf, healthyNode, kubeletConfigOf} from '../support/node-snapshot.ts';

function found(id: string, more: Partial<NodeSnapshot>) {
	const one = runChecks(healthyNode(more), undefined).checks.find(check => check.id === id);
	return [one?.verdict, ...(one?.fix ?? []).flatMap(({argv}) => (argv ? [argv.join(' ')] : []))];
}

const again = 'systemctl restart kubelet';
const file = '/var/lib/kubelet/config.yaml';
const {kubelet, system} = healthyNode();

// biome-ignore format: a table. The node has 7.6 GiB and two processors.
it.each<[string, string, string, readonly (string | undefined)[]]>([
	['little',                       'systemReserved:\n  memory: 1Gi\n  cpu: 500m\n',                    '', ['ok']],
	['a threshold above all memory', 'evictionHard:\n  memory.available: 500Gi\n',                       '', ['fatal', `sed -i 3s|500Gi|100Mi| ${file}`, again]],
	['half of it is none',           'evictionHard:\n  memory.available: 50%\n',                         '', ['ok']],
	['in sum',                       'systemReserved:\n  memory: 5Gi\nkubeReserved:\n  memory: 3Gi\n',   '', ['fatal', `sed -i 3s|5Gi|100Mi| ${file}`, again]],
	['processors',                   'systemReserved:\n  memory: 1Gi\n  cpu: "4"\n',                     '', ['fatal', `sed -i 4s|4|100m| ${file}`, again]],
	['by a flag',                    '',  '--system-reserved=memory=64Gi,cpu=500m',                         ['fatal', 'sed -i 1s|64Gi|100Mi| /var/lib/kubelet/kubeadm-flags.env', again]],
	['a flag that overrules it',     'kubeReserved:\n  memory: 64Gi\n', '--kube-reserved=memory=1Gi',        ['ok']],
])('%s', (_, text, flags, expected) => {
	const node = {
		kubelet: {...kubelet, config: {value: kubeletConfigOf(text)}, flags: flagsOf(flags)},
		system: {...system, processors: 2},
	};
	expect(found('reserved', node)).toEqual(expected);
});
