import {type Case, differs} from '../case.ts';
import {answered, both, containersOf, ended, left, part} from '../views.ts';

const named = part('containers', ({stdout}) => ['web', 'talker', 'frozen'].filter(name => stdout.includes(name)));

/** The runtime itself. */
export const system: readonly Case[] = [
	{line: 'docker version', view: part('names the runtime', ({stdout}) => /Version/.test(stdout)), expected: 'same'},
	{line: 'docker info', view: ended, expected: 'same'},
	{
		line: "docker info -f '{{.Driver}}'",
		view: answered,
		expected: differs(['stdout'], "containerd's snapshotter for overlay has another name."),
	},
	{
		line: "docker version --format '{{.Server.Version}}'",
		view: part('a version', ({stdout}) => /^v?\d+\.\d+/.test(stdout)),
		expected: 'same',
	},
	{line: 'docker system df', view: part('disk use', ({stdout}) => /Images|usedBytes/.test(stdout)), expected: 'same'},
	{line: 'docker stats --no-stream', view: named, expected: 'same'},
	{line: 'docker stats --no-stream web', view: containersOf, expected: 'same'},
	{
		line: 'docker stats -a --no-stream',
		view: part('containers', ({stdout}) => ['web', 'talker', 'frozen'].filter(name => stdout.includes(name))),
		expected: 'same',
	},
	{line: 'timeout 3 docker stats', view: named, expected: 'same'},
	{
		line: 'timeout 4 docker events & sleep 1; /tmp/fid/make-noise; wait',
		view: part('seen', ({stdout}) => ({create: /create/.test(stdout), die: /die|exit/.test(stdout)})),
		expected: 'same',
	},
	{
		line: 'timeout 4 docker events --filter event=die & sleep 1; /tmp/fid/make-noise; wait',
		view: part('seen', ({stdout}) => ({create: /create/.test(stdout), die: /die|exit/.test(stdout)})),
		expected: 'same',
	},
	{
		line: 'docker events --since 1h --until 0s',
		view: ended,
		expected: 'same',
	},
];

const nothingAnswers = differs(
	['exit'],
	'Nothing answers it on a node with containerd: refused, with what to do instead; exit code 4.',
);

/** Lines that nothing answers, or that are wrong: said, and nothing is changed. */
export const refusals: readonly Case[] = [
	...[
		'docker network create n1',
		'docker volume ls',
		'docker volume prune -f',
		'docker swarm init',
		'docker service ls',
		'docker stack ls',
		'docker rename web y',
		'docker plugin ls',
		'docker node ls',
		'docker secret ls',
		'docker import x.tar',
		'docker login -u a -p b localhost:5000',
		'docker logout',
		'docker checkpoint ls web',
		'docker compose up -d',
		'docker buildx ls',
		'docker build -t x:1 .',
	].map((line): Case => ({line, after: 'state web', view: both(ended, left), expected: nothingAnswers})),
	{line: 'docker network ls', view: ended, expected: 'same'},
	{line: 'docker context ls', view: ended, expected: 'same'},
	{line: 'docker frobnicate', view: ended, expected: 'same'},
	{line: 'docker ps --nosuch', view: ended, expected: 'same'},
	{
		line: 'docker container',
		view: ended,
		expected: differs(['exit'], 'docker prints help and is content; here a group without a command is a mistake.'),
	},
	{line: 'docker stop', view: ended, expected: 'same'},
	{line: 'docker rm', view: ended, expected: 'same'},
	{line: 'docker ps extra', view: ended, expected: 'same'},
	{line: 'docker stop -t soon web', after: 'state web', view: both(ended, left), expected: 'same'},
	{line: 'docker ps --help >/dev/null', view: ended, expected: 'same'},
];
