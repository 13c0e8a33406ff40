import {expect, it} from 'vitest';
import {translate} from '../../src/translate/translate.ts';
import {answer, findingIds, tables} from './support.ts';

// biome-ignore format: a table
it.each([
	// attach, wait, pause
	['attach web', ['crictl logs --follow --tail 0 <web>', 'partial']],
	['attach --no-stdin web', ['crictl logs --follow --tail 0 <web>', 'close']],
	['attach --sig-proxy=false --detach-keys ctrl-x web', ['crictl logs --follow --tail 0 <web>', 'partial']],
	['wait web', ['sh -c \'ask() { crictl inspect --output go-template --template "$1" "$2"; }; while [ "$(ask "{{.status.state}}" "$1")" = CONTAINER_RUNNING ]; do sleep 1; done; ask "{{.status.exitCode}}" "$1"\' sh <web>', 'close']],
	['pause web db', ['ctr -n k8s.io task pause <web>', 'ctr -n k8s.io task pause <db>', 'close']],
	['container unpause web', ['ctr -n k8s.io task resume <web>', 'close']],
	['rename a b', ['none']],
	['restart web', ['crictl stop --timeout 10 <web>', 'close']],
	['restart -t 30 web', ['crictl stop --timeout 30 <web>', 'close']],
	['restart --time 3 -s HUP web', ['crictl stop --timeout 3 <web>', 'partial']],
	// update
	['update -m 256m web', ['crictl update --memory 268435456 <web>', 'close']],
	['update --cpus 1.5 web', ['crictl update --cpu-period 100000 --cpu-quota 150000 <web>', 'close']],
	['update --memory 1g --restart always web', ['crictl update --memory 1073741824 <web>', 'partial']],
	['container update --cpu-shares 512 --cpuset-cpus 0-1 web', ['crictl update --cpu-share 512 --cpuset-cpus 0-1 <web>', 'close']],
	['update --pids-limit 5 web', ['none']],
	// files
	['cp a b', ['docker cp needs a container: CONTAINER:PATH on one side']],
	['cp a:/x b:/y', ['docker cp does not copy from one container to another']],
	['diff web', ['ctr -n k8s.io snapshots diff <web> | tar -tzf -', 'close']],
	['commit web', ['none']],
	['checkpoint create web one', ['none']],
	['checkpoint ls web', ['none']],
	// inspect of one kind
	['container inspect web', ['crictl inspect <web>', 'close']],
	['container inspect -s web', ['crictl inspect <web>', 'partial']],
	['image inspect nginx', ['crictl inspecti nginx', 'close']],
	['image inspect -f \'{{.Architecture}}\' nginx', ['crictl inspecti --output go-template --template \'{{.info.imageSpec.architecture}}\' nginx', 'close']],
	['inspect -f \'{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}\' web', ['crictl inspectp --output go-template --template \'{{.status.network.ip}}\' "$(crictl inspect --output go-template --template \'{{.info.sandboxID}}\' <web>)"', 'close']],
	['port web', ['crictl inspectp --output go-template --template \'{{range index .info.config "port_mappings"}}{{if index . "host_port"}}{{.container_port}}/{{with index . "protocol"}}{{if eq (printf "%v" .) "1"}}udp{{else}}sctp{{end}}{{else}}tcp{{end}} -> {{or (index . "host_ip") "0.0.0.0"}}:{{.host_port}}{{"\\n"}}{{end}}{{end}}\' "$(crictl inspect --output go-template --template \'{{.info.sandboxID}}\' <web>)" | sed \'/^$/d\'', 'close']],
	['port web 80/tcp', ['crictl inspectp --output go-template --template \'{{range index .info.config "port_mappings"}}{{if index . "host_port"}}{{if (and (eq (printf "%v" .container_port) "80") (eq (printf "%v" (or (index . "protocol") 0)) "0"))}}{{or (index . "host_ip") "0.0.0.0"}}:{{.host_port}}{{"\\n"}}{{end}}{{end}}{{end}}\' "$(crictl inspect --output go-template --template \'{{.info.sandboxID}}\' <web>)" | grep .', 'close']],
	// images
	['history nginx', ['crictl inspecti --output go-template --template \'{{print "IMAGE          CREATED               CREATED BY" "\\n"}}{{$all := ""}}{{$new := ""}}{{$old := ""}}{{range .info.imageSpec.history}}{{if $new}}{{$all = print "\\n" $old $all}}{{end}}{{$new = print (printf "%-15.71s%-19.19s   " (slice $.status.id 7 19) (or (index . "created") "")) (or (index . "created_by") "")}}{{$old = print (printf "%-15.71s%-19.19s   " "<missing>" (or (index . "created") "")) (or (index . "created_by") "")}}{{end}}{{$new}}{{$all}}\' nginx', 'close']],
	['history --format {{.CreatedBy}} nginx', ['crictl inspecti --output go-template --template \'{{$all := ""}}{{$end := ""}}{{range .info.imageSpec.history}}{{$all = print (or (index . "created_by") "") $end $all}}{{$end = "\\n"}}{{end}}{{$all}}\' nginx', 'close']],
	['history --format {{.Size}} nginx', ['none']],
	['history -q --no-trunc nginx', ['crictl inspecti --output go-template --template \'{{range $index, $one := .info.imageSpec.history}}{{if $index}}{{"\\n"}}<missing>{{else}}{{$.status.id}}{{end}}{{end}}\' nginx', 'close']],
	['image prune', ['crictl images --quiet --filter dangling=true | xargs --no-run-if-empty crictl rmi', 'exact']],
	['image prune -a', ['crictl rmi --prune', 'close']],
	['image prune -af --filter until=soon', ['none']],
	['container prune', ['crictl ps --all --quiet --state exited | xargs --no-run-if-empty crictl rm', 'close']],
	['container prune -f --filter label=a=b', ['crictl ps --all --quiet --state exited --label a=b | xargs --no-run-if-empty crictl rm', 'close']],
	['container prune --filter until=24h', [`sh -c 'time=$(date --date "$1" +%Y-%m-%dT%H:%M:%S) || exit; shift; crictl ps --all --quiet --state exited "$@" | xargs --no-run-if-empty crictl inspect --output go-template --template "{{\\$time := \\"$time\\"}}$0" | sed -n /./p | xargs --no-run-if-empty crictl rm' '{{if and (lt .status.createdAt $time)}}{{.status.id}}{{end}}' '-86400 seconds'`, 'close']],
	['container prune --filter label=tmp --filter label!=keep=1', [`sh -c 'crictl ps --all --quiet --state exited "$@" | xargs --no-run-if-empty crictl inspect --output go-template --template "$0" | sed -n /./p | xargs --no-run-if-empty crictl rm' '{{if and (ne (printf "%v" (index .status.labels "tmp")) "<nil>") (not (eq (printf "%v" (index .status.labels "keep")) "1"))}}{{.status.id}}{{end}}'`, 'close']],
	['container prune --filter until=nonsense', ['none']],
	['container prune --filter until=1h --filter until=2h', ['none']],
	['system prune', ['crictl ps --all --quiet --state exited | xargs --no-run-if-empty crictl rm', 'crictl images --quiet --filter dangling=true | xargs --no-run-if-empty crictl rmi', 'close']],
	['system prune -af --volumes', ['crictl ps --all --quiet --state exited | xargs --no-run-if-empty crictl rm', 'crictl rmi --prune', 'close']],
	['system df', ['crictl imagefsinfo', 'crictl stats --all', 'close']],
	['system df -v', ['crictl imagefsinfo', 'crictl stats --all', 'partial']],
	['search nginx', ['none']],
	['logout', ['none']],
	['manifest inspect nginx', ['none']],
	['build .', ['none']],
	['builder prune -a', ['none']],
	['buildx build --platform linux/arm64 .', ['none']],
	// events
	['events', ['ctr -n k8s.io events namespace==k8s.io', 'close']],
	['events --filter event=die', ['ctr -n k8s.io events \'namespace==k8s.io,topic=="/tasks/exit"\'', 'close']],
	['events --since 1h --filter type=container', ["journalctl --unit containerd --no-pager --since '-3600 seconds'", 'ctr -n k8s.io events \'namespace==k8s.io,topic~="^/(containers|tasks)/"\'', 'close']],
	['events --filter type=container --filter event=die', ['ctr -n k8s.io events \'namespace==k8s.io,topic=="/tasks/exit"\'', 'close']],
	['events --since 1h --until 0s', ['journalctl --unit containerd --no-pager --since \'-3600 seconds\' --until now', 'close']],
	['events --until 2025-01-01T12:00:00+02:00 --filter event=die', ['journalctl --unit containerd --no-pager --until \'2025-01-01 10:00:00 UTC\'', 'partial']],
	['events --since 1735689600 --until 2025-01-02', ['journalctl --unit containerd --no-pager --since @1735689600 --until 2025-01-02', 'close']],
	['events --until soon', ['docker events takes a time such as 10m, 1735689600 or 2025-01-01T10:00:00, not \'soon\'']],
	// networks, volumes, contexts
	['network ls', ['ls /etc/cni/net.d', 'close']],
	['network ls -q', ['ls /etc/cni/net.d', 'partial']],
	['network create x', ['none']],
	['network inspect bridge', ['none']],
	['network connect a b', ['none']],
	['volume ls', ['none']],
	['volume create data', ['mkdir -p /var/lib/ctr-volumes/data', 'echo data', 'close']],
	['volume create x', ["docker volume create: 'x' is too short: a name has two letters at least"]],
	['volume create --driver nfs -o a=b data', ['mkdir -p /var/lib/ctr-volumes/data', 'echo data', 'partial']],
	['volume prune -f', ['none']],
	['context ls', ['cat /etc/crictl.yaml', 'close']],
	['context use x', ['none']],
	['context show', ['cat /etc/crictl.yaml', 'close']],
	// swarm and extensions
	['swarm init', ['none']],
	['service ls', ['none']],
	['service create --replicas 3 nginx', ['none']],
	['stack deploy -c f.yml s', ['none']],
	['node ls', ['none']],
	['secret create a b', ['none']],
	['config ls', ['none']],
	['plugin ls', ['none']],
	['trust inspect nginx', ['none']],
	['compose up -d', ['none']],
	['docker-compose ps', ['none']],
	['scout cves', ['none']],
	['completion bash', ['crictl completion bash', 'close']],
	['context create --kubernetes x y', ['none']],
	['update --kernel-memory 1g -m 1g web', ['crictl update --memory 1073741824 <web>', 'close']],
	// around the command
	['-H tcp://h:2375 ps', ['ssh h \'crictl ps\'', 'close']],
	['-H=10.0.0.2:2376 version', ['ssh 10.0.0.2 \'crictl version\'', 'close']],
	['-H ssh://root@n2:2222 logs -f web', ['ssh -p 2222 root@n2 \'crictl logs --follow "$(crictl ps --all --latest --quiet --name \'\\\'\'^web$\'\\\'\')"\'', 'close']],
	['-H ssh://n2 exec -it 0123456789ab sh', ['ssh -t n2 \'crictl exec --interactive --tty 0123456789ab sh\'', 'close']],
	['-H unix:///var/run/docker.sock ps', ['crictl ps', 'exact']],
	['-H tcp://127.0.0.1:2375 rm 0123456789ab', ['crictl rm 0123456789ab', 'close']],
	['--context default ps', ['crictl ps', 'exact']],
	['--context prod rm -f web', ['none']],
	['-H tcp://h:2375 cp web:/a .', ['none']],
	['-H ssh://-oProxyCommand=x ps', ['crictl ps', 'close']],
	['--context prod ps -a', ['crictl ps --all', 'close']],
	['-D ps', ['crictl ps', 'exact']],
	['--tlsverify --tlscacert f ps', ['crictl ps', 'exact']],
	['--config /c ps', ['crictl ps', 'exact']],
	['-l debug ps', ['crictl ps', 'exact']],
	['help ps', ['crictl ps --help', 'exact']],
	['ps --help', ['crictl ps --help', 'exact']],
	['run --help', ['ctr -n default run --help', 'exact']],
	['--version', ['crictl --version', 'close']],
	['-v', ['crictl --version', 'close']],
	['docker', ['docker needs a command']],
	['foo', ['docker has no command foo']],
	['container foo', ['docker container has no command foo']],
	['container', ['docker container needs a command']],
	['contianer ls', ['docker has no command contianer']],
])('docker %s → %j', (line, expected) => {
	expect(answer(line)).toEqual(expected);
});

