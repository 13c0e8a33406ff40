import {describe, expect, it} from 'vitest';
import {refusedSettings} from '../../src/checks/parts/control-plane-refused.ts';
import {objectsNamedIn} from '../../src/checks/parts/static-objects.ts';
import type {NodeSnapshot} from '../../src/model/node-snapshot.ts';
import {found} from '../support/found-check.ts';
import {
	containerdOf,
	dockerConfigOf,
	healthyNode,
	kubeletConfigOf,
	tomlText,
	withState,
} from '../support/node-snapshot.ts';

const healthy = healthyNode();

describe('a file that hosts.toml names', () => {
	const folder = '/etc/containerd/certs.d/registry.local:5000';
	const path = `${folder}/hosts.toml`;
	const text = tomlText.replace(
		'disabled_plugins = []',
		'disabled_plugins = []\n\n[plugins."io.containerd.grpc.v1.cri".registry]\n  config_path = "/etc/containerd/certs.d"\n',
	);
	const told = (certificates: readonly string[], absent = true) =>
		found('registries', {
			containerd: containerdOf(text, {
				hostFolders: ['/etc/containerd/certs.d'],
				hostCertificates: certificates.map(name => ({path: `${folder}/${name}`, text: ''})),
				...(absent
					? {
							hostAbsent: [
								{name: 'host."https://registry.local:5000".ca', value: '/etc/ssl/registry-ca.crt', path, line: 3},
							],
						}
					: {}),
			}),
		});

	it('is told with its line, and left out', () => {
		expect(told([])).toMatchObject({
			verdict: 'warning',
			because: expect.stringContaining(`${path} names /etc/ssl/registry-ca.crt`),
			fix: [`sed -i 3s/^/# / ${path}`],
		});
	});

	it('is the one that lies beside it', () => {
		expect(told(['ca.crt']).fix).toEqual([`sed -i 3s|/etc/ssl/registry-ca\\.crt|${folder}/ca.crt| ${path}`]);
	});

	it('is none where all are there', () => {
		expect(told([], false).verdict).toBe('ok');
	});
});

describe('a static pod that leans on the API', () => {
	const manifest = (volume: string, more = '') =>
		`apiVersion: v1\nkind: Pod\nmetadata: {name: proxy}\nspec:\n${more}  containers:\n  - {name: p, image: busybox, volumeMounts: [{name: c, mountPath: /c}]}\n  volumes:\n  - {name: c, ${volume}}\n`;

	// biome-ignore format: a table
	it.each([
		['a ConfigMap',              'configMap: {name: kube-root-ca.crt}', '', ['a ConfigMap']],
		['a Secret',                 'secret: {secretName: x}', '', ['a Secret']],
		['a claim',                  'persistentVolumeClaim: {claimName: x}', '', ['a PersistentVolumeClaim']],
		['a service account',        'hostPath: {path: /etc}', '  serviceAccountName: proxy\n', ['a service account']],
		['a folder of the node',     'hostPath: {path: /etc/secret}', '', []],
		['what is only a comment',   'emptyDir: {}', '# configMap: none\n', []],
		['no account',               'emptyDir: {}', '  serviceAccountName: ""\n', []],
	] as const)('%s', (_, volume, more, expected) => {
		expect(objectsNamedIn(manifest(volume, more)).map(({kind}) => kind)).toEqual(expected);
	});

	it('is told, for kubectl does not show it', () => {
		const path = '/etc/kubernetes/manifests/proxy.yaml';
		const pod = {
			name: 'proxy',
			path,
			text: manifest('configMap: {name: c}'),
			flags: [],
			hostPaths: [],
			mountPaths: [],
			absent: [],
			log: [],
		};
		const more: Partial<NodeSnapshot> = {
			kubelet: {...healthy.kubelet, config: {value: kubeletConfigOf('staticPodPath: /etc/kubernetes/manifests\n')}},
			kinds: {...healthy.kinds, '/etc/kubernetes/manifests': 'directory'},
			...withState({staticPods: [pod], manifests: '/etc/kubernetes/manifests'}),
		};
		expect(found('static-pods', more)).toMatchObject({
			verdict: 'warning',
			because: expect.stringContaining(`${path} leans on a ConfigMap`),
		});
	});
});

describe('a flag that a static pod names with its last words', () => {
	const pod = (name: string, flags: readonly string[], log: readonly string[] = []) => ({
		name,
		path: `/m/${name}.yaml`,
		text: '',
		flags: flags.map((flag, index) => {
			const [key = '', value = ''] = flag.split('=');
			return {name: key, value, path: `/m/${name}.yaml`, line: index + 15};
		}),
		hostPaths: [],
		mountPaths: [],
		absent: [],
		log,
	});
	const fixes = (down: ReturnType<typeof pod>, ...others: ReadonlyArray<ReturnType<typeof pod>>) =>
		refusedSettings([down], [down, ...others]).flatMap(({fix}) => fix.map(({text}) => text));

	// Both recorded on `control-plane` (1.20.2).
	it('by the name of its field', () => {
		const log = ['panic: leaseDuration must be greater than renewDeadline'];
		const flags = ['--leader-elect=true', '--leader-elect-lease-duration=5s', '--kubeconfig=/k'];
		expect(fixes(pod('kube-controller-manager', flags, log))).toEqual(['sed -i 16d /m/kube-controller-manager.yaml']);
	});

	it('takes the value that another of them has', () => {
		const log = [
			'Error: specified --service-cluster-ip-range is too large; for 32-bit addresses, the mask must be >= 12',
		];
		const server = pod('kube-apiserver', ['--service-cluster-ip-range=10.0.0.0/8'], log);
		const manager = pod('kube-controller-manager', ['--service-cluster-ip-range=10.96.0.0/12']);
		expect(fixes(server, manager)).toEqual([
			expect.stringMatching(/^sed -i '15s\|10\\.0\\.0\\.0\/8\|10\.96\.0\.0\/12\|' \/m\/kube-apiserver\.yaml$/),
		]);
		expect(fixes(server)).toEqual(['correct --service-cluster-ip-range in line 15 of /m/kube-apiserver.yaml']);
	});

	it('is none where they name nothing that is set', () => {
		expect(fixes(pod('etcd', ['--name=n1'], ['panic: something else failed']))).toEqual([]);
	});
});

describe('docker-init', () => {
	const journal = (text: string) => ({value: [JSON.stringify({_SYSTEMD_UNIT: 'docker.service', MESSAGE: text})]});
	const lacking =
		'level=error msg="failed to start container" error="exec: "docker-init": executable file not found in $PATH"';
	const told = (text: string, said: string) =>
		found('docker-config', {
			docker: {...healthy.docker, config: {value: dockerConfigOf(text)}},
			journal: journal(said),
		});

	it('is named where it is missing and wanted', () => {
		expect(told('{"init": true, "debug": false}', lacking).because).toContain(
			'through docker-init, which is not on the node',
		);
		expect(told('{"init": true}', 'all is well').verdict).toBe('ok');
		expect(told('{"debug": false}', lacking).verdict).toBe('ok');
	});
});
