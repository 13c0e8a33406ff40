import {type Case, differs} from '../case.ts';
import {answered, both, ended, left, linesOf, part} from '../views.ts';

/** Words of a table, wherever its columns stand. */
const cells = part('cells', ({stdout}) => stdout.split(/\s+/).filter(Boolean));

/** Lines as guides, scripts and answers on the web have them: templates, filters, loops, variables. */
export const wild: readonly Case[] = [
	{
		line: "docker ps -a --format '{{.Names}} {{.State}}'",
		view: linesOf,
		expected: differs(['lines'], 'To the CRI a paused container is running.'),
	},
	{line: "docker ps --filter name=web --format 'table {{.Names}}\\t{{.State}}'", view: cells, expected: 'same'},
	{line: "docker ps -a --filter name=frozen --format '{{.Command}} {{.Names}}'", view: answered, expected: 'same'},
	{line: 'docker ps --filter name=web --format \'{{.Label "app"}}\'', view: answered, expected: 'same'},
	{line: 'docker ps -aq -f exited=3 | wc -l', view: answered, expected: 'same'},
	{line: "docker ps -a -f exited=3 --format '{{.Names}}'", view: answered, expected: 'same'},
	{line: 'docker ps -aq --filter label=tier | wc -l', view: answered, expected: 'same'},
	{line: "docker ps -a -f status=exited -f status=created --format '{{.Names}}'", view: linesOf, expected: 'same'},
	{line: 'docker ps -q --filter volume=/data | wc -l', view: answered, expected: 'same'},
	{
		line: "docker inspect -f '{{.State.OOMKilled}} {{.HostConfig.Privileged}} {{.Config.Tty}} {{.HostConfig.ReadonlyRootfs}}' web",
		view: answered,
		expected: 'same',
	},
	{
		line: "docker inspect -f '{{if eq .State.ExitCode 3}}three{{else}}other{{end}}' failed done",
		view: answered,
		expected: 'same',
	},
	{line: `docker inspect -f '{{join .Config.Cmd " "}}' talker`, view: answered, expected: 'same'},
	{line: "docker inspect -f '{{.Path}} {{len .Args}}' talker", view: answered, expected: 'same'},
	{line: "docker inspect -f '{{range .Mounts}}{{.Source}}{{end}}' web", view: answered, expected: 'same'},
	{line: 'docker inspect -f "{{.ResolvConfPath}}" web | xargs test -s', view: ended, expected: 'same'},
	{line: "nsenter -t $(docker inspect -f '{{.State.Pid}}' web) -u hostname", view: answered, expected: 'same'},
	{line: "docker info -f '{{.KernelVersion}}'; docker info -f '{{.NCPU}}'", view: answered, expected: 'same'},
	{line: "docker info -f '{{.CgroupDriver}}'", view: answered, expected: 'same'},
	{line: "docker stats --no-stream --format '{{.Name}}'", view: linesOf, expected: 'same'},
	{line: "docker images --format 'table {{.Tag}}' busybox", view: cells, expected: 'same'},
	{line: "docker images -q 'busy*' | sort -u | wc -l", view: answered, expected: 'same'},
	...[
		`for c in $(docker ps --filter name=web --format '{{.Names}}'); do docker exec "$c" hostname; done`,
		`docker ps --format '{{.Names}}' | while read -r c; do echo "$c"; docker inspect -f '{{.State.Running}}' "$c"; done`,
		"docker ps --format '{{.Names}}' | grep -x web | xargs docker inspect -f '{{.State.Status}}'",
		"docker ps --format '{{.Names}}' | grep -x talker | xargs -I% docker logs --tail 1 %",
		"docker ps -aq -f exited=3 | xargs docker inspect -f '{{.Name}}'",
		'N=$(echo 1); docker logs --tail "$N" talker',
		`env A=1 docker ps --filter name=web --format '{{.Names}}'`,
		'timeout 9 docker run --rm busybox:1.35 echo hi',
		'T=$(echo 1.35); docker run --rm "busybox:$T" echo hi',
		'IMAGE=busybox TAG=1.35; docker run --rm $IMAGE:$TAG echo hi',
		'docker stats --no-stream $(docker ps -q) | grep -c web',
		"docker ps --format '{{.Names}}' 2>&1 | sort | head -1",
		"docker inspect web | jq -r '.[0].State.Status'",
		'docker inspect web | jq -r \'.[] | .Mounts[] | "\\(.Source) \\(.Destination)"\'',
		"docker inspect failed done | jq -r '.[] | [.Name, .State.ExitCode, .State.Running] | @csv'",
		"docker inspect web | jq -r '.[0].Config.Labels.app'",
		'P=$(docker inspect web | jq ".[0].State.Pid"); nsenter -t "$P" -u hostname',
		"docker image inspect web:1.0 | jq -r '.[0].Architecture, .[0].Config.Cmd[0]'",
	].map((line): Case => ({line, pasted: true, view: answered, expected: 'same'})),
	{
		line: 'docker cp "$(docker ps -qf name=web)":/www/index.html .',
		pasted: true,
		after: 'files',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'I=$(echo web:1.0); docker tag "$I" fromvar:1',
		pasted: true,
		after:
			'tagged docker.io/library/fromvar:1; if [ $SIDE = docker ]; then $real rmi fromvar:1; else ctr -n k8s.io images rm docker.io/library/fromvar:1; fi >/dev/null',
		view: both(ended, left),
		expected: 'same',
	},
];
