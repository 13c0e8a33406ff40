import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {parse} from 'yaml';
import {broughtIn} from '../../src/checks/parts/brought-in.ts';

const manifest = `apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
spec:
  containers:
  - command:
    - kube-apiserver
    - --audit-policy-file=/etc/kubernetes/Audit_policy.yaml
    name: kube-apiserver
    volumeMounts:
    - mountPath: /etc/kubernetes/pki
      name: k8s-certs
      readOnly: true
  volumes:
  - hostPath:
      path: /etc/kubernetes/pki
      type: DirectoryOrCreate
    name: k8s-certs
`;
const pod = (path: string, text: string) => ({
	...{name: 'kube-apiserver', path, text, flags: [], hostPaths: [], absent: [], log: []},
});

it('a file of the node becomes a volume of the manifest, by the printed commands', () => {
	const folder = mkdtempSync(join(tmpdir(), 'manifest-'));
	const path = join(folder, 'kube-apiserver.yaml');
	try {
		writeFileSync(path, manifest);
		for (const {argv} of broughtIn(pod(path, manifest), '/etc/kubernetes/Audit_policy.yaml'))
			if (argv) execFileSync(argv[0], argv.slice(1));
		const {spec} = parse(readFileSync(path, 'utf8'));
		const file = '/etc/kubernetes/Audit_policy.yaml';
		expect(spec.containers[0].volumeMounts).toEqual([
			{mountPath: file, name: 'own-audit-policy-yaml', readOnly: true},
			{mountPath: '/etc/kubernetes/pki', name: 'k8s-certs', readOnly: true},
		]);
		expect(spec.volumes).toEqual([
			{hostPath: {path: file, type: 'File'}, name: 'own-audit-policy-yaml'},
			{hostPath: {path: '/etc/kubernetes/pki', type: 'DirectoryOrCreate'}, name: 'k8s-certs'},
		]);
	} finally {
		rmSync(folder, {recursive: true});
	}
});

it.each([
	['no list of volumes', manifest.replace('  volumes:\n', ''), '/etc/kubernetes/a.yaml'],
	['two containers', `${manifest}    volumeMounts:\n`, '/etc/kubernetes/a.yaml'],
	['a name that a shell or sed might take for more', manifest, "/etc/kubernetes/a'b.yaml"],
])('nothing is offered for %s', (_, text, file) => {
	expect(broughtIn(pod('/m.yaml', text), file)).toEqual([]);
});
