import {describe, expect, it} from 'vitest';
import {rewrite} from '../../src/translate/shell/rewrite.ts';
import {tables, tablesWithDaemon} from './support.ts';

const known = {tables: tablesWithDaemon, versions: {}, options: {unique: 'x'}};
const web = `"$(crictl ps --all --latest --quiet --name '^web$')"`;

function read(line: string) {
	const answer = rewrite(line, known);
	if ('error' in answer) throw new Error(answer.error);
	return {...answer, findings: answer.translations.flatMap(({translation}) => translation.findings)};
}

const state =
	'{Status: (.status.state | sub("CONTAINER_"; "") | ascii_downcase), Running: (.status.state == "CONTAINER_RUNNING"), Pid: .info.pid, ExitCode: .status.exitCode, Error: .status.message, OOMKilled: (.status.reason == "OOMKilled"), StartedAt: .status.startedAt, FinishedAt: .status.finishedAt}';

describe('jq behind lists as JSON', () => {
	// biome-ignore format: a table
	it.each([
		["docker ps -a --format '{{json .}}' | jq -r .Names", "crictl ps --all --output json | jq -r '.containers[] | .metadata.name'"],
		["docker ps --format json | jq '{ID, Image}'",        "crictl ps --output json | jq '.containers[] | {ID: .id[:12], Image: .image.image}'"],
		[`docker images --format json | jq -r '.Repository + ":" + .Tag'`, `crictl images --output json | jq -r '.images[] | {id, size, tag: .repoTags[]} | (.tag | sub(":[^:/]*$"; "")) + ":" + (.tag | sub(".*:"; ""))'`],
	])('%s', (line, expected) => {
		const {text, findings} = read(line);
		expect(text).toBe(expected);
		expect(findings.map(({id}) => id)).toContain('fields.jq-filled');
	});

	// biome-ignore format: a table
	it.each([
		["docker ps --format json | jq -r .Ports",  'fields.jq'],
		["docker ps --format json | jq -s length",  'fields.jq'],
		["docker ps --format json | grep x",        'fields.json'],
	])('%s: %s', (line, id) => {
		expect(read(line).findings.find(finding => finding.id === id)?.kind).toBe('lost');
	});
});

