import {expect, it} from 'vitest';
import {printCommand} from '../../src/translate/print.ts';
import {translate} from '../../src/translate/translate.ts';
import {answer, findingIds, tables} from './support.ts';

// biome-ignore format: a table
it.each([
	// exec
	['exec web id', ['crictl exec <web> id', 'close']],
	['exec web sh -c \'exit 7\'', ['crictl exec <web> sh -c \'exit 7\'', 'close']],
	['exec web ls -la --all', ['crictl exec <web> ls -la --all', 'close']],
	['exec -it web sh', ['crictl exec --interactive --tty <web> sh', 'close']],
	['exec -ti web sh', ['crictl exec --interactive --tty <web> sh', 'close']],
	['exec -t web sh', ['crictl exec <web> sh', 'close']],
	['exec -t -w /tmp web ls', ['ctr -n k8s.io task exec --exec-id exec-x --cwd /tmp <web> ls </dev/null', 'close']],
	['exec -i web cat', ['ctr -n k8s.io task exec --exec-id exec-x <web> cat', 'exact']],
	['exec -u 0 web id', ['ctr -n k8s.io task exec --exec-id exec-x --user 0 <web> id </dev/null', 'exact']],
	['exec -u 1000:1000 -w /tmp web id', ['ctr -n k8s.io task exec --exec-id exec-x --user 1000:1000 --cwd /tmp <web> id </dev/null', 'exact']],
	['exec -u www-data web id', ['ctr -n k8s.io task exec --exec-id exec-x --user www-data <web> id </dev/null', 'exact']],
	['exec --user=root web id', ['ctr -n k8s.io task exec --exec-id exec-x --user root <web> id </dev/null', 'exact']],
	['exec -e A=1 -e B=\'x y\' web env', ['crictl exec <web> env A=1 \'B=x y\' env', 'close']],
	['exec -e HOME web env', ['crictl exec <web> env', 'partial']],
	['exec -d web sleep 100', ['ctr -n k8s.io task exec --exec-id exec-x --detach <web> sleep 100 </dev/null', 'close']],
	['exec -itu0 web bash', ['ctr -n k8s.io task exec --exec-id exec-x --user 0 --tty <web> bash', 'exact']],
	['exec --privileged web id', ['crictl exec <web> id', 'partial']],
	['exec --env-file f web id', [`sh -c 'f1=$1 v1=$2; shift 2; n=$#; while IFS= read -r line || [ -n "$line" ]; do case $line in [!#]*=*) set -- "$@" "$line" ;; esac; done <"$f1" || exit 1; while [ "$n" -gt 0 ]; do set -- "$@" "$1"; shift; n=$((n - 1)); done; exec crictl exec "$v1" env "$@"' sh f <web> id`, 'close']],
	['exec --detach-keys ctrl-x web id', ['crictl exec <web> id', 'partial']],
	['exec -u 0 -e A=1 -w / web id', ['ctr -n k8s.io task exec --exec-id exec-x --user 0 --cwd / <web> env A=1 id </dev/null', 'close']],
	['exec c9d20942d24e id', ['crictl exec c9d20942d24e id', 'close']],
	['exec -u 0 c9d20942d24e id', ['ctr -n k8s.io task exec --exec-id exec-x --user 0 "$(crictl ps --all --latest --quiet --id c9d20942d24e)" id </dev/null', 'exact']],
	['exec web', ['docker exec needs CONTAINER COMMAND [ARG...]']],
	['exec', ['docker exec needs CONTAINER COMMAND [ARG...]']],
	['container exec web -- id', ['crictl exec <web> -- id', 'close']],
	// inspect
	['inspect web', ['crictl inspect <web>', 'close']],
	['inspect web db', ['crictl inspect <web> <db>', 'close']],
	['inspect nginx:latest', ['crictl inspecti nginx:latest', 'close']],
	['inspect sha256:aaaa', ['crictl inspecti sha256:aaaa', 'close']],
	['inspect --type image nginx', ['crictl inspecti nginx', 'close']],
	['inspect --type container web', ['crictl inspect <web>', 'close']],
	['inspect --type network bridge', ['none']],
	['inspect --type volume data', ['none']],
	['inspect --type service s', ['none']],
	['inspect --type foo x', ['docker inspect knows no type foo']],
	['inspect -f \'{{.State.Pid}}\' web', ['crictl inspect --output go-template --template \'{{.info.pid}}\' <web>', 'close']],
	['inspect -f {{.State.Running}} web', ['crictl inspect --output go-template --template \'{{(eq .status.state "CONTAINER_RUNNING")}}\' <web>', 'close']],
	['inspect -f {{.Config.Labels.app}} web', ['crictl inspect --output go-template --template \'{{(index .status.labels "app")}}\' <web>', 'close']],
	['inspect -f {{.State.Status}} web', ['crictl inspect --output go-template --template \'{{(or (and (eq .status.state "CONTAINER_RUNNING") "running") (and (eq .status.state "CONTAINER_EXITED") "exited") (and (eq .status.state "CONTAINER_CREATED") "created") "unknown")}}\' <web>', 'close']],
	['inspect --format \'{{.Name}} {{.State.ExitCode}}\' web', ['crictl inspect --output go-template --template \'{{(printf "/%s" .status.metadata.name)}} {{.status.exitCode}}\' <web>', 'close']],
	['inspect -f \'{{json .Mounts}}\' web', ['crictl inspect --output go-template --template \'{{json .status.mounts}}\' <web>', 'close']],
	['inspect -f \'{{.NetworkSettings.IPAddress}}\' web', ['crictl inspectp --output go-template --template \'{{.status.network.ip}}\' "$(crictl inspect --output go-template --template \'{{.info.sandboxID}}\' <web>)"', 'close']],
	['inspect -f json web', ['crictl inspect <web>', 'close']],
	['inspect --type image -f \'{{.Architecture}}\' nginx', ['crictl inspecti --output go-template --template \'{{.info.imageSpec.architecture}}\' nginx', 'close']],
	['inspect -s web', ['crictl inspect <web>', 'partial']],
	['inspect k8s_POD_web-1_default_uid_0', ['crictl inspectp "$(crictl pods --latest --quiet --label io.kubernetes.pod.uid=uid)"', 'close']],
	// stop
	['stop web', ['crictl stop --timeout 10 <web>', 'close']],
	['stop -t 30 web', ['crictl stop --timeout 30 <web>', 'close']],
	['stop --time 30 web', ['crictl stop --timeout 30 <web>', 'close']],
	['stop --timeout=0 a b', ['crictl stop --timeout 0 <a> <b>', 'close']],
	['stop -t -1 web', ['crictl stop --timeout 3600 <web>', 'partial']],
	['stop -s HUP web', ['crictl stop --timeout 10 <web>', 'partial']],
	['container stop web', ['crictl stop --timeout 10 <web>', 'close']],
	['stop', ['docker stop needs CONTAINER [CONTAINER...]']],
	// kill
	['kill web', ['crictl stop --timeout 0 <web>', 'close']],
	['kill -s KILL web', ['crictl stop --timeout 0 <web>', 'close']],
	['kill -s 9 web', ['crictl stop --timeout 0 <web>', 'close']],
	['kill -s HUP web', ['ctr -n k8s.io task kill --signal SIGHUP <web>', 'close']],
	['kill --signal=SIGUSR1 a b', ['ctr -n k8s.io task kill --signal SIGUSR1 <a>', 'ctr -n k8s.io task kill --signal SIGUSR1 <b>', 'close']],
	['kill -s 15 web', ['ctr -n k8s.io task kill --signal SIGTERM <web>', 'close']],
	['kill -s RTMIN+3 web', ['ctr -n k8s.io task kill --signal SIGRTMIN+3 <web>', 'close']],
	['kill -s NOSUCH web', ['docker kill: no such signal: NOSUCH']],
	// rm
	['rm web', ['crictl rm <web>', 'close']],
	['rm -f web', ['crictl rm --force <web>', 'close']],
	['rm -fv a b', ['crictl rm --force <a> <b>', 'close']],
	['container rm --link web', ['none']],
	['rm -v web', ['crictl rm <web>', 'close']],
	['container remove web', ['crictl rm <web>', 'close']],
	// rmi
	['rmi nginx', ['ctr -n k8s.io images rm docker.io/library/nginx:latest', 'close']],
	['rmi nginx:1.27 team/app', ['ctr -n k8s.io images rm docker.io/library/nginx:1.27 docker.io/team/app:latest', 'close']],
	['rmi -f nginx', ['ctr -n k8s.io images rm docker.io/library/nginx:latest', 'close']],
	['rmi 6c9e24d1adc2', ['crictl rmi 6c9e24d1adc2', 'close']],
	['rmi sha256:6c9e24d1adc2 nginx', ['ctr -n k8s.io images rm docker.io/library/nginx:latest', 'crictl rmi sha256:6c9e24d1adc2', 'close']],
	['image rm --no-prune nginx', ['ctr -n k8s.io images rm docker.io/library/nginx:latest', 'close']],
	['image remove --platform linux/arm64 nginx', ['none']],
	// start
	['start web', ['crictl start <web>', 'close']],
	['start -a web', ['crictl start <web>', 'crictl logs --follow <web>', 'close']],
	['start -ai web', ['crictl start <web>', 'crictl logs --follow <web>', 'partial']],
	['start --checkpoint c web', ['none']],
	['container start a b', ['crictl start <a> <b>', 'close']],
	// stats
	['stats', ['crictl stats --watch', 'close']],
	['stats -a', ['crictl stats --all --watch', 'close']],
	['stats --no-stream', ['crictl stats', 'close']],
	['stats --no-stream web db', ['sh -c \'for container; do crictl stats --id "$container"; done\' sh <web> <db> | awk \'NR == 1 || !/CONTAINER +NAME/\'', 'close']],
	['stats web', ['crictl stats --watch --id <web>', 'close']],
	['stats a b', ['crictl stats --watch', 'partial']],
	['stats --format json --no-stream', ['crictl stats --output json', 'close']],
	['stats --no-stream --format \'{{.CPUPerc}}\'', ['crictl stats | awk \'NR > 1 {print $3 "%"}\'', 'close']],
	['stats --format \'{{.CPUPerc}}\'', ['crictl stats --output json --watch', 'partial']],
	['stats --no-trunc', ['crictl stats --watch', 'partial']],
	// top
	['top web', [top('-f', '<web>'), 'exact']],
	['top web -ef', [top('-f', '<web>'), 'exact']],
	['top web aux', [top('u', '<web>'), 'exact']],
	['top web -eo pid,args', [top('-o pid,args', '<web>'), 'exact']],
	['top web -o pid,comm', [top('-o pid,comm', '<web>'), 'exact']],
	['top 1a2b3c4d5e6f', [top('-f', '"$(crictl ps --all --latest --quiet --id 1a2b3c4d5e6f)"'), 'exact']],
	['top web -u root', ['none']],
	// info, version, login
	['info', ['crictl info', 'close']],
	['system info', ['crictl info', 'close']],
	['info -f json', ['crictl info', 'close']],
	['info -f \'{{.Driver}}\'', ['crictl info --output go-template --template \'{{.config.containerd.snapshotter}}\'', 'close']],
	['info -f \'{{.ServerVersion}}\'', ['crictl version | awk \'/^RuntimeVersion/ {sub(/^v/, "", $2); print $2}\'', 'close']],
	['info -f \'{{.ContainersRunning}}\'', [`sh -c 'echo $(($(crictl ps --quiet | wc -l) - $(ctr -n k8s.io task ls | grep PAUSED | wc -l)))'`, 'close']],
	['info -f \'{{.LoggingDriver}}\'', ['none']],
	['version', ['crictl version', 'close']],
	['version -f \'{{.Server.Version}}\'', ['crictl version | awk \'/^RuntimeVersion/ {sub(/^v/, "", $2); print $2}\'', 'close']],
	['version -f \'{{.Client.Version}}\'', ['crictl --version | awk \'{sub(/^v/, "", $NF); print $NF}\'', 'close']],
	['version -f \'{{.Server.Experimental}}\'', ['none']],
	['--version', ['crictl --version', 'close']],
	['-v', ['crictl --version', 'close']],
	['login', ['none']],
	['login -u me -p secret reg.example.com', ['none']],
	// tag, push, save, load
	['tag nginx web:1', ['ctr -n k8s.io images tag --force docker.io/library/nginx:latest docker.io/library/web:1', 'exact']],
	['image tag 6c9e24d1adc2 reg.example.com/web:1', ['ctr -n k8s.io images tag --force "$(crictl inspecti --output go-template --template \'{{.status.id}}\' 6c9e24d1adc2)" reg.example.com/web:1', 'exact']],
	['tag sha256:6c9e24d1adc244ebdc040a0946d6a6b392184f53f1e8bc5408c71ccc8165cfac web:1', ['ctr -n k8s.io images tag --force sha256:6c9e24d1adc244ebdc040a0946d6a6b392184f53f1e8bc5408c71ccc8165cfac docker.io/library/web:1', 'exact']],
	['tag nginx', ['docker tag needs SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]']],
	['push web', ['ctr -n k8s.io images push docker.io/library/web:latest', 'exact']],
	['push reg.example.com/web:1', ['ctr -n k8s.io images push reg.example.com/web:1', 'exact']],
	['push -a reg.example.com/web', ['ctr -n k8s.io images push reg.example.com/web:latest', 'partial']],
	['push -q --platform linux/amd64 reg.example.com/web:1', ['ctr -n k8s.io images push --platform linux/amd64 reg.example.com/web:1 >/dev/null', 'echo reg.example.com/web:1', 'exact']],
	['save nginx', ['ctr -n k8s.io images export - docker.io/library/nginx:latest', 'exact']],
	['save -o x.tar nginx busybox:1.35', ['ctr -n k8s.io images export x.tar docker.io/library/nginx:latest docker.io/library/busybox:1.35', 'exact']],
	['save nginx -o x.tar', ['ctr -n k8s.io images export x.tar docker.io/library/nginx:latest', 'exact']],
	['image save --platform linux/amd64 -o x.tar nginx', ['ctr -n k8s.io images export --platform linux/amd64 x.tar docker.io/library/nginx:latest', 'exact']],
	['load', ['gzip -dcf | ctr -n k8s.io images import -', 'exact']],
	['load -i x.tar', ['ctr -n k8s.io images import x.tar', 'exact']],
	['load -i x.tar.gz', ['zcat x.tar.gz | ctr -n k8s.io images import -', 'exact']],
	['load -qi x.tar', ['ctr -n k8s.io images import x.tar', 'exact']],
	['load --platform linux/amd64 -i x.tar', ['ctr -n k8s.io images import --platform linux/amd64 x.tar', 'exact']],
	['image load -i x.tar.xz', ['xzcat x.tar.xz | ctr -n k8s.io images import -', 'exact']],
	['load x', ['docker load takes no arguments: \'x\'']],
])('docker %s → %j', (line, expected) => {
	expect(answer(line)).toEqual(expected);
});

