import {expect, it} from 'vitest';
import {rewriteScript} from '../../src/translate/shell/rewrite-script.ts';
import {tablesWithDaemon as tables} from './support.ts';

const known = {tables, versions: {}, options: {unique: 'x'}};

function script(text: string) {
	const answer = rewriteScript(text, known);
	if ('error' in answer) throw new Error(answer.error);
	const ids = answer.translations.flatMap(({findings}) => findings.map(({id}) => id));
	return {text: answer.text.replace(/^\s*# rtconsole: .*\n/gm, ''), ids, all: answer.text};
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: shells have them too
// biome-ignore format: a table
it.each([
	['truncate -s 0 /var/lib/docker/containers/*/*-json.log',      'shell.files.logs'],
	['for f in /var/lib/docker/containers/*/*.log; do :; done',    'shell.files.logs'],
	['LOGS=/var/lib/docker/containers',                            'shell.files.logs'],
	['df -h /var/lib/docker | tail -1',                            'shell.files.data'],
	['du -sh "/var/lib/docker/overlay2"',                          'shell.files.data'],
	['[ -S /var/run/docker.sock ] || exit 1',                      'shell.files.socket'],
	['[[ -S /run/docker.sock ]] && echo yes',                      'shell.files.socket'],
	['curl --unix-socket /var/run/docker.sock http://x/info',      'shell.files.socket'],
	['sudo cat > /etc/docker/daemon.json',                         'shell.files.config'],
	['test -x /usr/bin/docker || exit 0',                          'shell.files.program'],
	['kill $(cat /var/run/docker.pid)',                            'shell.files.process'],
	['pgrep dockerd',                                              'shell.files.process'],
	['sudo apt-get install -y docker-ce docker-ce-cli containerd.io', 'shell.packages.install'],
	['yum -y install docker-ce-20.10.7',                           'shell.packages.install'],
	['apt-get remove docker docker-engine docker.io containerd runc', 'shell.packages.containerd'],
])('%s stays, and it is said', (line, id) => {
	const {text, ids, all} = script(`#!/bin/sh\n${line}\n`);
	expect([text, ids]).toEqual([`#!/bin/sh\n${line}\n`, [id]]);
	expect(all).toContain('# rtconsole: not translated: ');
});

it.each([
	['echo "/var/lib/docker is full"'],
	['ls /var/lib/docker-registry /srv/var/run/docker.socket2'],
	['tail /var/log/docker-clean.log'],
	['ps aux | grep docker-compose'],
	['apt-get purge -y docker-ce docker-ce-cli'],
	['apt-get install -y dockerize'],
])('%s is not about docker', line => {
	expect(script(`${line}\n`).ids).toEqual([]);
});

// biome-ignore format: a table
it.each([
	['D=$(command -v docker)\n$D ps -q',               'D=$(command -v crictl)\ncrictl ps --quiet'],
	['D="$(which docker 2>/dev/null)"\n"$D" ps -q',    'D="$(which crictl 2>/dev/null)"\ncrictl ps --quiet'],
	['D=`type -p docker`\nsudo ${D} ps -q',            'D=`type -p crictl`\nsudo crictl ps --quiet'],
	['command -v docker >/dev/null || exit 1',         'command -v crictl >/dev/null || exit 1'],
	['if type docker &>/dev/null; then :; fi',         'if type crictl &>/dev/null; then :; fi'],
])('%s asks for crictl', (line, expected) => {
	const {text, ids} = script(`${line}\n`);
	expect(text).toBe(`${expected}\n`);
	expect(ids).toContain('shell.asks');
});

// biome-ignore format: a table
it.each([
	['command -v docker || exit 1\ndocker run -d --name w nginx', 'command -v ctr ||'],
	['docker load -i x.tar; hash docker',                          'hash ctr'],
	['which docker\nsudo docker tag a b\ndocker save b >b.tar',     'which ctr\n'],
	['which docker\ndocker tag a b\ndocker ps',                    'which crictl\n'],
	['which docker\ndocker tag a b\nsh -c "docker pull c"',         'which crictl\n'],
	['which docker\ndocker pause web',                             'which crictl\n'],
	['which docker',                                              'which crictl\n'],
])('%s asks for what it runs', (line, expected) => {
	expect(script(`${line}\n`).text).toContain(expected);
});

it('a path that may be empty is not taken for docker, and that is said', () => {
	const {text, ids} = script('D=$(command -v docker || echo /opt/docker)\n$D ps -q\n');
	expect(text).toContain('\n$D ps -q\n');
	expect(ids).toContain('shell.variable');
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: shells have them too
