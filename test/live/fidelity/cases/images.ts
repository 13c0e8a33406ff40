import {type Case, differs} from '../case.ts';
import {answered, both, ended, imagesOf, jsonOf, jsonPrinted, left, part, printed} from '../views.ts';

const f = (template: string, image = 'web:1.0') => `docker image inspect -f '${template}' ${image}`;
const read = ([first]: [{Id: string; Architecture: string; RepoTags: string[]}]) => ({
	id: first.Id,
	architecture: first.Architecture,
	names: first.RepoTags.length,
});
const image = jsonOf({docker: read, containerd: read});
const copy = (name: string) =>
	`if [ $SIDE = docker ]; then $real tag busybox:1.35 ${name}; else ctr -n k8s.io images tag docker.io/library/busybox:1.35 ${name.includes('.') || name.includes('localhost') ? '' : 'docker.io/'}${name.includes('/') ? '' : 'library/'}${name}; fi >/dev/null`;

/** Images of the node. */
export const images: readonly Case[] = [
	{line: 'docker images', view: imagesOf, expected: 'same'},
	{
		line: 'docker image ls -a',
		view: imagesOf,
		expected: differs(['images'], "docker's build cache shows as images without a name; containerd has none."),
	},
	{line: 'docker images busybox', view: imagesOf, expected: 'same'},
	{line: 'docker images busybox:1.35', view: imagesOf, expected: 'same'},
	{line: 'docker images registry.local:5000/team/web', view: imagesOf, expected: 'same'},
	{line: "docker images --filter 'reference=busy*'", view: imagesOf, expected: 'same'},
	{line: "docker images --filter 'reference=team/*:2'", view: imagesOf, expected: 'same'},
	{line: 'docker images --filter dangling=true', view: imagesOf, expected: 'same'},
	{
		line: 'docker images --filter label=version=1.0',
		view: imagesOf,
		expected: differs(
			['images'],
			'crictl cannot filter images by label: the list is not filtered, and says so. With -q nothing is listed at all.',
		),
	},
	{
		line: 'docker images --filter since=busybox:1.35',
		view: imagesOf,
		expected: differs(['images'], 'crictl cannot filter images by age: the list is not filtered, and says so.'),
	},
	{line: 'docker images -q | sort -u | wc -l', view: printed, expected: 'same'},
	{line: 'docker images -q --no-trunc | sort -u', view: printed, expected: 'same'},
	{line: 'docker images -q busybox:1.35 | grep -c .', view: printed, expected: 'same'},
	{line: 'docker images --digests', view: imagesOf, expected: 'same'},
	{
		line: "docker images --format '{{.Repository}}:{{.Tag}}' busybox",
		view: printed,
		expected: differs(['stdout'], "containerd's image names are in full."),
	},
	{line: 'docker images no-such', view: imagesOf, expected: 'same'},
	{line: 'docker image inspect web:1.0', view: image, expected: 'same'},
	{line: f('{{.Id}}'), view: answered, expected: 'same'},
	{line: f('{{json .Config.Entrypoint}}'), view: jsonPrinted, expected: 'same'},
	{line: f('{{json .Config.Env}}'), view: jsonPrinted, expected: 'same'},
	{line: f('{{.Architecture}}/{{.Os}}'), view: answered, expected: 'same'},
	{line: f('{{len .RootFS.Layers}}'), view: answered, expected: 'same'},
	{line: f('{{.Config.WorkingDir}}'), view: answered, expected: 'same'},
	{line: 'docker image inspect no/such:1', view: ended, expected: 'same'},
	{
		line: 'docker history web:1.0',
		view: part('made by', ({stdout}) => stdout.includes('mkimages.sh')),
		expected: 'same',
	},
	{
		line: 'docker history -q web:1.0 | wc -l',
		view: printed,
		expected: 'same',
	},
	{line: 'docker history no/such:1', view: ended, expected: 'same'},
	{
		line: 'docker tag web:1.0 mine:2',
		after: 'tagged docker.io/library/mine:2; [ "$(image_id mine:2)" = "$(image_id web:1.0)" ] && echo the same image',
		view: both(printed, left),
		expected: 'same',
	},
	{
		line: 'docker tag web:1.0 team/mine',
		after: 'tagged docker.io/team/mine:latest',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker tag busybox:1.35 mine:2',
		after: '[ "$(image_id mine:2)" = "$(image_id busybox:1.35)" ] && echo moved',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker tag $(docker images -q busybox:1.35 | head -1) byid:1',
		after: 'tagged docker.io/library/byid:1',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker tag no/such:1 mine:3',
		after: 'tagged docker.io/library/mine:3',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker rmi one:1',
		before: copy('one:1'),
		after: 'tagged docker.io/library/one:1; tagged docker.io/library/busybox:1.35',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker rmi two:1 two:2',
		before: `${copy('two:1')}; ${copy('two:2')}`,
		after: 'tagged docker.io/library/two:1; tagged docker.io/library/two:2',
		view: both(ended, left),
		expected: 'same',
	},
	{line: 'docker rmi no/such:1', view: ended, expected: 'same'},
	{
		line: 'docker rmi three:1 no/such:1',
		before: copy('three:1'),
		after: 'tagged docker.io/library/three:1',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker image rm -f four:1',
		before: copy('four:1'),
		after: 'tagged docker.io/library/four:1',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker rmi $(docker images -q team/app)',
		after: 'tagged docker.io/team/app:2; tagged registry.local:5000/team/app:2',
		view: both(ended, left),
		expected: differs(
			['exit', 'left'],
			'docker refuses an ID with several names; here the list gives names, and one goes.',
		),
	},
	{line: 'docker rmi web:1.0', after: 'tagged docker.io/library/web:1.0', view: both(ended, left), expected: 'same'},
	{
		line: 'docker save -o web.tar registry.local:5000/team/web:1.0',
		after: 'tar -xOf web.tar manifest.json | jq -c ".[].RepoTags"',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker save busybox:1.35 busybox:latest | tar -xO manifest.json | jq -c "[.[].RepoTags[]] | sort"',
		view: printed,
		expected: 'same',
	},
	{
		line: 'docker save no/such:1 -o none.tar',
		after: 'test -s none.tar || echo none',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker load -i /kit/images/web.tar',
		after: 'tagged docker.io/library/web:1.0',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker load </kit/images/busybox.tar',
		after: 'tagged docker.io/library/busybox:1.35',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'gzip -c /kit/images/pause.tar >pause.tar.gz; docker load -i pause.tar.gz',
		after: 'tagged registry.k8s.io/pause:3.6',
		view: both(ended, left),
		expected: 'same',
	},
	{line: 'docker load -qi /no/such.tar', view: ended, expected: 'same'},
];

