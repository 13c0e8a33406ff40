import type {Command} from '../translate/types.ts';

const time = '(\\d{4}-\\d\\d-\\d\\dT[\\d:.]+(?:Z|[+-]\\d\\d:\\d\\d))';

/** A template cannot count from now: what it tells as points in time are docker's ages again. */
export function withAges({argv}: Command, nowMs: number): ((stdout: string) => string) | undefined {
	if (!argv.some(word => typeof word === 'string' && /Up since |since %s|"since "/.test(word))) return undefined;
	const age = (at: string) => humanDuration(nowMs - Date.parse(at));
	return stdout =>
		stdout
			.replaceAll(new RegExp(`\\bUp since ${time}`, 'g'), (_whole, at: string) => `Up ${age(at)}`)
			.replaceAll(
				new RegExp(`\\b(Exited \\(\\d+\\)) at ${time}`, 'g'),
				(_whole, how: string, at: string) => `${how} ${age(at)} ago`,
			)
			.replaceAll(new RegExp(`\\bsince ${time}`, 'g'), (_whole, at: string) => `${age(at)} ago`);
}

/** Source: docker/go-units v0.5 HumanDuration. */
export function humanDuration(milliseconds: number): string {
	const seconds = Math.trunc(milliseconds / 1000);
	if (seconds < 1) return 'Less than a second';
	if (seconds === 1) return '1 second';
	if (seconds < 60) return `${seconds} seconds`;
	const minutes = Math.trunc(seconds / 60);
	if (minutes === 1) return 'About a minute';
	if (minutes < 60) return `${minutes} minutes`;
	const hours = Math.trunc(milliseconds / 3_600_000 + 0.5);
	if (hours === 1) return 'About an hour';
	if (hours < 48) return `${hours} hours`;
	const days = Math.trunc(hours / 24);
	if (hours < 24 * 7 * 2) return `${days} days`;
	if (hours < 24 * 30 * 2) return `${Math.trunc(days / 7)} weeks`;
	if (hours < 24 * 365 * 2) return `${Math.trunc(days / 30)} months`;
	return `${Math.trunc(milliseconds / 3_600_000 / 24 / 365)} years`;
}
