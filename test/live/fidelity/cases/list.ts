import type {Case} from '../case.ts';
import {answered, both, containersInOrder, containersOf, ended, part, printed} from '../views.ts';

const ids = part('ids of', ({after}) => after.trim().split('\n'));
const named = 'named <$HERE/stdout';

/** `docker ps`. */
export const list: readonly Case[] = [
	{line: 'docker ps', view: containersOf, expected: 'same'},
	{line: 'docker ps -a', view: containersOf, expected: 'same'},
	{line: 'docker container ls --all', view: containersOf, expected: 'same'},
	{line: 'docker ps -q', after: named, view: ids, expected: 'same'},
	{line: 'docker ps -aq', after: named, view: ids, expected: 'same'},
	{
		line: 'docker ps -aq --no-trunc',
		after: named,
		view: both(
			ids,
			part('length', ({stdout}) => stdout.indexOf('\n')),
		),
		expected: 'same',
	},
	{line: 'docker ps -ql', after: named, view: ids, expected: 'same'},
	{line: 'docker ps -n 3', view: containersOf, expected: 'same'},
	{line: 'docker ps -l', view: containersOf, expected: 'same'},
	{line: 'docker ps -a', view: containersInOrder, expected: 'same'},
	{line: 'docker ps --filter name=web', view: containersOf, expected: 'same'},
	{line: "docker ps -a -f name='^(done|failed)$'", view: containersOf, expected: 'same'},
	{line: 'docker ps -a --filter name=e --filter name=l', view: containersOf, expected: 'same'},
	{line: 'docker ps --filter name=/web', view: containersOf, expected: 'same'},
	{line: 'docker ps --filter publish=18080', view: containersOf, expected: 'same'},
	{line: 'docker ps -q --filter publish=18000-18100/tcp | wc -l', view: answered, expected: 'same'},
	{line: 'docker ps --filter publish=18080/udp', view: containersOf, expected: 'same'},
	{line: 'docker ps --filter status=running', view: containersOf, expected: 'same'},
	{line: 'docker ps --filter status=exited', view: containersOf, expected: 'same'},
	{line: 'docker ps --filter status=created', view: containersOf, expected: 'same'},
	{line: 'docker ps --filter status=paused', view: containersOf, expected: 'same'},
	{line: 'docker ps -f status=exited -f status=created', view: containersOf, expected: 'same'},
	{line: 'docker ps --filter label=app=web', view: containersOf, expected: 'same'},
	{line: 'docker ps --filter label=app=web --filter label=tier=back', view: containersOf, expected: 'same'},
	{line: 'docker ps --filter label=tier', view: containersOf, expected: 'same'},
	{line: 'docker ps --filter ancestor=web:1.0', view: containersOf, expected: 'same'},
	{line: 'docker ps -a --filter ancestor=busybox:1.35', view: containersOf, expected: 'same'},
	{line: 'docker ps -a --filter exited=3', view: containersOf, expected: 'same'},
	{line: 'docker ps --filter id=$(docker ps -q --filter name=web)', view: containersOf, expected: 'same'},
	{line: 'docker ps --filter volume=/data', view: containersOf, expected: 'same'},
	{line: "docker ps --format '{{.ID}}' --filter name=web", after: named, view: ids, expected: 'same'},
	{
		line: "docker ps --format '{{.Names}}'",
		view: printed,
		expected: 'same',
	},
	{line: 'docker ps --filter status=nonsense', view: ended, expected: 'same'},
	{line: 'docker ps --filter nonsense=1', view: ended, expected: 'same'},
	{line: 'docker ps -s', view: containersOf, expected: 'same'},
	{line: 'docker ps --no-trunc', view: containersOf, expected: 'same'},
	{line: 'docker ps | tail -n +2 | wc -l', view: printed, expected: 'same'},
	{
		line: "docker ps -a --filter name=^frozen$ | awk 'NR == 1 {print $1, $2, $NF} NR > 1 {print $NF}'",
		view: printed,
		expected: 'same',
	},
	{
		line: "docker ps --filter name=^web$ --format '{{.Names}} {{.Ports}}' | cut -d, -f1",
		view: printed,
		expected: 'same',
	},
];
