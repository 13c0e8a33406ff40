import {expect, it} from 'vitest';
import {readLogLine} from '../../src/explain/read-line.ts';

// biome-ignore format: a table
it.each([
	['klog',                         'E1121 10:25:44.135599   21677 server.go:269] x failed',                              'error',   undefined,   'x failed'],
	['klog behind a container',      '[pod/web-1/app] E1121 10:25:44.135599   1 a.go:1] x failed',                         'error',   undefined,   'x failed'],
	['a process without its number', 'Apr 13 10:53:52 n1 kubelet: E0413 10:53:52.844381    3263 kubelet.go:2055] x',       'error',   'kubelet',   'x'],
	['a month of another language',  '3月 16 03:31:09 m1 k3s[5440]: time="2020-03-16T03:31:09Z" level=fatal msg="x"',       'fatal',   'k3s',       '"x"'],
	['CRI-O, a blank in its time',   'Jun 28 21:52:16 c1 crio[7]: time="2019-06-28 21:52:16.297066049Z" level=fatal msg="x"', 'fatal',  'crio',      '"x"'],
	['an agent without a time',      'level=error msg="x" subsys=daemon',                                                  'error',   undefined,   '"x" subsys=daemon'],
	['containerd at a terminal',     'WARN[2022-02-16T16:22:24.885341067Z] x  error="y"',                                  'warning', undefined,   'x  error="y"'],
	['crictl',                       'FATA[0002] x',                                                                       'fatal',   undefined,   'x'],
	['CoreDNS',                      '[ERROR] plugin/errors: 2 a. A: x',                                                   'error',   undefined,   'plugin/errors: 2 a. A: x'],
	['JSON behind a host',           '10.2.1.3: {"ts":1753121331919.7,"level":"error","msg":"x","err":"y"}',               'error',   undefined,   'x y'],
	['dmesg',                        '[12345.678901] x',                                                                   undefined, 'kernel',    '[12345.678901] x'],
	['systemd in dmesg',             '[   12.345678] systemd[1]: x',                                                       undefined, undefined,   '[   12.345678] systemd[1]: x'],
	['a log file of the CRI',        '2026-11-27T10:00:00.123456789Z stderr F x failed',                                   undefined, undefined,   'x failed'],
	['quoted in a mail',             '> > x failed',                                                                       undefined, undefined,   'x failed'],
	['numbered by an editor',        '  118: x failed',                                                                    undefined, undefined,   'x failed'],
	['typed quotes',                 'exec: “x”: y',                                                                       undefined, undefined,   'exec: "x": y'],
	['a line break that is written', '"stderr": "x failed\\nsee \\"y\\""',                                                 undefined, undefined,   'x failed see "y""'],
	['a page taken as it stands',    'exec: &quot;x&quot;: &lt;y&gt;',                                                     undefined, undefined,   'exec: "x": <y>'],
	['a time and nothing else',      '2026-11-27 10:00:00.123 x failed',                                                   undefined, undefined,   'x failed'],
])('%s', (_, text, level, unit, message) => {
	expect(readLogLine(text, 1)).toMatchObject({message});
	expect([readLogLine(text, 1).level, readLogLine(text, 1).unit]).toEqual([level, unit]);
});
