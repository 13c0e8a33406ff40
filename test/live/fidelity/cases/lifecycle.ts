import {type Case, differs} from '../case.ts';
import {answered, both, ended, left, part, printed} from '../views.ts';

const trap = (signal: string) => `trap 'echo got ${signal}; exit 9' ${signal}; while :; do sleep 0.1; done`;
const deaf = `trap '' TERM; while :; do sleep 0.1; done`;
const fresh = (name: string, program = 'sleep 100000') =>
	`twin run -d --name ${name} busybox:1.35 sh -c "${program}"; settled ${name} running`;
/** Two seconds were waited, and not docker's ten; a busy machine takes longer over everything. */
const waited = part('waited', ({milliseconds}) => milliseconds >= 2000 && milliseconds < 9000);

/** Start, stop, signals, removal. */
export const lifecycle: readonly Case[] = [
	{
		line: 'docker stop s1',
		before: fresh('s1', trap('TERM')),
		after: 'state s1; said s1',
		view: both(printed, left),
		expected: 'same',
	},
	{
		line: 'docker stop -t 2 s2',
		before: fresh('s2', deaf),
		after: 'state s2',
		view: both(left, waited),
		expected: 'same',
	},
	{
		line: 'docker stop --time 0 s3',
		before: fresh('s3', deaf),
		after: 'state s3',
		view: left,
		expected: 'same',
	},
	{
		line: 'docker stop -t 1 s4 s5',
		before: `${fresh('s4', trap('TERM'))}; ${fresh('s5', trap('TERM'))}`,
		after: 'state s4 s5',
		view: left,
		expected: 'same',
	},
	{line: 'docker stop done', after: 'state done', view: left, expected: 'same'},
	{line: 'docker stop no-such', view: ended, expected: 'same'},
	{
		line: 'docker stop s6 no-such',
		before: fresh('s6', trap('TERM')),
		after: 'state s6',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker stop -t 1 --signal HUP s7',
		before: fresh('s7', trap('HUP')),
		after: 'state s7; said s7',
		view: both(ended, left),
		expected: {
			plain: differs(
				['exit', 'left'],
				"crictl sends the image's signal, and then kills; it says so. docker 20.10 has no --signal.",
			),
			'plain-26': differs(
				['left'],
				"crictl sends the image's signal, and then kills; it says so. docker 20.10 has no --signal.",
			),
		},
	},
	{
		line: 'docker kill k1',
		before: fresh('k1'),
		after: 'settled k1 exited; state k1',
		view: left,
		expected: 'same',
	},
	{
		line: 'docker kill -s HUP k2',
		before: fresh('k2', trap('HUP')),
		after: 'settled k2 exited; state k2; said k2',
		view: both(printed, left),
		expected: 'same',
	},
	{
		line: 'docker kill --signal=USR1 k3',
		before: fresh('k3', `trap 'echo got USR1' USR1; while :; do sleep 0.1; done`),
		after: 'sleep 0.5; state k3; said k3',
		view: left,
		expected: 'same',
	},
	{
		line: 'docker kill -s 15 k4',
		before: fresh('k4', trap('TERM')),
		after: 'settled k4 exited; state k4; said k4',
		view: left,
		expected: 'same',
	},
	{
		line: 'docker kill -s sigint k5',
		before: fresh('k5', trap('INT')),
		after: 'settled k5 exited; state k5; said k5',
		view: left,
		expected: 'same',
	},
	{
		line: 'docker kill done',
		after: 'state done',
		view: both(ended, left),
		expected: 'same',
	},
	{line: 'docker kill -s NOSUCH k3', after: 'state k3', view: both(ended, left), expected: 'same'},
	{
		line: 'docker pause p1',
		before: fresh('p1'),
		after: 'state p1',
		view: both(printed, left),
		expected: 'same',
	},
	{
		line: 'docker unpause p1',
		after: 'state p1',
		view: both(printed, left),
		expected: 'same',
	},
	{
		line: 'docker pause p2 p3',
		before: `${fresh('p2')}; ${fresh('p3')}`,
		after: 'state p2 p3',
		view: left,
		expected: 'same',
	},
	{line: 'docker unpause p1', after: 'state p1', view: both(ended, left), expected: 'same'},
	{line: 'docker stop -t 1 p2', after: 'state p2', view: both(ended, left), expected: 'same'},
	{
		line: 'docker start w1',
		before: 'made w1',
		after: 'sleep 0.3; state w1; said w1',
		view: both(printed, left),
		expected: 'same',
	},
	{
		line: 'timeout -k 1 5 docker start -a w2',
		before: 'made w2 "echo begun; sleep 1; echo over"',
		after: 'state w2',
		view: both(answered, left),
		expected: 'same',
	},
	{
		line: 'docker start done',
		after: 'sleep 0.3; state done',
		view: both(ended, left),
		expected: differs(['exit'], 'A container of the CRI starts once: the kubelet makes a new one.'),
	},
	{
		line: 'docker start web',
		after: 'state web',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker restart -t 1 x1',
		before: fresh('x1', trap('TERM')),
		after: 'sleep 1; state x1',
		view: both(ended, left),
		expected: differs(['left'], "crictl ends it; starting again is the kubelet's part, and there is none here."),
	},
	{line: 'docker wait done', view: printed, expected: 'same'},
	{line: 'docker wait failed killed', view: printed, expected: 'same'},
	{line: 'docker wait x2', before: fresh('x2', 'sleep 4; exit 6'), view: both(printed, waited), expected: 'same'},
	{
		line: 'docker rm m1',
		before: 'twin run -d --name m1 busybox:1.35 true; settled m1 exited',
		after: 'state m1',
		view: both(printed, left),
		expected: 'same',
	},
	{line: 'docker rm -f m2', before: fresh('m2'), after: 'state m2', view: both(answered, left), expected: 'same'},
	{line: 'docker rm m3', before: fresh('m3'), after: 'state m3', view: both(ended, left), expected: 'same'},
	{line: 'docker rm -fv m3 k3', after: 'state m3 k3', view: left, expected: 'same'},
	{line: 'docker rm no-such', view: ended, expected: 'same'},
	{line: 'docker rm -f no-such', view: ended, expected: 'same'},
	{
		line: 'docker rm m4 no-such',
		before: 'twin run -d --name m4 busybox:1.35 true; settled m4 exited',
		after: 'state m4',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker rm --link web',
		after: 'state web',
		view: both(ended, left),
		expected: differs(['exit'], 'The CRI has no links: refused.'),
	},
	{
		line: 'docker rename x2 x3',
		after: 'state x2 x3',
		view: both(ended, left),
		expected: differs(['exit', 'left'], 'Names belong to the pod: refused.'),
	},
	{
		line: 'docker update -m 48m --memory-swap 48m web',
		after: 'limits web',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker update --cpus 0.25 web',
		after: 'limits web',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker update --cpu-shares 300 --cpuset-cpus 0 web',
		after: 'limits web',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker update --restart always web',
		view: ended,
		expected: differs(['exit'], "Restarting is the pod's policy: refused."),
	},
	{
		line: 'timeout 2 docker attach --no-stdin --sig-proxy=false a1',
		before: fresh('a1', 'while :; do echo tick; sleep 0.2; done'),
		view: part('ticks', ({stdout}) => /^(tick\n)+$/.test(stdout)),
		expected: 'same',
	},
	{line: 'docker stop -t 0 $(docker ps -q --filter name=a1)', after: 'state a1', view: left, expected: 'same'},
	{
		line: 'docker ps -aq --filter status=exited | xargs docker rm',
		after: 'state m4 done failed',
		view: left,
		expected: 'same',
	},
];