describe('jq behind docker inspect', () => {
	// biome-ignore format: a table
	it.each([
		["-r '.[0].State.Pid'",                              '-r .info.pid'],
		[".[0].State.Pid",                                   '.info.pid'],
		["'.[].Config.Labels.app'",                          '.status.labels.app'],
		[`'.[0].Config.Labels["io.kubernetes.pod.name"]'`,   `'.status.labels["io.kubernetes.pod.name"]'`],
		["'.[0].Mounts[0].Source'",                          "'.status.mounts[0].hostPath'"],
		["'.[0].Mounts[] | .Source'",                        "'.status.mounts[] | .hostPath'"],
		["'.[0].State'",                                     `'${state}'`],
		["'.[0].State | {Status, Pid}'",                     `'${state} | {Status, Pid}'`],
		["'.[].State|.Pid'",                                 `'${state}|.Pid'`],
		["'.[0] | {Id, Image}'",                             `'{Id: .status.id, Image: .status.imageRef}'`],
		["'.[0] | {Id, pid: .State.Pid} | .Id, .pid'",       `'{Id: .status.id, pid: .info.pid} | .Id, .pid'`],
		["'.[0].Config.User'",                               `'(.info.runtimeSpec.process.user | "\\(.uid):\\(.gid)")'`],
		["'.[0].Config.Hostname'",                           `'([.info.runtimeSpec.process.env[] | select(startswith("HOSTNAME=")) | .[9:]] | first // "")'`],
		["'.[0].Mounts[] | {Source}'",                       "'.status.mounts[] | {Source: .hostPath}'"],
		["'.[] | select(.State.Running) | .Id'",             `'select((.status.state == "CONTAINER_RUNNING")) | .status.id'`],
		["'.[0]'",                                           '.'],
		["'.[]'",                                            '.'],
		["'.[] | {n: .Name, i: .Image}'",                    `'{n: ("/" + .status.metadata.name), i: .status.imageRef}'`],
		[`'.[] | "\\(.Id) \\(.State.Pid)"'`,                 `'"\\(.status.id) \\(.info.pid)"'`],
		["'.[0] | .State.Running, .RestartCount'",           `'(.status.state == "CONTAINER_RUNNING"), .status.metadata.attempt'`],
		[`'.[0].Config.Env[] | select(startswith(".Id"))'`,  `'.info.runtimeSpec.process.env[] | select(startswith(".Id"))'`],
	])('%s → %s', (filter, expected) => {
		const {text, findings} = read(`docker inspect web | jq ${filter}`);
		expect(text).toBe(`crictl inspect ${web} | jq ${expected}`);
		expect(findings.find(({id}) => id === 'fields.jq-filled')?.kind).toBe('close');
	});

	it('of an image', () => {
		expect(read("docker image inspect nginx | jq -r '.[0].RepoDigests[0]'").text).toBe(
			"crictl inspecti nginx | jq -r '.status.repoDigests[0]'",
		);
	});

	it('in a substitution, and not what comes after it', () => {
		expect(read("P=$(docker inspect web | jq '.[0].State.Pid') && echo '.[0].State.Pid'").text).toBe(
			`P=$(crictl inspect ${web} | jq .info.pid) && echo '.[0].State.Pid'`,
		);
	});

	// biome-ignore format: a table
	it.each([
		["'.[0].NetworkSettings.IPAddress'", '.NetworkSettings.IPAddress'],
		["'.[0].State | {Status, Health}'",  '.State.Health'],
		["'.[0].State | .Health.Status'",    '.State.Health'],
		["'.[0] | {Name, Ports}'",           '.Ports'],
		["'.[0] | {Id, pid: .State.Pid} | .Name'", '.Name'],
		["'.[0].NetworkSettings | {IPAddress}'", '.NetworkSettings'],
		["'map(.Id)'",                       'map'],
		['length',                           'length'],
		["'.[0].HostConfig.Binds[0]'",       '.HostConfig.Binds'],
		[`'.[0].NetworkSettings.Ports["80/tcp"][0].HostPort'`, '.NetworkSettings.Ports, .HostPort'],
		['".[$N].Id"',                       '".[$N].Id"'],
		["--arg n 1 '.[0].Id'",              'its arguments'],
	])('%s stays, and it is said what is not there: %s', (filter, missing) => {
		const {text, findings} = read(`docker inspect web | jq ${filter}`);
		expect(text).toBe(`crictl inspect ${web} | jq ${filter}`);
		const said = findings.find(({id}) => id === 'fields.jq');
		expect(said).toMatchObject({kind: 'lost', message: expect.stringContaining(missing)});
	});
});

// biome-ignore format: a table
it.each([
	['docker inspect web | grep IPAddress',                'fields.grep-known'],
	['docker inspect web | grep Pid',                      'fields.grep-known'],
	['docker inspect web | grep -i pid',                   undefined],
	['docker inspect web | grep FooBar',                   'fields.grep'],
	['docker inspect web | head -50 | grep LogPath',       'fields.grep-known'],
	['docker inspect web | python3 -c x',                  'fields.json'],
	['docker inspect web | jq .',                          undefined],
	['docker inspect web | wc -l',                         undefined],
	["docker inspect -f '{{.State.Pid}}' web | grep 1",    undefined],
	["docker info | grep -i 'storage driver'",             'fields.grep-known'],
	['docker info | grep nonsense',                        'fields.grep'],
	['docker info | jq .Driver',                           'fields.json'],
	['docker ps | grep k8s_POD_web',                       'columns.pause'],
	['docker ps | grep k8s_web_',                          'columns.k8s'],
	["docker ps --format '{{.Names}}' | grep ^k8s_ | cut -d_ -f2", 'columns.k8s'],
	["docker ps --format '{{.Names}}' | grep web",         undefined],
])('%s: %s', (line, id) => {
	expect(read(line).findings.map(finding => finding.id).filter(each => /^(fields|columns)\./.test(each))).toEqual(
		id === undefined ? [] : [id],
	);
});