/** The loopback registry: http on port 5000. */
export const registries: readonly Case[] = [
	{
		line: 'docker push localhost:5000/team/pushed:1',
		before: copy('localhost:5000/team/pushed:1'),
		after: 'registry team/pushed',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker push -q localhost:5000/team/quiet:1',
		before: copy('localhost:5000/team/quiet:1'),
		after: 'registry team/quiet',
		view: both(answered, left),
		expected: 'same',
	},
	{
		line: 'docker push -a localhost:5000/team/many',
		before: `${copy('localhost:5000/team/many:1')}; ${copy('localhost:5000/team/many:2')}`,
		after: 'registry team/many',
		view: both(ended, left),
		expected: differs(['exit', 'left'], 'ctr pushes one name; it says so.'),
	},
	{
		line: 'docker push localhost:5000/team/absent:1',
		after: 'registry team/absent',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker pull localhost:5000/team/pulled:1',
		before: `${copy('localhost:5000/team/pulled:1')}; if [ $SIDE = docker ]; then $real push localhost:5000/team/pulled:1; $real rmi localhost:5000/team/pulled:1; else ctr -n k8s.io images rm localhost:5000/team/pulled:1; fi`,
		after: 'tagged localhost:5000/team/pulled:1',
		view: both(ended, left),
		expected: 'same',
	},
	{line: 'docker pull localhost:5000/team/pulled:nosuch', view: ended, expected: 'same'},
	{line: 'docker pull -q localhost:5000/team/pulled:1', view: ended, expected: 'same'},
	{line: 'docker pull --platform linux/amd64 localhost:5000/team/pulled:1', view: ended, expected: 'same'},
	{
		line: 'docker pull -a localhost:5000/team/pulled',
		view: ended,
		expected: differs(['exit'], 'crictl pulls one name; it says so.'),
	},
	{line: 'docker pull registry.local:5444/team/private:1', view: ended, expected: 'same'},
	{line: 'docker run --rm localhost:5000/team/pulled:1 echo from the registry', view: answered, expected: 'same'},
	{
		line: 'docker run --rm --pull always localhost:5000/team/pulled:1 echo again',
		view: part('last line', ({stdout}) => stdout.trim().split('\n').at(-1)),
		expected: 'same',
	},
	{
		line: 'docker manifest inspect localhost:5000/team/pulled:1',
		view: both(ended, left),
		expected: differs(['exit'], 'Refused; docker fails here too, for the registry is not TLS.'),
	},
];
