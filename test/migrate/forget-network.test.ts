import {spawnSync} from 'node:child_process';
import {chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {forgetNetwork} from '../../src/migrate/steps/forget-network.ts';
import {containerOf, dockerNode} from '../support/migration-facts.ts';

const [gone, other] = ['a'.repeat(64), 'b'.repeat(64)];
const told = (names: readonly string[]) =>
	dockerNode({
		workloads: {containers: {value: names.map((name, index) => containerOf(name, {id: [gone, other][index] ?? 'c'}))}},
	});

it('sandboxes of docker alone are forgotten, and nothing is done where there are none', () => {
	const [change] = forgetNetwork(told(['k8s_POD_web_default_u_0', 'k8s_web_web_default_u_0']));
	expect(change?.kind === 'run' && change.argv.slice(4)).toEqual([gone]);
	expect(forgetNetwork(told(['legacy-web']))).toEqual([]);
});

it('in a real shell: the rules that name one go, from below, and those of others stay', () => {
	const folder = mkdtempSync(join(tmpdir(), 'rtconsole-forget-'));
	try {
		const log = join(folder, 'log');
		const rules = [
			'num  target     prot opt source               destination',
			`1    CNI-DN-1   tcp  --  0.0.0.0/0            0.0.0.0/0            /* dnat name: "cbr0" id: "${gone}" */`,
			`2    CNI-DN-2   tcp  --  0.0.0.0/0            0.0.0.0/0            /* dnat name: "cbr0" id: "${other}" */`,
			`3    CNI-DN-3   udp  --  0.0.0.0/0            0.0.0.0/0            /* dnat name: "cbr0" id: "${gone}" */`,
		].join('\n');
		const fake = `#!/bin/sh\ncase "$*" in *--list*CNI-HOSTPORT*) printf '%s\\n' '${rules}';; *--delete*) echo "$*" >> ${log};; esac\n`;
		for (const name of ['iptables', 'ip6tables']) {
			writeFileSync(join(folder, name), name === 'iptables' ? fake : '#!/bin/sh\nexit 1\n');
			chmodSync(join(folder, name), 0o755);
		}
		const [change] = forgetNetwork(told(['k8s_POD_web_default_u_0']));
		const [tool = '', ...words] = change?.kind === 'run' ? change.argv : [];
		const {status} = spawnSync(tool, words, {env: {PATH: `${folder}:/usr/bin:/bin`}});
		expect(status).toBe(0);
		expect(readFileSync(log, 'utf8').trim().split('\n')).toEqual([
			'--wait 5 --table nat --delete CNI-HOSTPORT-DNAT 3',
			'--wait 5 --table nat --delete CNI-HOSTPORT-DNAT 1',
		]);
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
});
