import {describe, expect, it} from 'vitest';
import {readJournals} from '../../src/checks/journals.ts';
import {badValuesIn} from '../../src/checks/parts/cni-values.ts';
import {runChecks} from '../../src/checks/run.ts';
import {loadKnownErrors} from '../../src/explain/data.ts';
import {createMatcher} from '../../src/explain/match.ts';
import type {NodeSnapshot} from '../../src/model/node-snapshot.ts';
import {found} from '../support/found-check.ts';
import {containerdOf, healthyNode, nowMs, tomlText} from '../support/node-snapshot.ts';

const path = '/etc/cni/net.d/10-bridge.conflist';
/** The file of `modern`, with one thing changed. */
const network = (from = '', to = '') =>
	`{ "cniVersion": "0.4.0", "name": "cbr0", "plugins": [
  { "type": "bridge", "bridge": "cni0", "isGateway": true, "ipMasq": true, "hairpinMode": true,
    "ipam": { "type": "host-local", "ranges": [[{ "subnet": "10.244.0.0/24" }]], "routes": [{ "dst": "0.0.0.0/0" }] } },
  { "type": "portmap", "capabilities": { "portMappings": true } } ] }
`.replace(from, to);
const cni = (text: string): Partial<NodeSnapshot> => ({
	cni: {
		...healthyNode().cni,
		confDir: '/etc/cni/net.d',
		files: [{path, text, name: 'cbr0', version: '0.4.0', plugins: ['bridge', 'portmap']}],
	},
});

describe('values that a plugin refuses for every pod', () => {
	// biome-ignore format: a table
	it.each([
		['as it is',               '', '', []],
		['a long name of a bridge','cni0', 'cni-bridge-production', ['bridge cni-bridge-production > cni-bridge-prod']],
		['a space in it',          'cni0', 'cni 0', ['bridge cni 0 > cni0']],
		['a start elsewhere',      '"subnet": "10.244.0.0/24"', '"subnet": "10.244.0.0/24", "rangeStart": "10.245.0.10"', ['rangeStart 10.245.0.10 > 10.244.0.10']],
		['a gateway elsewhere',    '"subnet": "10.244.0.0/24"', '"subnet": "10.244.0.0/24", "gateway": "10.244.1.1"', ['gateway 10.244.1.1 > 10.244.0.1']],
		['a gateway within',       '"subnet": "10.244.0.0/24"', '"subnet": "10.244.0.0/24", "gateway": "10.244.0.254"', []],
		['no range',               '10.244.0.0/24', '10.244.0.0/33', ['subnet 10.244.0.0/33 > undefined']],
		['too small a range',      '10.244.0.0/24', '10.244.0.0/31', ['subnet 10.244.0.0/31 > undefined']],
		['the range of IPv6',      '10.244.0.0/24', 'fd00::/64', []],
		['a route to an address',  '0.0.0.0/0', '0.0.0.0', ['dst 0.0.0.0 > 0.0.0.0/0']],
	] as const)('%s', (_, from, to, expected) => {
		const bad = badValuesIn(network(from, to), []);
		expect(bad.map(({name, value, instead}) => `${name} ${value} > ${instead}`)).toEqual(expected);
	});

	it('the bridge that is there is what was meant', () => {
		const [bad] = badValuesIn(network('cni0', 'cni-bridge-production'), ['eth0', 'cni0']);
		expect(bad?.instead).toBe('cni0');
	});

	it('is told with its line and the command', () => {
		const told = found('cni-values', cni(network('cni0', 'cni-bridge-production')));
		expect(told).toMatchObject({
			verdict: 'fatal',
			fix: [`sed -i 2s|"cni-bridge-production"|"cni-bridge-prod"| ${path}`],
		});
		expect(found('cni-values', cni(network())).verdict).toBe('ok');
	});
});