describe("docker's daemon in a shell text", () => {
	// biome-ignore format: a table
	it.each([
		['sudo systemctl restart docker && echo',       'sudo systemctl restart containerd && echo'],
		['journalctl -u docker -f | grep x',            'journalctl -u containerd -f | grep x'],
		["ssh n 'service docker restart'",              "ssh n 'service containerd restart'"],
		['echo `systemctl is-active docker`',           'echo `systemctl is-active containerd`'],
		['systemctl restart nginx',                     'systemctl restart nginx'],
		['systemctl restart docker-web',                'systemctl restart docker-web'],
		['systemctl restart "docker$X"',                'systemctl restart "docker$X"'],
		['echo systemctl restart docker',               'echo systemctl restart docker'],
	])('%s → %s', (line, expected) => {
		expect(read(line).text).toBe(expected);
	});

	it('what stays is told with its reason', () => {
		const {text, findings} = read('systemctl $VERB docker');
		expect(text).toBe('systemctl $VERB docker');
		expect(findings.map(({id, kind}) => [id, kind])).toEqual([['shell.daemon-words', 'lost']]);
		expect(read('dockerd --debug').findings.some(({kind}) => kind === 'lost')).toBe(true);
	});

	it('without the rules for the daemon nothing of it is read', () => {
		const answer = rewrite('systemctl restart docker', {...known, tables});
		expect(answer).toMatchObject({text: 'systemctl restart docker', translations: []});
	});
});

describe('names that dockershim gave, as filters', () => {
	const pod = (text: string) =>
		`(eq (printf "%.${text.length}s" (index .status.labels "io.kubernetes.pod.name")) "${text}")`;

	// biome-ignore format: a table
	it.each([
		['k8s_web',                      "--quiet --name '^web'",                                              'ps.filter-k8s'],
		['k8s_web_',                     "--quiet --name '^web$'",                                             'ps.filter-k8s'],
		['^/k8s_web_web-0_default_',     "--quiet --name '^web$' --label io.kubernetes.pod.name=web-0 --label io.kubernetes.pod.namespace=default", 'ps.filter-k8s'],
		['k8s__web-0_',                  '--quiet --label io.kubernetes.pod.name=web-0',                       'ps.filter-k8s'],
		['k8s_.*dns',                    undefined,                                                            'ps.filter-k8s-pattern'],
		['k8s_POD',                      undefined,                                                            'ps.filter-pause'],
		['k8s_POD_web-0',                undefined,                                                            'ps.filter-pause'],
	])('%s → %s', (name, expected, id) => {
		const {text, findings} = read(`docker ps -q -f 'name=${name}'`);
		expect(text).toBe(expected === undefined ? `docker ps -q -f 'name=${name}'` : `crictl ps ${expected}`);
		expect(findings.map(finding => finding.id)).toContain(id);
	});

	it('the beginning of a pod: each container is looked at, for IDs and for a table', () => {
		const ids = read('docker ps -q -f name=k8s_web_web-7d');
		expect(ids.text).toContain(pod('web-7d'));
		expect(ids.findings.filter(({kind}) => kind === 'lost')).toEqual([]);
		const table = read('docker ps -f name=k8s_web_web-7d');
		expect(table.text).toContain(pod('web-7d'));
		expect(table.text).toContain('grep -e ^CONTAINER');
		expect(table.findings.filter(({kind}) => kind === 'lost')).toEqual([]);
	});
});

// biome-ignore format: a table
it.each([
	['DOCKER_HOST=tcp://10.0.0.2:2375 docker ps',       'DOCKER_HOST=tcp://10.0.0.2:2375 crictl ps',       'shell.daemon'],
	['DOCKER_HOST=tcp://10.0.0.2:2375 docker rm -f web', 'DOCKER_HOST=tcp://10.0.0.2:2375 docker rm -f web', 'shell.daemon-writes'],
	["docker -H ssh://n2 ps -q | wc -l",                "ssh n2 'crictl ps --quiet' | wc -l",              'global.ssh'],
])('%s: what is for another machine does not change this one (%s)', (line, expected, id) => {
	const {text, findings} = read(line);
	expect([text, findings.map(finding => finding.id).includes(id)]).toEqual([expected, true]);
});

