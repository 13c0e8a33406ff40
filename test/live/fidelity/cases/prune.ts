import {type Case, differs} from '../case.ts';
import {both, ended, left, printed} from '../views.ts';

/** What takes away all that nothing uses: at the end. */
export const prune: readonly Case[] = [
	{
		line: 'docker container prune -f',
		before: 'twin run -d --name z1 busybox:1.35 true; settled z1 exited',
		after: 'state z1 web',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker container prune -f --filter label=sweep=yes',
		before:
			'twin run -d --name z2 -l sweep=yes busybox:1.35 true; twin run -d --name z3 busybox:1.35 true; settled z2 exited; settled z3 exited',
		after: 'state z2 z3',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker container prune -f --filter label=big=yes | grep -v "^[0-9a-f]*$"',
		before: 'twin run -d --name z4 -l big=yes busybox:1.35 dd if=/dev/zero of=/big bs=1M count=3; settled z4 exited',
		view: printed,
		expected: 'same',
	},
	{
		line: 'docker container prune -f --filter until=24h',
		after: 'state z3',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker image prune -f',
		after: 'tagged docker.io/library/busybox:latest',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker system prune -f',
		before: 'twin run -d --name y1 busybox:1.35 true; settled y1 exited',
		after: 'state y1 web; tagged docker.io/library/busybox:latest',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker image prune -af',
		after: 'tagged docker.io/library/mine:2',
		view: both(ended, left),
		expected: differs(['left'], 'Here it goes by image, not by name: a name of an image in use stays.'),
	},
];
