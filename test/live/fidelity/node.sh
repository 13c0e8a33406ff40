# node.sh - read by every piece of shell of the fidelity cases. $SIDE is docker or containerd.
# What looks at a side here asks its own tools: docker, or crictl and ctr, never rtconsole.
set -o pipefail # so no `grep -q`: it ends early, and what feeds it fails
real=/usr/bin/docker

# A container of the side: docker's, or one of a pod of its own, both from one docker line.
twin() {
	if [ "$SIDE" = docker ]; then $real "$@" >/dev/null; else (cd /tmp && /rt/rtconsole --yes translate --run --target crictl docker "$@" >/dev/null); fi
}

# made NAME [PROGRAM]: a container that was not started.
made() {
	local program=${2:-echo begun; sleep 1000}
	if [ "$SIDE" = docker ]; then $real create --name "$1" busybox:1.35 sh -c "$program" >/dev/null; return; fi
	local meta="\"namespace\":\"default\",\"uid\":\"made-$1\""
	echo "{\"metadata\":{\"name\":\"$1\",$meta},\"log_directory\":\"/var/log/pods/$1\",\"linux\":{}}" >"/tmp/$1-pod.json"
	echo "{\"metadata\":{\"name\":\"$1\"},\"image\":{\"image\":\"docker.io/library/busybox:1.35\"},\"command\":[\"sh\",\"-c\",\"$program\"],\"log_path\":\"0.log\",\"labels\":{\"io.kubernetes.container.name\":\"$1\",\"io.kubernetes.pod.name\":\"$1\",\"io.kubernetes.pod.namespace\":\"default\"},\"linux\":{}}" >"/tmp/$1-container.json"
	crictl create "$(crictl runp "/tmp/$1-pod.json")" "/tmp/$1-container.json" "/tmp/$1-pod.json" >/dev/null
}

frozen() { if [ "$SIDE" = docker ]; then $real pause "$1" >/dev/null; else ctr -n k8s.io task pause "$(id_of "$1")"; fi; }
thaw() { if [ "$SIDE" = docker ]; then $real unpause "$1" >/dev/null; else ctr -n k8s.io task resume "$(id_of "$1")"; fi; }

id_of() {
	if [ "$SIDE" = docker ]; then $real inspect --type container -f '{{.Id}}' "$1"; else crictl ps -a --latest -q --no-trunc --name "^$1\$"; fi
}

# state NAME...: `NAME running`, `NAME exited 3`, `NAME gone`. A pod's container, or one that `docker run` became.
state() {
	local name id status
	for name; do
		if [ "$SIDE" = docker ]; then
			status=$($real inspect --type container -f '{{.State.Status}}{{if eq .State.Status "exited"}} {{.State.ExitCode}}{{end}}' "$name" 2>/dev/null) || status=gone
		else
			id=$(id_of "$name")
			if [ -n "$id" ]; then
				status=$(crictl inspect -o go-template --template '{{.status.state}} {{.status.exitCode}}' "$id")
				status=${status#CONTAINER_}; status=${status,,}
				[ "${status% *}" = exited ] || status=${status% *}
				if [ "$status" = running ] && ctr -n k8s.io task ls | grep "^$id.*PAUSED" >/dev/null; then status=paused; fi
			elif ctr -n default containers ls -q | grep -x "$name" >/dev/null; then
				status=$(ctr -n default task ls | awk -v n="$name" '$1 == n {print tolower($3)}')
				case $status in stopped) status=exited ;; '') status=created ;; esac
			else status=gone; fi
		fi
		echo "$name $status"
	done
}

# settled NAME STATE: wait until a container is in it.
settled() { for _ in $(seq 100); do case $(state "$1") in "$1 $2"*) return ;; esac; sleep 0.1; done; }

# named: the containers whose IDs, long or short, are read.
named() {
	local id
	while read -r id; do
		[ -n "$id" ] || continue
		if [ "$SIDE" = docker ]; then $real inspect --type container -f '{{slice .Name 1}}' "$id"
		else crictl inspect -o go-template --template '{{.status.metadata.name}}' "$id"; echo; fi
	done | grep . | sort
}

# said NAME: what it wrote, both streams.
said() { if [ "$SIDE" = docker ]; then $real logs "$1" 2>&1; else crictl logs "$(id_of "$1")" 2>&1; fi; }

# inside NAME PROGRAM...: run it there.
inside() {
	local name=$1; shift
	if [ "$SIDE" = docker ]; then $real exec "$name" "$@"; else crictl exec "$(id_of "$name")" "$@"; fi
}

# ran NAME PROGRAM...: the same in what `docker run` made: a container of ctr in its namespace `default`.
ran() {
	local name=$1; shift
	if [ "$SIDE" = docker ]; then $real exec "$name" "$@"; else ctr -n default task exec --exec-id "x$RANDOM" "$name" "$@" </dev/null; fi
}

# tags: the names of the images, in full.
tags() {
	if [ "$SIDE" = docker ]; then
		$real images --format '{{.Repository}}:{{.Tag}}' | sed -E '/^[^/]+[.:][^/]*\//!{s#^([^/]+)$#library/\1#; s#^#docker.io/#}'
	else ctr -n k8s.io images ls -q | grep -v '@sha256\|^sha256:'; fi | sort
}
tagged() { if tags | grep -xF "$1" >/dev/null; then echo "$1 is there"; else echo "$1 is not there"; fi; }

# image_id REFERENCE: of its configuration.
image_id() { if [ "$SIDE" = docker ]; then $real image inspect -f '{{.Id}}' "$1"; else crictl inspecti -o go-template --template '{{.status.id}}' "$1"; fi; }

# registry NAME: the tags that the loopback registry has of it, and forget them.
registry() {
	curl -s "http://localhost:5000/v2/$1/tags/list" | jq -c '.tags // [] | sort'
	rm -rf "/var/lib/registry/http/docker/registry/v2/repositories/$1"
}

# pid_of NAME: its first process, on the host.
pid_of() {
	if [ "$SIDE" = docker ]; then $real inspect -f '{{.State.Pid}}' "$1"
	elif [ -n "$(id_of "$1")" ]; then crictl inspect -o go-template --template '{{.info.pid}}' "$(id_of "$1")"
	else ctr -n default task ls | awk -v n="$1" '$1 == n {print $2}'; fi
}

# limits NAME: what the kernel holds it to, whichever hierarchy the machine has.
limits() {
	local path pid
	pid=$(pid_of "$1")
	if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
		path=/sys/fs/cgroup$(sed -n 's/^0:://p' "/proc/$pid/cgroup")
		echo "memory $(cat "$path/memory.max") cpu $(cat "$path/cpu.max") cpus $(cat "$path/cpuset.cpus.effective") pids $(cat "$path/pids.max")"
	else
		old() { cat "/sys/fs/cgroup/$1$(awk -F: -v c="$1" '("," $2 ",") ~ ("," c ",") {print $3}' "/proc/$pid/cgroup")/$2"; }
		echo "memory $(old memory memory.limit_in_bytes) cpu $(old cpu cpu.cfs_quota_us) $(old cpu cpu.cfs_period_us) cpus $(old cpuset cpuset.cpus) pids $(old pids pids.max)"
	fi
}

# files: what is in this folder.
files() { find . -mindepth 1 -printf '%P %y %m\n' | sort; find . -type f | sort | xargs -r cat; }
