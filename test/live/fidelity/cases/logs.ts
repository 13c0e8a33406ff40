import {type Case, differs} from '../case.ts';
import {answered, ended, printed, withTimes} from '../views.ts';

/** `docker logs`: `talker` wrote one (out), oops (err), and 4 seconds later two, three; `between` is a time between them. */
export const logs: readonly Case[] = [
	{line: 'docker logs talker', view: printed, expected: 'same'},
	{line: 'docker logs talker 2>&1', view: printed, expected: 'same'},
	{line: 'docker logs talker 2>/dev/null', view: printed, expected: 'same'},
	{line: 'docker logs --tail 1 talker', view: printed, expected: 'same'},
	{line: 'docker logs -n 2 talker', view: printed, expected: 'same'},
	{line: 'docker logs --tail 0 talker', view: printed, expected: 'same'},
	{line: 'docker logs --tail all talker', view: printed, expected: 'same'},
	{line: 'docker logs --tail=-1 talker', view: printed, expected: 'same'},
	{line: 'docker logs -t talker', view: withTimes, expected: 'same'},
	{line: 'docker logs --since 10m talker', view: printed, expected: 'same'},
	{line: 'docker logs --since 0s talker', view: printed, expected: 'same'},
	{line: 'docker logs --since "$(cat /tmp/fid/between.$SIDE)" talker', view: printed, expected: 'same'},
	{
		line: 'docker logs --since "$(date -d "$(cat /tmp/fid/between.$SIDE)" +%s)" talker',
		view: printed,
		expected: 'same',
	},
	{line: 'docker logs --since 2020-01-02 talker', view: printed, expected: 'same'},
	{line: 'docker logs --since 2020-01-02T03:04:05 talker', view: printed, expected: 'same'},
	{line: 'docker logs --since 2035-01-02T03:04:05Z talker', view: printed, expected: 'same'},
	{line: 'docker logs --until "$(cat /tmp/fid/between.$SIDE)" talker', view: printed, expected: 'same'},
	{line: 'docker logs --until 0s talker', view: printed, expected: 'same'},
	{line: 'timeout 2 docker logs -f --since 10m talker', view: printed, expected: 'same'},
	{line: 'timeout 2 docker logs -f --tail 1 talker', view: printed, expected: 'same'},
	{line: 'docker logs -f done', view: printed, expected: 'same'},
	{line: 'docker logs failed', view: printed, expected: 'same'},
	{
		line: 'docker logs made',
		view: answered,
		expected: 'same',
	},
	{
		line: 'docker logs --details talker',
		view: printed,
		expected: differs(
			['stderr', 'stdout'],
			'The CRI keeps no attributes of log lines; docker puts a blank where none are.',
		),
	},
	{line: 'docker logs no-such', view: ended, expected: 'same'},
	{line: 'docker logs --tail many talker', view: ended, expected: 'same'},
	{line: 'docker logs', view: ended, expected: 'same'},
	{line: 'docker logs talker done', view: ended, expected: 'same'},
	{line: 'docker logs talker | grep -c t', view: printed, expected: 'same'},
];
