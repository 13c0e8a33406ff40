# setup.sh - once for each node: docker and containerd get the same images and, but for these, no containers.
exec 2>&1
docker rm -f $(docker ps -aq) >/dev/null; crictl rmp -fa >/dev/null
docker save team/app:2 registry.local:5000/team/app:2 | ctr -n k8s.io images import - >/dev/null
for image in busybox web; do ctr -n default images import /kit/images/$image.tar >/dev/null; done
bash /kit/registry-up.sh >/dev/null
docker network prune -f >/dev/null; docker volume prune -f >/dev/null
mkdir -p /tmp/fid/bin
printf '#!/bin/sh\nPATH=%s\nexec /rt/rtconsole --yes docker "$@"\n' "$PATH" >/tmp/fid/bin/docker
chmod 755 /tmp/fid/bin/docker

cat >/tmp/fid/make-noise <<'END'
#!/bin/bash
. /tmp/fid/node.sh
twin run -d --name "noise-$RANDOM" busybox:1.35 true
END
chmod 755 /tmp/fid/make-noise

base() {
	. /tmp/fid/node.sh
	twin run -d --name web --hostname web -e A=1 -e 'GREETING=hello  world' -l app=web -l tier=front -p 18080:8080 web:1.0
	twin run -d --name talker -l app=talk busybox:1.35 sh -c 'echo one; sleep 0.3; echo oops >&2; sleep 4; echo two; printf three; sleep 100000'
	date -u -d '+2 seconds' +%Y-%m-%dT%H:%M:%S.%NZ >/tmp/fid/between
	twin run -d --name done busybox:1.35 sh -c 'echo finished; exit 0'
	twin run -d --name failed busybox:1.35 sh -c 'echo bad >&2; exit 3'
	twin run -d --name killed busybox:1.35 sh -c 'kill -9 $$'
	twin run -d --name frozen -l app=cold busybox:1.35 sleep 100000
	made made
	frozen frozen
	mv /tmp/fid/between /tmp/fid/between.$SIDE
	settled done exited; settled failed exited; settled killed exited
}
(SIDE=docker base); (SIDE=containerd base)
sleep 4
echo ready
