import {expect, it} from 'vitest';
import {repairToml} from '../../src/checks/parts/toml-repair.ts';

// biome-ignore format: a table
it.each<[string, number, string]>([
	['server = http://reg:5000',           1, 'sed -i 1s|server = http://reg:5000|server = "http://reg:5000"| /f'],
	['oom_score = = 3',                    1, 'sed -i 1s|oom_score = = 3|oom_score = 3| /f'],
	['root = "/var/lib/containerd',        1, 'sed -i 1s|root = "/var/lib/containerd|root = "/var/lib/containerd"| /f'],
	['[plugins."io.containerd.grpc.v1.cri"', 1, 'sed -i 1s|\\[plugins\\."io\\.containerd\\.grpc\\.v1\\.cri"|[plugins."io.containerd.grpc.v1.cri"]| /f'],
	['[a]\nSystemdCgroup = True',          2, 'sed -i 2s|SystemdCgroup = True|SystemdCgroup = true| /f'],
	['version: 2',                         1, 'sed -i 1s|version: 2|version = 2| /f'],
	['capabilities = ["pull", "resolve"',  1, 'sed -i 1s|capabilities = \\["pull", "resolve"|capabilities = ["pull", "resolve"]| /f'],
	['[host."http://m:5000]',               1, 'sed -i 1s|\\[host\\."http://m:5000\\]|[host."http://m:5000"]| /f'],
	['[a]\nb = 1\n[a',                     3, 'sed -i 3d /f'],
])('%j', (text, line, command) => {
	expect(repairToml('/f', text, line, 'look').map(({argv}) => argv?.join(' '))).toEqual([command]);
});

it.each([['oom_score = 3\nwhat is this'], ['a = "b" c'], ['list = [\n  "a",\n']])('%j is only named', text => {
	expect(repairToml('/f', text, 2, 'look')).toEqual([{text: 'look'}]);
});
