import {expect, it} from 'vitest';
import {packetWays} from '../../src/checks/packet-ways.ts';
import {covers} from '../../src/model/cidr.ts';
import type {PacketWays} from '../../src/model/packet-ways.ts';
import {healthyNode, withState} from '../support/node-snapshot.ts';

function looked(ways: Partial<PacketWays>) {
	const kubeconfigs = [{path: '/etc/kubernetes/kubelet.conf', server: 'https://10.88.0.2:6443'}];
	const state = withState({addresses: ['10.88.0.7'], ways: {rules: [], voids: [], queues: [], ...ways}});
	const {verdict, fix} = packetWays.look(healthyNode({kubeconfigs, ...state}));
	return [verdict, ...fix.flatMap(({argv}) => (argv ? [argv.join(' ')] : []))];
}

// biome-ignore format: a table
it.each<[string, Partial<PacketWays>, readonly string[]]>([
	['a limit of 1 kbit',              {queues: ['qdisc tbf 8001: dev lo root refcnt 2 rate 1Kbit burst 1600b lat 5s']},           ['fatal', 'tc qdisc del dev lo root']],
	['a delay of two seconds',         {queues: ['qdisc netem 8002: dev eth0 root refcnt 2 limit 1000 delay 2s']},                 ['fatal', 'tc qdisc del dev eth0 root']],
	['packets that are lost',          {queues: ['qdisc netem 8002: dev eth0 root refcnt 2 limit 1000 delay 10ms loss 40%']},      ['fatal', 'tc qdisc del dev eth0 root']],
	['a fair queue',                   {queues: ['qdisc fq_codel 0: dev eth0 root refcnt 2 limit 10240p', 'qdisc noqueue 0: dev lo root refcnt 2']}, ['ok']],
	['a shaper of 100 Mbit',           {queues: ['qdisc tbf 8001: dev eth0 root refcnt 2 rate 100Mbit burst 1600b lat 50ms']},     ['ok']],
	['of a pod, not of the root',      {queues: ['qdisc netem 8003: dev veth1 parent 1:1 limit 1000 loss 100%']},                  ['ok']],
	['a rule to the API server',       {rules: ['50:\tfrom all to 10.88.0.0/16 blackhole']},                                       ['fatal', 'ip rule del pref 50']],
	['a rule for all',                 {rules: ['50:\tfrom all prohibit']},                                                        ['fatal', 'ip rule del pref 50']],
	['a rule to somewhere else',       {rules: ['50:\tfrom all to 10.99.0.0/16 blackhole']},                                       ['ok']],
	['a rule from somewhere else',     {rules: ['50:\tfrom 10.99.0.0/16 blackhole']},                                              ['ok']],
	['rules that every machine has',   {rules: ['0:\tfrom all lookup local', '32766:\tfrom all lookup main']},                     ['ok']],
	['for marked packets alone',       {rules: ['50:\tfrom all fwmark 0x1 unreachable']},                                          ['ok']],
	['a route to the API server',      {voids: ['blackhole 10.88.0.2']},                                                           ['fatal', 'ip route del blackhole 10.88.0.2']],
	['a route in another table',       {voids: ['prohibit 10.88.0.0/24 table 100 proto static']},                                  ['fatal', 'ip route del prohibit 10.88.0.0/24 table 100']],
	['the block of a network agent',   {voids: ['blackhole 10.244.3.0/26 proto bird']},                                            ['ok']],
])('%s', (_, ways, expected) => {
	expect(looked(ways)).toEqual(expected);
});

// biome-ignore format: a table
it.each([
	['10.88.0.0/16',  '10.88.7.9',   true],
	['10.88.0.0/16',  '10.89.0.1',   false],
	['10.88.0.2',     '10.88.0.2',   true],
	['10.88.0.2',     '10.88.0.3',   false],
	['0.0.0.0/0',     '1.2.3.4',     true],
	['10.88/16',      '10.88.0.1',   true],
	['fd00::/8',      '10.88.0.1',   false],
	['10.88.0.0/16',  'api.example', false],
	['10.88.0.0/99',  '10.88.0.1',   false],
])('%s covers %s: %s', (range, address, expected) => {
	expect(covers(range, address)).toBe(expected);
});
