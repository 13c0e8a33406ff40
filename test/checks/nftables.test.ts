import {describe, expect, it} from 'vitest';
import {runChecks} from '../../src/checks/run.ts';
import {readNftables} from '../../src/model/nftables.ts';
import type {NodeSnapshot} from '../../src/model/node-snapshot.ts';
import {healthyNode} from '../support/node-snapshot.ts';

const silent: Partial<NodeSnapshot> = {node: {missing: 'kubectl get node: exit 1: Unable to connect to the server'}};
const accepting = {firewall: {value: ['iptables-nft', '-P INPUT ACCEPT', '-P FORWARD ACCEPT', '-P OUTPUT ACCEPT']}};
const conflist = '{"plugins": [{"type": "bridge", "ipam": {"ranges": [[{ "subnet": "10.244.0.0/24" }]]}}]}';
const withSubnet = (): Partial<NodeSnapshot> => {
	const {cni} = healthyNode();
	return {
		cni: {
			...cni,
			files: [
				{
					path: '/etc/cni/net.d/10.conflist',
					text: conflist,
					name: 'net',
					version: '1.0.0',
					plugins: ['bridge', 'host-local'],
				},
			],
		},
	};
};

/** As nft 1.0.6 prints it. */
function table(hook: string, policy: string, ...rules: readonly string[]): Partial<NodeSnapshot> {
	const body = rules.map((rule, index) => `\t\t${rule} # handle ${index + 2}\n`).join('');
	return {
		...accepting,
		nftables: {
			value: `table inet guard { # handle 4\n\tchain own { # handle 1\n\t\ttype filter hook ${hook} priority filter; policy ${policy};\n${body}\t}\n}\n`,
		},
	};
}

function first(more: Partial<NodeSnapshot>) {
	const [root] = runChecks(healthyNode(more), undefined).checks;
	return {
		found: `${root?.verdict} ${root?.id}`,
		fix: (root?.fix ?? []).flatMap(({argv}) => (argv ? [argv.join(' ')] : [])),
	};
}

const opening = (port: number) => [
	`nft insert rule inet guard own tcp dport ${port} accept`,
	'nft insert rule inet guard own iifname lo accept',
	'nft insert rule inet guard own ct state established,related accept',
];

// biome-ignore format: a table
describe('nftables that refuse', () => {
	it.each<[string, Partial<NodeSnapshot>, string, readonly string[]]>([
		['the API server',           {...silent, ...table('input', 'accept', 'tcp dport 6443 drop')}, 'fatal firewall', ['nft delete rule inet guard own handle 2']],
		['it on the way out',        {...silent, ...table('output', 'accept', 'ip daddr 10.0.0.9 tcp dport { 443, 6443 } counter packets 3 bytes 180 reject with tcp reset')}, 'fatal firewall', ['nft delete rule inet guard own handle 2']],
		['the kubelet',              table('input', 'accept', 'tcp dport 10250 counter packets 0 bytes 0 reject'), 'warning firewall', ['nft delete rule inet guard own handle 2']],
		['a range, of all families', table('input', 'accept', 'meta l4proto { tcp, udp } th dport 10000-11000 drop comment "no way"'), 'warning firewall', ['nft delete rule inet guard own handle 2']],
		['all but ssh, by policy',   table('input', 'drop', 'tcp dport 22 accept', 'ct state established,related accept'), 'warning firewall', opening(10250)],
		['all but ssh, by a rule',   table('input', 'accept', 'iifname "lo" accept', 'ct state established accept', 'tcp dport 22 accept', 'reject with icmpx admin-prohibited'), 'warning firewall', opening(10250)],
		['what is forwarded',        {...withSubnet(), ...table('forward', 'drop')}, 'warning firewall', ['nft insert rule inet guard own ip saddr 10.244.0.0/24 accept', 'nft insert rule inet guard own ip daddr 10.244.0.0/24 accept']],
		['what is forwarded, without a subnet', table('forward', 'drop', 'ct state established,related accept'), 'warning firewall', ['nft chain inet guard own { policy accept ; }']],
		['by iptables: what is forwarded', {...withSubnet(), firewall: {value: ['iptables-nft', '-P FORWARD DROP', '-A FORWARD -i docker0 -j ACCEPT', '-A FORWARD -j KUBE-FORWARD', '-A KUBE-FORWARD -m mark --mark 0x4000/0x4000 -j ACCEPT', '-A KUBE-FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT']}}, 'warning firewall', ['iptables-nft -I FORWARD -s 10.244.0.0/24 -j ACCEPT', 'iptables-nft -I FORWARD -d 10.244.0.0/24 -j ACCEPT']],
	])('%s', (_, more, found, fix) => {
		expect(first(more)).toEqual({found, fix});
	});

	it.each<[string, Partial<NodeSnapshot>]>([
		['some alone',                     table('input', 'accept', 'ip saddr 192.0.2.1 tcp dport 10250 drop')],
		['others after those let in',      table('input', 'accept', 'ip saddr 10.0.0.0/8 tcp dport 10250 accept', 'tcp dport 10250 drop')],
		['another port',                   table('input', 'accept', 'tcp dport 2049 drop')],
		['another protocol',               table('input', 'accept', 'udp dport 10250 drop')],
		['what is invalid',                table('input', 'drop', 'ct state invalid drop', 'ip saddr 10.0.0.0/8 accept')],
		['forwarding, but of pods not',    table('forward', 'drop', 'ip saddr 10.244.0.0/16 accept')],
		['nothing: Calico marks',          {firewall: {value: ['iptables-nft', '-P FORWARD DROP', '-A FORWARD -j cali-FORWARD', '-A cali-FORWARD -m mark --mark 0x10000/0x10000 -j ACCEPT']}}],
		['nothing: flannel lets pods in',  {firewall: {value: ['iptables-nft', '-P FORWARD DROP', '-A FORWARD -j FLANNEL-FWD', '-A FLANNEL-FWD -s 10.244.0.0/16 -j ACCEPT']}}],
		['twice what iptables shows',      {...accepting, nftables: {value: 'table ip filter { # handle 1\n\tchain INPUT { # handle 1\n\t\ttype filter hook input priority filter; policy accept;\n\t\ttcp dport 10250 drop # handle 9\n\t}\n}\n'}}],
	])('not %s', (_, more) => {
		expect(first(more).found).toMatch(/^ok /);
	});
});

it('chains jump to others, and quotes hold anything', () => {
	const [base, own] = readNftables(
		'table inet firewalld { # handle 9\n\tchain filter_INPUT { # handle 1\n\t\ttype filter hook input priority filter + 10; policy accept;\n\t\tiifname "lo" accept # handle 2\n\t\tjump filter_INPUT_ZONES # handle 3\n\t}\n\n\tchain filter_INPUT_ZONES { # handle 2\n\t\ttcp dport 22 ct state { new, untracked } accept comment "drop" # handle 7\n\t}\n}\n',
	);
	expect(base).toMatchObject({
		table: 'firewalld',
		hook: 'input',
		policy: 'accept',
		rules: [{isNarrow: true}, {jump: 'filter_INPUT_ZONES'}],
	});
	expect(own?.rules).toEqual([
		{
			text: 'tcp dport 22 ct state { new, untracked } accept',
			handle: '7',
			verdict: 'accept',
			ports: ['22'],
			isNarrow: true,
			isOther: false,
		},
	]);
});