it('docker commit: an image is put together of the files and the settings of its image', () => {
	const answered = translate(
		['docker', 'commit', '-m', 'say "{{x}}"', '-a', 'me', 'web', 'web:2'],
		tables,
		{},
		{unique: 'x'},
	);
	if ('error' in answered) throw new Error(answered.error);
	const [made, packed, described, imported, shown] = answered.commands;
	expect(made?.argv).toEqual(['mkdir', '-m', '700', '/tmp/commit-x']);
	expect(packed?.argv.slice(-3)).toEqual(['-cf', '/tmp/commit-x/layer.tar', '.']);
	expect(packed?.ended?.argv[0]).toBe('sh');
	const [manifest, , template] = described?.argv.slice(-3) ?? [];
	expect(template).toContain('"author":"me","config":{{json .info.imageSpec.config}}');
	expect(template).toContain(`"comment":"say \\"{{"{{"}}x}}\\""`);
	expect(JSON.parse(String(manifest))).toEqual([
		{Config: 'config.json', RepoTags: ['docker.io/library/web:2'], Layers: ['layer.tar']},
	]);
	expect(imported).toMatchObject({
		argv: ['ctr', '-n', 'k8s.io', 'images', 'import', '-'],
		inputFrom: expect.arrayContaining(['config.json']),
	});
	expect(shown?.argv.at(-1)).toBe('/tmp/commit-x');
	expect(findingIds('commit -c "CMD x" web y')).not.toContain('commit.change');
	expect(findingIds('commit -c "ONBUILD RUN x" web y')).toContain('commit.change');
});
