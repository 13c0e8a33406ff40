import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {runChecks} from '../../src/checks/run.ts';
import type {NodeSnapshot} from '../../src/model/node-snapshot.ts';
import {known} from '../../src/model/node-snapshot.ts';
import {fileOf} from '../../src/runtime/gather/cni.ts';
import {readToml} from '../../src/runtime/gather/toml.ts';
import {containerdOf, flagsOf, healthyNode, kubeletConfigOf, tomlText} from '../support/node-snapshot.ts';

const cri = 'plugins."io.containerd.grpc.v1.cri"';
const effective = {...readToml('/c', tomlText).data, version: 2, root: '/var/lib/containerd'};

function fixOf(id: string, more: Partial<NodeSnapshot>) {
	const found = runChecks(healthyNode(more), undefined).checks.find(check => check.id === id);
	return {verdict: found?.verdict, argvs: (found?.fix ?? []).flatMap(({argv}) => (argv ? [argv] : []))};
}

/** What the printed sed makes of the file, by the real sed. */
function mended(text: string, driver = 'cgroupfs'): string | undefined {
	const kubelet = {...healthyNode().kubelet, config: {value: kubeletConfigOf(`cgroupDriver: ${driver}\n`)}};
	const {verdict, argvs} = fixOf('containerd-config-ignored', {
		kubelet,
		containerd: containerdOf(text, {effective: {value: effective}}),
	});
	expect(verdict).toBe('warning');
	const sed = argvs.find(([program]) => program === 'sed');
	if (sed === undefined) return undefined;
	const path = join(mkdtempSync(join(tmpdir(), 'rtconsole-toml-')), 'config.toml');
	writeFileSync(path, text);
	execFileSync('sed', [...sed.slice(1, -1), path]);
	return readFileSync(path, 'utf8');
}

const without = tomlText.replace('        SystemdCgroup = false\n', '');
const astray = without.replace('    snapshotter', '    SystemdCgroup = true\n    snapshotter');

describe('a key of config.toml without effect', () => {
	it('goes to the only table that has it', () => {
		const text = tomlText
			.replace('  sandbox_image = "registry.k8s.io/pause:3.8"\n', '')
			.replace('    snapshotter', '    sandbox_image = "a\\\\b"\n    snapshotter');
		const home = `[${cri}]\n    sandbox_image = "a\\\\b"\n`;
		expect(mended(text)).toBe(text.replace('    sandbox_image = "a\\\\b"\n', '').replace(`[${cri}]\n`, home));
	});

	it('is an option of runc where the kubelet has the same driver', () => {
		expect(mended(astray, 'systemd')).toContain('runtimes.runc.options]\n    SystemdCgroup = true\n');
	});

	it('goes where it would part the two drivers', () => {
		expect(mended(astray)).toBe(without);
	});

	it('gets the name that differs in a letter', () => {
		expect(mended(tomlText.replace('snapshotter =', 'snapshoter ='))).toBe(tomlText);
	});

	it.each([
		['it is set there already', tomlText.replace('    snapshotter', '    sandbox_image = "x"\n    snapshotter')],
		['nothing has such a key', tomlText.replace('    snapshotter', '    color = "x"\n    snapshotter')],
	])('is left to a person where %s', (_, text) => {
		expect(mended(text)).toBeUndefined();
	});
});

it('a cniVersion that no plugin has becomes one that all have', () => {
	const path = '/etc/cni/net.d/10-a.conflist';
	const text = '{\n  "cniVersion": "9.9.0",\n  "name": "n",\n  "plugins": [{"type": "bridge"}]\n}\n';
	const {verdict, argvs} = fixOf('cni-config', {cni: {...healthyNode().cni, files: [fileOf(path, text)]}});
	expect(verdict).toBe('fatal');
	expect(argvs[0]).toEqual(['sed', '-i', '2s|9\\.9\\.0|0.4.0|', path]);
	const good = fileOf(path, text.replace('9.9.0', '1.0.0'));
	expect(fixOf('cni-config', {cni: {...healthyNode().cni, files: [good]}}).verdict).toBe('ok');
});

it('a kubelet with --container-runtime=remote is led away from the socket of dockershim', () => {
	const flags = flagsOf('--container-runtime=remote --container-runtime-endpoint=unix:///var/run/dockershim.sock');
	const [endpoint] = flags.filter(({name}) => name === '--container-runtime-endpoint');
	const node = healthyNode();
	const kubelet = {
		...node.kubelet,
		version: {value: '1.20.2'},
		flags,
		...(endpoint && {endpoint: {value: endpoint}}),
	};
	expect(known(node.kubelet.endpoint)).toBeDefined();
	const [first] = runChecks(healthyNode({kubelet}), undefined).checks;
	expect(first?.id).toBe('kubelet-endpoint');
	expect(first?.fix?.[0]?.argv?.[2]).toContain('unix:///run/containerd/containerd.sock');
});
