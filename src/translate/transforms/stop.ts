import {containerArg} from '../container-arg.ts';
import {type Build, lost, note} from '../transform.ts';

/** docker waits ten seconds before it kills; crictl without a timeout kills at once, so the timeout is always written. */
export const stop: Build = (_draft, ask) => {
	const given = ask.value('timeout');
	const forever = given !== undefined && Number(given) < 0;
	const seconds = given === undefined ? '10' : forever ? '3600' : given;
	const argv = ['crictl', 'stop', '--timeout', seconds, ...ask.parsed.args.map(containerArg)] as const;
	const findings = [
		...(given === undefined ? [note('stop.timeout')] : []),
		...(forever ? [{...lost('stop.forever'), flag: '--timeout'}] : []),
	];
	return {commands: [{argv, effect: 'write'}], findings};
};
