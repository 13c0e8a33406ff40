import {execFileSync} from 'node:child_process';
import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {filledByCtr} from '../../src/translate/by-ctr/inspect-filled.ts';

// What ctr 1.6.20 printed of `docker run -d --name lim --memory 32m --cpus 0.5 -l a='x "y" <z>' -l com.example/b=2 busybox sleep 1000`, shortened.
const info = {
	ID: 'lim',
	Labels: {a: 'x "y" <z>', 'com.example/b': '2', 'containerd.io/restart.policy': 'on-failure:3'},
	Image: 'docker.io/library/busybox:1.35',
	Snapshotter: 'overlayfs',
	CreatedAt: '2026-11-27T20:35:11.750794645Z',
	Extensions: null,
	Spec: {
		process: {
			user: {uid: 0, gid: 0, additionalGids: [0]},
			args: ['sleep', '1000'],
			env: ['PATH=/bin', 'A=1 2', 'B="<x>" & %s'],
			cwd: '/',
		},
		root: {path: 'rootfs', readonly: true},
		mounts: [
			{destination: '/proc', type: 'proc', source: 'proc', options: ['nosuid', 'noexec', 'nodev']},
			{destination: '/e', type: 'bind', source: '/etc', options: ['rbind', 'ro']},
			{destination: '/with blank', type: 'bind', source: '/srv/a b', options: ['rbind', 'rw']},
			{destination: '/v', type: 'bind', source: '/var/lib/ctr-volumes/data', options: ['rbind', 'rw']},
		],
		linux: {
			resources: {memory: {limit: 33554432}, cpu: {quota: 50000, period: 100000}},
			namespaces: [{type: 'network'}],
		},
	},
};
const escaped = JSON.stringify(info, undefined, 4).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');

let folder = '';
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'by-ctr-'));
	writeFileSync(join(folder, 'info'), escaped);
	const ctr = `#!/bin/sh
[ "$1 $2" = "-n default" ] || exit 9
case "$3 $4 $5" in
"containers info lim") cat ${folder}/info ;;
"containers info "*) echo "no such container" >&2; exit 1 ;;
"shim --id lim") [ "$6" = state ] && printf '{\\n    "id": "lim",\\n    "status": 3%s\\n}\\n' "$ENDED" ;;
"task ls "*) printf 'TASK    PID      STATUS    \\nlimit   7    STOPPED\\nlim     75271    %s\\n' "$STATUS" ;;
esac`;
	writeFileSync(join(folder, 'ctr'), ctr);
	writeFileSync(join(folder, 'nsenter'), '#!/bin/sh\necho "2: eth0    inet 10.244.0.9/24 brd"');
	writeFileSync(join(folder, 'crictl'), '#!/bin/sh\n[ "$1" = inspecti ] && printf "%b" "$ENTRY"');
	for (const name of ['ctr', 'nsenter', 'crictl']) chmodSync(join(folder, name), 0o755);
});
afterAll(() => rmSync(folder, {recursive: true}));

