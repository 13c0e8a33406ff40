import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {kubeletKeys} from '../../src/checks/kubelet-config-keys.ts';
import {repairSlip, repairYaml} from '../../src/checks/parts/yaml-repair.ts';
import {runChecks} from '../../src/checks/run.ts';
import {readYaml} from '../../src/runtime/gather/config-file.ts';
import {healthyNode, kubeletConfigOf} from '../support/node-snapshot.ts';

const head = 'kind: KubeletConfiguration\nauthentication:\n  anonymous:\n    enabled: false\n';
const tail = 'clusterDNS:\n- 10.96.0.10\nmaxPods: 110\n';

/** The file after the printed commands, by the real cp and sed. */
function mended(text: string): string {
	const {broken} = readYaml('/c', text);
	if (broken === undefined) throw new Error('it is read as it is');
	const path = join(mkdtempSync(join(tmpdir(), 'rtconsole-yaml-')), 'config.yaml');
	writeFileSync(path, text);
	const commands = repairYaml(path, text, broken.line ?? 1, kubeletKeys).flatMap(({argv}) => (argv ? [argv] : []));
	for (const [program, ...args] of commands) execFileSync(program ?? '', args);
	if (commands.length > 0) expect(readFileSync(`${path}.before`, 'utf8')).toBe(text);
	return readFileSync(path, 'utf8');
}

// biome-ignore format: a table
it.each([
	['a bracket that is not closed',      'staticPods: [a, b\n',            'staticPods: [a, b]\n'],
	['a quote that is not closed',        'resolvConf: "/etc/resolv.conf\n', 'resolvConf: "/etc/resolv.conf"\n'],
	['a tab before it',                   '\tmaxOpenFiles: 100\n',          'maxOpenFiles: 100\n'],
	['too far in',                        '  port: 10250\n',                'port: 10250\n'],
	['too far in, and not closed',        '  address: "0.0.0.0\n',          'address: "0.0.0.0"\n'],
	['no colon',                          'failSwapOn false\n',             'failSwapOn: false\n'],
	['an equals sign',                    'failSwapOn = false\n',           'failSwapOn: false\n'],
	['no space',                          'failSwapOn:false\n',             'failSwapOn: false\n'],
	['a key that is there already',       '  maxPods: [110\n',              ''],
	['what nobody can read',              '}}}: @%\n',                      ''],
])('%s', (_, line, right) => {
	expect(mended(`${head}${tail}${line}`)).toBe(`${head}${tail}${right}`);
});

it('between others, a key that stands at the margin only does not become one of the map before it', () => {
	expect(mended(`${head}  address: "0.0.0.0\n${tail}`)).toBe(`${head}address: "0.0.0.0"\n${tail}`);
	expect(mended(`${head}  maxPods: [1\n${tail}`)).toBe(`${head}${tail}`);
	expect(mended(`${head}    x: "0\n${tail}`)).toBe(`${head}    x: "0"\n${tail}`);
});

it('a file that no one line mends is left to a person', () => {
	const text = '}{\nkind: x\n}{\n';
	expect(mended(text)).toBe(text);
});

it.each([
	['cgroupDriver: cgroupfs\ncgroupDrivr: systemd\n', 'sed -i 3d'],
	['cgroupDrivr: systemd\n', 'sed -i 2d'],
	['cgroupDrivr: cgroupfs\n', 'sed -i 2s|cgroupDrivr|cgroupDriver|'],
	['maxPodz: 30\n', 'sed -i 2s|maxPodz|maxPods|'],
])('a misspelt key of the kubelet gets its name where that does no harm: %j', (text, command) => {
	const kubelet = {...healthyNode().kubelet, config: {value: kubeletConfigOf(text)}};
	const found = runChecks(healthyNode({kubelet}), undefined).checks.find(({id}) => id === 'kubelet-config-keys');
	expect(found?.fix?.[0]?.argv?.join(' ')).toContain(command);
});

const manifest = `apiVersion: v1
kind: Pod
spec:
  containers:
  - command:
    - etcd
    - --name=n1
    image: etcd:3
    name: etcd
  hostNetwork: true
`;

// biome-ignore format: a table
it.each([
	['    - --name=n1',   '   - --name=n1'],
	['    image: etcd:3',  '   image: etcd:3'],
	['    image: etcd:3',  '    image "etcd:3'],
	['    name: etcd',     '\tname: etcd'],
])('a static pod has %j where %j stood', (right, wrong) => {
	const text = manifest.replace(right, wrong);
	const line = readYaml('/m', text).broken?.line ?? 1;
	const keptAt = '/etc/kubernetes/etcd.yaml.before';
	const tops = new Set(['apiVersion', 'kind', 'metadata', 'spec', 'status']);
	const [copy, sed] = repairSlip('/m', text, line, {keptAt, tops, only: true});
	expect(copy?.argv).toEqual(['cp', '-a', '/m', keptAt]);
	const path = join(mkdtempSync(join(tmpdir(), 'rtconsole-yaml-')), 'etcd.yaml');
	writeFileSync(path, text);
	execFileSync('sed', [...(sed?.argv?.slice(1, -1) ?? []), path]);
	expect(readYaml('/m', readFileSync(path, 'utf8')).data).toEqual(readYaml('/m', manifest).data);
});