const pause = 'ctr -n k8s.io task pause';

// biome-ignore format: a table
it.each([
	['docker pause $(docker ps -q)',                   `for _id in $(crictl ps --quiet); do ${pause} "$_id"; done`],
	['sudo docker pause $(docker ps -q)',              `sudo sh -c 'for _id; do ${pause} "$_id"; done' sh $(crictl ps --quiet)`],
	['docker ps -q | xargs -r docker pause',           `crictl ps --quiet | xargs -r sh -c 'for _id; do ${pause} "$_id"; done' sh`],
	['docker ps -q | xargs -n1 docker pause',          `crictl ps --quiet | xargs -n1 ${pause}`],
	['I=$(docker ps -q); docker kill -s HUP $I 2>&1',  'I=$(crictl ps --quiet); for _id in $I; do ctr -n k8s.io task kill --signal SIGHUP "$_id"; done 2>&1'],
	['docker stop $(docker ps -q)',                    'crictl stop --timeout 10 $(crictl ps --quiet)'],
	['docker pause web $(docker ps -q)',               'docker pause web $(docker ps -q)'],
])('several where the answer takes one: %s → %s', (line, expected) => {
	expect(read(line).text).toBe(expected);
});

it('what is made inside is not handed to crictl, and that is said', () => {
	const {findings} = read('echo $(docker inspect -s $(docker run -d nginx; echo x))');
	expect(findings.map(({id, kind}) => [id, kind])).toEqual(expect.arrayContaining([['shell.made-inside', 'lost']]));
	expect(read('docker images | sort -k7').findings.map(({id}) => id)).toContain('columns.layout');
});

describe('what is printed otherwise than docker prints it', () => {
	// biome-ignore format: a table
	it.each([
		['docker system df | grep Images',                        ['columns.disk']],
		["docker system df | awk '/Images/ {print $4}'",          ['columns.disk']],
		['sudo docker system df | tee x | cut -d" " -f1',         ['columns.disk']],
		["docker stats --no-stream | awk '{print $3}'",           ['columns.stats']],
		['docker stats --no-stream | grep web',                   []],
		["docker stats --no-stream --format '{{.Name}}' | cut -c1-9", []],
		['docker version | grep -A1 Server',                      ['columns.version']],
		['docker events | grep die',                              ['columns.events']],
		["docker load -i x.tar | awk '/Loaded image/{print $NF}'", ['columns.load']],
		['docker load -i x.tar | tail -1',                        []],
		["docker pull nginx | grep 'up to date'",                 ['columns.pull']],
		['docker pull nginx | tail -1',                           []],
		['docker history nginx | grep ADD',                       []],
		["docker diff web | sed 's/^A //'",                       []],
		['docker network ls | grep bridge',                       ['columns.networks']],
		["docker top web | awk '{print $2}'",                     []],
		['docker volume ls | grep data',                          []],
		['docker system df | less',                               []],
	])('%s: %j', (line, expected) => {
		const ids = read(line).findings.map(({id}) => id);
		expect(ids.filter(id => id.startsWith('columns.'))).toEqual(expected);
	});
});

describe('a list with more in it than docker would print is given to nothing', () => {
	// biome-ignore format: a table
	it.each([
		['docker rmi $(docker images -qf dangling=true)',                             'docker rmi'],
		['docker images -qf dangling=true | xargs docker rmi',                         'docker rmi'],
		['for i in $(docker images -qf dangling=true); do docker rmi "$i"; done',      'docker rmi'],
		['I=$(docker images -qf dangling=true); docker rmi $I',                        'docker rmi'],
	])('%s', (line, stays) => {
		const old = rewrite(line, {...known, versions: {crictl: '1.20', ctr: '1.6'}});
		if ('error' in old) throw new Error(old.error);
		expect(old.text).toContain(stays);
		expect(old.text).not.toContain('crictl rmi');
		expect(read(line).text).toContain('crictl rmi');
	});
});
