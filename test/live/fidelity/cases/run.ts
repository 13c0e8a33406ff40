import {type Case, differs} from '../case.ts';
import {answered, both, ended, left, linesOf, part, printed} from '../views.ts';

/** `docker run` and `docker create`. */
export const run: readonly Case[] = [
	{line: 'docker run --rm busybox:1.35 echo hello', view: printed, expected: 'same'},
	{
		line: 'docker run --rm --name r1 busybox:1.35 sh -c "echo out; echo err >&2; exit 5"',
		after: 'state r1',
		view: both(printed, left),
		expected: 'same',
	},
	{
		line: 'docker run --name r2 busybox:1.35 sh -c "exit 4"',
		after: 'state r2',
		view: both(ended, left),
		expected: differs(['left'], 'ctr keeps the container but not its exit code: it is there without a task.'),
	},
	{
		line: 'docker run --rm -e B=2 -e "C=a  b" busybox:1.35 env',
		view: part('env', ({stdout}) =>
			stdout
				.split('\n')
				.filter(line => /^[ABC]=/.test(line))
				.toSorted(),
		),
		expected: 'same',
	},
	{
		line: 'D=4 docker run --rm -e D busybox:1.35 sh -c \'echo "<$D>"\'',
		view: printed,
		expected: 'same',
	},
	{
		line: 'printf "E=5\\nF=6\\n" >vars; docker run --rm --env-file vars busybox:1.35 sh -c \'echo $E$F\'',
		view: printed,
		expected: 'same',
	},
	{line: 'docker run --rm -w /tmp busybox:1.35 pwd', view: printed, expected: 'same'},
	{line: 'docker run --rm -w /not/yet busybox:1.35 pwd', view: answered, expected: 'same'},
	{line: 'docker run --rm web:1.0 --help', view: answered, expected: 'same'},
	{line: 'docker run --rm --entrypoint sh web:1.0 -c "pwd; echo $APP_ENV"', view: printed, expected: 'same'},
	{line: 'docker run --rm --entrypoint id web:1.0', view: printed, expected: 'same'},
	{
		line: 'docker run --rm -u 65534:65534 busybox:1.35 id',
		view: printed,
		expected: {
			plain: differs(['stdout'], 'ctr 1.6 has no --user: the program runs as the image says, and it says so.'),
			'plain-26': 'same',
		},
	},
	{
		line: 'docker run --rm -u nobody busybox:1.35 id -u',
		view: printed,
		expected: {
			plain: differs(['stdout'], 'ctr 1.6 has no --user: the program runs as the image says, and it says so.'),
			'plain-26': 'same',
		},
	},
	{
		line: 'docker run --rm -u 1234 busybox:1.35 id -u',
		view: printed,
		expected: {
			plain: differs(['stdout'], 'ctr 1.6 has no --user: the program runs as the image says, and it says so.'),
			'plain-26': 'same',
		},
	},
	{
		line: 'docker run --rm -h box1 busybox:1.35 hostname',
		view: printed,
		expected: {plain: differs(['stdout'], 'ctr 1.6 has no --hostname; it says so.'), 'plain-26': 'same'},
	},
	{line: 'docker run --rm --network host busybox:1.35 hostname', view: printed, expected: 'same'},
	{
		line: 'docker run --rm --network host busybox:1.35 sh -c "ls /sys/class/net | grep -c ."; ls /sys/class/net | grep -c .',
		view: part('same as host', ({stdout}) => new Set(stdout.split('\n').filter(Boolean)).size === 1),
		expected: 'same',
	},
	{line: 'docker run --rm --network none busybox:1.35 ls /sys/class/net', view: printed, expected: 'same'},
	{line: 'docker run --rm busybox:1.35 ls /sys/class/net', view: linesOf, expected: 'same'},
	{
		line: 'docker run --rm --pid host busybox:1.35 sh -c "grep -c systemd /proc/1/comm"',
		view: printed,
		expected: 'same',
	},
	{line: 'docker run --rm --uts host busybox:1.35 hostname', view: printed, expected: 'same'},
	{
		line: 'docker run --rm --cap-add NET_ADMIN busybox:1.35 grep CapEff /proc/self/status',
		view: printed,
		expected: 'same',
	},
	{
		line: 'docker run --rm --cap-drop ALL --cap-add CHOWN busybox:1.35 grep CapEff /proc/self/status',
		view: printed,
		expected: 'same',
	},
	{
		line: 'docker run --rm --cap-drop MKNOD busybox:1.35 grep CapEff /proc/self/status',
		view: printed,
		expected: 'same',
	},
	{
		line: 'docker run --rm busybox:1.35 grep -E "CapEff|CapBnd|Seccomp:|NoNewPrivs" /proc/self/status',
		view: printed,
		expected: 'same',
	},
	{
		line: 'docker run --rm --security-opt no-new-privileges busybox:1.35 grep NoNewPrivs /proc/self/status',
		view: printed,
		expected: 'same',
	},
	{line: 'docker run --rm --read-only busybox:1.35 touch /x', view: ended, expected: 'same'},
	{
		line: 'docker run --rm --read-only --tmpfs /tmp busybox:1.35 sh -c "touch /tmp/x && ls /tmp"',
		view: printed,
		expected: 'same',
	},
	{
		line: "docker run --rm --tmpfs /scratch:size=1m,mode=1770 busybox:1.35 sh -c \"df -k /scratch | tail -1 | tr -s ' ' | cut -d' ' -f2; stat -c %a /scratch\"",
		view: printed,
		expected: 'same',
	},
	{
		line: "docker run --rm --shm-size 8m busybox:1.35 sh -c \"df -k /dev/shm | tail -1 | tr -s ' ' | cut -d' ' -f2\"",
		view: printed,
		expected: 'same',
	},
	{
		line: 'mkdir data; echo inside >data/file; docker run --rm -v "$PWD/data:/data:ro" busybox:1.35 sh -c "cat /data/file; touch /data/x"',
		after: 'files',
		view: both(answered, left),
		expected: 'same',
	},
	{
		line: 'mkdir data; docker run --rm -v "$PWD/data:/data" busybox:1.35 sh -c "echo new >/data/file"',
		after: 'files',
		view: left,
		expected: 'same',
	},
	{
		line: 'docker run --rm -v "$PWD/absent:/data" busybox:1.35 ls -A /data',
		after: 'ls',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'mkdir data; docker run --rm --mount "type=bind,source=$PWD/data,target=/data,readonly" busybox:1.35 touch /data/x',
		view: ended,
		expected: 'same',
	},
	{
		line: 'docker run --rm -v named:/data busybox:1.35 touch /data/x',
		view: ended,
		expected: 'same',
	},
	{
		line: 'docker run --rm --ulimit nofile=100:200 busybox:1.35 sh -c "ulimit -n; ulimit -Hn"',
		view: printed,
		expected: differs(['stdout'], 'This ctr sets no limits of open files; it says so.'),
	},
	{
		line: 'docker run -d --name limited -m 128m --cpus 0.5 busybox:1.35 sleep 1000',
		after: 'limits limited',
		view: left,
		expected: 'same',
	},
	{
		line: 'docker run -d --name pinned --cpuset-cpus 0 busybox:1.35 sleep 1000',
		after: 'limits pinned',
		view: left,
		expected: 'same',
	},
	{
		line: 'docker run -d --name pids --pids-limit 50 busybox:1.35 sleep 1000',
		after: 'limits pids',
		view: left,
		expected: 'same',
	},
	{
		line: 'docker run -d --name back -e A=7 -w /tmp busybox:1.35 sleep 1000',
		after: "state back; ran back sh -c 'echo $A; pwd'",
		view: left,
		expected: 'same',
	},
	{
		line: 'docker run -d busybox:1.35 sleep 1000',
		view: part('lines', ({stdout}) => stdout.split('\n').filter(Boolean).length),
		expected: 'same',
	},
	{line: 'docker run -d --name back busybox:1.35 sleep 1000', view: ended, expected: 'same'},
	{
		line: 'docker run -d --name again --restart always busybox:1.35 sh -c "echo begun; sleep 1"',
		after: '[ $SIDE = docker ] && sleep 3 || sleep 13; docker logs again | sed -n 1,2p',
		view: left,
		expected: 'same',
	},
	{line: 'echo typed | docker run --rm -i busybox:1.35 cat', view: answered, expected: 'same'},
	{line: 'echo typed | docker run --rm busybox:1.35 cat', view: printed, expected: 'same'},
	{
		line: 'docker run --rm -t busybox:1.35 sh -c "[ -t 1 ] && echo terminal"',
		view: answered,
		expected: differs(['exit', 'stdout'], 'ctr gives a terminal only where its own input is one.'),
	},
	{line: 'docker run --rm busybox:1.35 no-such-program', view: ended, expected: 'same'},
	{line: 'docker run --rm busybox:1.35 /etc/passwd', view: ended, expected: 'same'},
	{line: "docker run --rm busybox:1.35 sh -c 'kill -9 $$'", view: ended, expected: 'same'},
	{line: 'docker run --rm --pull never no/such:1 true', view: ended, expected: 'same'},
	{line: 'docker run --nosuch busybox:1.35 true', view: ended, expected: 'same'},
	{line: 'docker run', view: ended, expected: 'same'},
	{line: 'docker run --rm --memory lots busybox:1.35 true', view: ended, expected: 'same'},
	{line: 'docker run --rm --device /dev/full busybox:1.35 ls /dev/full', view: printed, expected: 'same'},
	{
		line: 'docker run --rm --add-host db:10.0.0.9 busybox:1.35 grep -c 10.0.0.9 /etc/hosts',
		view: printed,
		expected: 'same',
	},
	{
		line: 'docker run --rm busybox:1.35 test -s /etc/resolv.conf',
		view: ended,
		expected: 'same',
	},
	{
		line: 'docker run --rm --dns 10.0.0.7 --dns-search a.example busybox:1.35 grep -e ^nameserver -e ^search /etc/resolv.conf | sort',
		view: printed,
		expected: 'same',
	},
	{line: 'docker run --rm busybox:1.35 ping -c 1 -W 2 localhost', view: ended, expected: 'same'},
	{line: 'docker run --rm --dns nowhere busybox:1.35 true', view: ended, expected: 'same'},
	{
		line: 'docker run --rm --network host --add-host db:10.0.0.9 busybox:1.35 grep -c 10.0.0.9 /etc/hosts',
		view: printed,
		expected: 'same',
	},
	{
		line: 'docker run --rm --sysctl net.ipv4.ip_forward=1 busybox:1.35 cat /proc/sys/net/ipv4/ip_forward',
		view: answered,
		expected: differs(['stdout'], 'ctr sets no kernel parameters; it says so.'),
	},
	{
		line: 'docker run --rm --group-add 7 busybox:1.35 id -G',
		view: answered,
		expected: differs(['stdout'], 'ctr adds no groups; it says so.'),
	},
	{
		line: 'docker create --name c1 -e A=5 busybox:1.35 sh -c \'echo "got $A"; sleep 1000\'',
		after: 'state c1',
		view: left,
		expected: 'same',
	},
	{
		line: 'docker run -d --name labelled -l a=b busybox:1.35 sleep 1000',
		after:
			'if [ $SIDE = docker ]; then $real inspect -f "{{.Config.Labels.a}}" labelled; else ctr -n default containers info labelled | jq -r .Labels.a; fi',
		view: left,
		expected: 'same',
	},
	{line: 'docker run --rm --init busybox:1.35 true', view: ended, expected: 'same'},
	{
		line: 'docker run --cidfile id -d --name cid busybox:1.35 sleep 1000',
		after: 'state cid; test -s id && echo file',
		view: left,
		expected: 'same',
	},
	{
		line: "docker run -d --name streams busybox:1.35 sh -c 'echo out; echo err >&2; sleep 1000' >/dev/null; sleep 1; docker logs streams 2>/dev/null",
		view: printed,
		expected: 'same',
	},
	{
		line: 'docker run -d --rm --name once busybox:1.35 sleep 1000 >/dev/null; docker stop -t 0 once; docker ps -aq --filter name=once | wc -l',
		view: printed,
		expected: 'same',
	},
	{
		line: "docker run -d --name counted busybox:1.35 sleep 1000 >/dev/null; docker stats --no-stream --format '{{.Name}} {{.PIDs}}' counted",
		view: printed,
		expected: 'same',
	},
	{
		line: "docker run -d --name mixed busybox:1.35 sleep 1000 >/dev/null; docker inspect mixed web | jq -r '.[].Name'",
		view: printed,
		expected: 'same',
	},
	{
		line: "docker run -d --name told busybox:1.35 sleep 1000 >/dev/null; docker inspect -f '{{.Path}} {{.Args}}' told",
		view: printed,
		expected: 'same',
	},
	{
		line: "docker run --name fed -i busybox:1.35 cat <<<hello; docker inspect -f '{{.State.ExitCode}} {{.State.Status}}' fed; docker logs fed",
		view: printed,
		expected: 'same',
	},
	{line: 'docker run --rm --restart always busybox:1.35 true', view: ended, expected: 'same'},
	{
		line: "docker run -d --name listed busybox:1.35 sleep 1000 >/dev/null; docker inspect listed | jq -c '[.[0].Path, .[0].Args]'",
		view: printed,
		expected: 'same',
	},
	{
		line: "docker run -d --name told2 --cpus 0.5 busybox:1.35 sleep 1000 >/dev/null; docker update --memory 48m --memory-swap 48m told2; docker inspect -f '{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}}' told2",
		view: printed,
		expected: 'same',
	},
	{
		line: "docker run -d --name holds -v /etc:/e:ro busybox:1.35 sleep 1000 >/dev/null; docker inspect -f '{{range .Mounts}}{{.Source}}:{{.Destination}}:{{.RW}}{{end}}' holds; docker inspect holds | jq -c '[.[0].Mounts[].Source]'",
		view: printed,
		expected: 'same',
	},
	{line: 'docker run --rm --network container:web busybox:1.35 hostname', view: printed, expected: 'same'},
	{line: 'docker run --rm -it busybox:1.35 true', view: ended, expected: 'same'},
	{line: 'docker run --rm --cap-add SYS_TIME,NET_ADMIN busybox:1.35 true', view: ended, expected: 'same'},
	{
		line: 'docker run --rm --mount type=bind,src=/no/such,dst=/x busybox:1.35 true',
		view: ended,
		expected: 'same',
	},
	{
		line: "docker run --rm --tmpfs /t:exec,size=1m busybox:1.35 grep ' /t ' /proc/mounts",
		view: printed,
		expected: 'same',
	},
	{
		line: 'docker run -d --name tight busybox:1.35 sleep 1000 >/dev/null; docker update --memory 64m --memory-swap 64m tight',
		after: 'limits tight',
		view: both(answered, left),
		expected: 'same',
	},
	{
		line: 'docker run --rm -v kept:/v busybox:1.35 touch /v/x && docker run --rm -v kept:/v:ro busybox:1.35 ls /v',
		view: answered,
		expected: 'same',
	},
	{
		line: 'docker run --rm --entrypoint ls -v copied:/www web:1.0 /www',
		view: answered,
		expected: 'same',
	},
	{
		line: 'docker run --rm --entrypoint ls --mount type=volume,source=bare,target=/www,volume-nocopy web:1.0 /www',
		view: answered,
		expected: 'same',
	},
];