function printed(template: string, status = 'RUNNING', id = 'lim', ended = '', entry = ''): string {
	const text = filledByCtr(template, 'default');
	if (text === undefined) return 'nothing';
	const env = {PATH: `${folder}:${process.env.PATH}`, STATUS: status, ENDED: ended, ENTRY: entry};
	return execFileSync('sh', ['-c', text, 'sh', id], {env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']});
}

// biome-ignore format: a table
it.each([
	['{{.State.Status}} {{.State.Running}} {{.State.Pid}}',            'running true 75271\n'],
	['{{range .Mounts}}{{.Source}}:{{.Destination}}:{{.RW}} {{end}}',   '/etc:/e:false /srv/a b:/with blank:true /var/lib/ctr-volumes/data:/v:true \n'],
	['{{range .Mounts}}{{.Type}} 100%{{"\\n"}}{{end}}',                 'bind 100%\nbind 100%\nvolume 100%\n\n'],
	['{{json .Mounts}}',                                               '[{"Type":"bind","Source":"/etc","Destination":"/e","RW":false},{"Type":"bind","Source":"/srv/a b","Destination":"/with blank","RW":true},{"Type":"volume","Name":"data","Source":"/var/lib/ctr-volumes/data","Destination":"/v","RW":true}]\n'],
	['{{range .Mounts}}{{.Name}}|{{.Driver}} {{end}}',                   '| | data|local \n'],
	['{{.Mounts}}',                                                    'nothing'],
	['{{range .Mounts}}{{.NoSuch}}{{end}}',                            'nothing'],
	['{{.Path}} {{.Args}} {{json .Path}} {{json .Args}}',              'sleep [1000] "sleep" ["1000"]\n'],
	['{{.Name}} {{.Id}}: {{.Config.Image}}',                           '/lim lim: docker.io/library/busybox:1.35\n'],
	['{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}}',                '33554432 500000000\n'],
	['{{.HostConfig.CpuShares}}',                                      '0\n'],
	['{{.HostConfig.RestartPolicy.Name}} {{.HostConfig.NetworkMode}}', 'on-failure default\n'],
	['{{.Config.Cmd}} {{json .Config.Env}}',                           '[sleep 1000] ["PATH=/bin","A=1 2","B=\\"\\u003cx\\u003e\\" & %s"]\n'],
	['{{range .Config.Env}}{{println .}}{{end}}',                      'PATH=/bin\nA=1 2\nB="<x>" & %s\n\n'],
	['{{.Name}}:{{range .Config.Env}} [{{.}}]{{end}}!',                '/lim: [PATH=/bin] [A=1 2] [B="<x>" & %s]!\n'],
	['{{ range .Config.Cmd }}{{ . }},{{ end }}',                       'sleep,1000,\n'],
	['{{range .Mounts}}{{.}}{{end}}',                                  'nothing'],
	['{{index .Config.Labels "com.example/b"}}|{{.Config.Labels.a}}',  '2|x "y" <z>\n'],
	['{{json .Config.Labels.none}}',                                   'nothing'],
	['{{.Config.Labels.none}}',                                        '\n'],
	['{{json .Name}} {{json .State.Running}} {{json .Config.Hostname}}', '"/lim" true ""\n'],
	['{{.HostConfig.ReadonlyRootfs}} {{.Config.Tty}}',                 'true false\n'],
	['{{.NetworkSettings.IPAddress}} %s \\n $(id) \'x\'',              '10.244.0.9 %s \\n $(id) \'x\'\n'],
	['{{.HostConfig.PidsLimit}} {{json .HostConfig.PidsLimit}}',        '<no value> null\n'],
	['{{.State.OOMKilled}} u{{.Config.User}} {{json .Config.User}}',    'false u ""\n'],
	['{{.Name}}\n\t{{.Id}}\\n',                                         '/lim\n\tlim\\n\n'],
	['{{.State.Health.Status}}',                                       'nothing'],
	['{{if .State.Running}}up{{end}}',                                 'nothing'],
	['plain',                                                          'nothing'],
])('docker inspect -f %j of what ctr made', (template, expected) => {
	expect(printed(template)).toBe(expected);
});

// biome-ignore format: a table
it.each([
	['none',                  '',                        '[] [sleep 1000] null ["sleep","1000"]\n'],
	['the first word',        '"sleep"\\n',              '[sleep] [1000] ["sleep"] ["1000"]\n'],
	['all of them',           '"sleep"\\n"1000"\\n',     '[sleep 1000] [] ["sleep","1000"] null\n'],
	['another: --entrypoint', '"/docker-entry.sh"\\n',   '[sleep] [1000] ["sleep"] ["1000"]\n'],
])('an image whose ENTRYPOINT is %s', (_case, entry, expected) => {
	const template = '{{.Config.Entrypoint}} {{.Config.Cmd}} {{json .Config.Entrypoint}} {{json .Config.Cmd}}';
	expect(printed(template, 'RUNNING', 'lim', '', entry)).toBe(expected);
});

// biome-ignore format: a table
it.each([
	['STOPPED', 'exited false 0\n'],
	['PAUSED',  'paused false 75271\n'],
])('a task that is %s', (status, expected) => {
	expect(printed('{{.State.Status}} {{.State.Running}} {{.State.Pid}}', status)).toBe(expected);
});

it('one that is not there is a failure, and prints nothing', () => {
	expect(() => printed('{{.Name}}', 'RUNNING', 'other')).toThrow();
});

// Source: ctr 1.6.20 and 1.7.24 `shim state`: a zero is left out.
// biome-ignore format: a table
it.each([
	['STOPPED', ',\n    "exit_status": 5', 'exited 5\n'],
	['STOPPED', '',                        'exited 0\n'],
	['RUNNING', '',                        'running 0\n'],
])('with which code it ended: %s %j', (status, ended, expected) => {
	expect(printed('{{.State.Status}} {{.State.ExitCode}}', status, 'lim', ended)).toBe(expected);
});
