import {spawnSync} from 'node:child_process';
import {resolve} from 'node:path';

/** Nodes that are not made everywhere, and the tests that need them: a binary of theirs cannot be had everywhere. */
const rare: ReadonlyArray<{readonly state: string; readonly file: string}> = [
	{state: 'cri-dockerd', file: 'test/live/migrate-cri-dockerd.test.ts'},
	{state: 'cri-dockerd', file: 'test/live/migrate-two-ways.test.ts'},
];

const repository = resolve(import.meta.dirname, '..', '..');

/** Those of them that the lab of this machine has not made. Their files do not run, and that is said: `sayNotHere`. */
export function notHere(): typeof rare {
	const lab = resolve(repository, process.env.RTCONSOLE_LAB ?? '../shared/lab/lab');
	const {stdout} = spawnSync(lab, ['states'], {encoding: 'utf8'});
	const made = (stdout ?? '')
		.split('\n')
		.flatMap(line => (line.endsWith(' made') && !line.endsWith('not made') ? [line.split(' ')[0]] : []));
	return rare.filter(({state}) => !made.includes(state));
}

export function sayNotHere(): void {
	for (const {state, file} of notHere()) console.log(`not on this machine: ${state}, so ${file} does not run`);
}