// biome-ignore format: a table
it.each([
	['.State.Health.Status',           'inspect.field-health'],
	['.HostConfig.RestartPolicy.Name', 'inspect.field-restart'],
	['.State.Paused',                  'inspect.field-paused'],
	['.HostConfig.PortBindings',       'inspect.field-ports'],
	['.NetworkSettings.Gateway',       'inspect.field-network'],
	['.HostConfig.LogConfig.Type',     'inspect.field-log'],
	['.SizeRw',                        'inspect.field-size'],
	['.ExecIDs',                       'inspect.field'],
])('docker inspect -f {{%s}}: what is told elsewhere is said (%s)', (field, id) => {
	expect(findingIds(`inspect -f {{${field}}} web`)).toContain(id);
});

// biome-ignore format: a table
it.each([
	['logs 4f5e',         'crictl logs 4f5e'],
	['logs db01',         'crictl logs "$(crictl ps --all --latest --quiet --name \'^db01$\')"'],
	['logs 2048',         'crictl logs "$(crictl ps --all --latest --quiet --name \'^2048$\')"'],
	['kill -s HUP 4f5e',  'ctr -n k8s.io task kill --signal SIGHUP "$(crictl ps --all --latest --quiet --id 4f5e)"'],
	['rmi 7fe6',          'crictl rmi 7fe6'],
	['rmi 2048',          'ctr -n k8s.io images rm docker.io/library/2048:latest'],
])('docker %s: the beginning of an ID, or a name', (line, expected) => {
	const result = translate(line.split(' '), tables);
	if ('error' in result) throw new Error(result.error);
	expect(result.commands.map(printCommand)).toEqual([expected]);
});

function top(options: string, container: string): string {
	return `sh -c 'ps ${options} -p "$(ctr -n k8s.io task ps "$1" | grep -o "^[0-9]*" | paste -sd, -)"' sh ${container}`;
}

it('the storage of containerd 2 is in its own settings', () => {
	const [line, fidelity] = answer("info -f '{{.Driver}}'", {containerd: '2.1', ctr: '2.1'});
	expect(line).toMatch(
		/^containerd config dump \| awk -F .* '\/\^ \*snapshotter = \/ && \$2 != "" \{print \$2; exit\}'$/,
	);
	expect(fidelity).toBe('close');
	expect(answer("info -f '{{.Driver}}'", {containerd: '1.7'})[0]).toContain('crictl info');
});