const errors = await loadKnownErrors();
const checkUp = (more: Partial<NodeSnapshot>) => {
	const node = healthyNode(more);
	return runChecks(node, readJournals(node, createMatcher(errors), errors)).checks;
};
const line = (unit: string, message: string) =>
	JSON.stringify({
		__REALTIME_TIMESTAMP: String((nowMs - 20_000) * 1000),
		_SYSTEMD_UNIT: `${unit}.service`,
		SYSLOG_IDENTIFIER: unit,
		MESSAGE: message,
	});

/** Recorded on `modern` (kubelet 1.30.4, containerd 1.7.24). */
const refused =
	'E1128 18:16:28.483032     219 remote_runtime.go:193] "RunPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = failed to setup network for sandbox \\"6b6f5255784d68ac20c2acbd56f191931e1a1cc7474011112eaa1a93e20f6b6f\\": plugin type=\\"bridge\\" failed (add): failed to create bridge \\"cni-bridge-production\\": could not add \\"cni-bridge-production\\": numerical result out of range"';
const pod = (settled: boolean) => ({
	namespace: 'default',
	name: 'web-1',
	uid: '02a3ebeb-5cfd-4a62-a4da-f8f919bb9104',
	createdAtMs: 0,
	settled,
	words: [],
});
const troubles = (more: Partial<NodeSnapshot>) =>
	checkUp(more).flatMap(({id, verdict}) => (verdict === 'fatal' || verdict === 'warning' ? [id] : []));

describe('a line about a sandbox that names no pod', () => {
	const journal = {value: [line('kubelet', refused)]};

	it('counts while a pod waits', () => {
		expect(troubles({journal, pods: {value: [pod(false)]}})).toContain('journal-cni-refused');
	});

	it('is over once every pod runs', () => {
		expect(troubles({journal, pods: {value: [pod(true)]}})).toEqual([]);
	});

	it('is over in whatever words of the runtime', () => {
		const left =
			'time="2026-11-28T19:13:40.3Z" level=error msg="encountered an error cleaning up failed sandbox \\"3677\\", marking sandbox state as SANDBOX_UNKNOWN" error="plugin type=\\"bridge\\" failed (delete): invalid range set 0: RangeStart 10.245.0.10 not in network 10.244.0.0/24"';
		const words = {value: [line('containerd', left)]};
		expect(troubles({journal: words, pods: {value: [pod(false)]}})).toContain('journal-cni-refused');
		expect(troubles({journal: words, pods: {value: [pod(true)]}})).toEqual([]);
	});

	it('names a value within quotes', () => {
		const text = network('cni0', 'cni-bridge-production');
		const told = found('cni-refused', {journal, pods: {value: [pod(false)]}, ...cni(text)});
		expect(told.because).toContain('does not take cni-bridge-production');
	});
});

describe('a certificate of the stream server that is not there', () => {
	/** Recorded on `containerd` (1.6.20). */
	const words =
		'time="2026-11-28T18:14:49.305125689Z" level=warning msg="failed to load plugin io.containerd.grpc.v1.cri" error="failed to create CRI service: failed to create stream server: failed to load x509 key pair for stream server: open /etc/containerd/pki/stream.crt: no such file or directory"';
	const text = `${tomlText}\n[plugins."io.containerd.grpc.v1.cri".x509_key_pair_streaming]\n  tls_cert_file = "/etc/containerd/pki/stream.crt"\n`;

	const {plugins: loaded} = containerdOf();
	const plugins = ('value' in loaded ? loaded.value : []).map(one =>
		one.id === 'cri' ? {...one, status: 'error'} : one,
	);

	it('is the setting that names it, and nothing of kubeadm', () => {
		const all = checkUp({
			containerd: containerdOf(text, {
				plugins: {value: plugins},
			}),
			journal: {value: [line('containerd', words)]},
		});
		const [first] = all;
		expect(first?.id).toBe('settings-refused');
		expect(first?.fix[0]?.text).toMatch(/^sed -i '\d+s\/\^\/# \/' \/etc\/containerd\/config\.toml$/);
	});
});
