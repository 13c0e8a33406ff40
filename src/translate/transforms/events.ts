import {type Ask, type Build, close, type FlagTransform, type Found, lost} from '../transform.ts';
import type {Command} from '../types.ts';
import {dateOf} from './until.ts';

/** `-n` does not choose among events: those of docker come too, unless a filter leaves them out. */
export const events: Build = ({rule, args}, ask) => {
	const [since, until] = [ask.value('since'), ask.value('until')];
	if (until !== undefined && !ask.containerd) return {commands: [], findings: [lost('events.time')]};
	const before = ask.containerd && (since ?? until) !== undefined ? fromJournal(since, until, ask) : undefined;
	if (before !== undefined && ('error' in before || until !== undefined)) return before;
	const [first, ...target] = rule.target ?? ['ctr'];
	const own = 'namespace==k8s.io';
	const filters = args.length === 0 ? [own] : args.map(topic => `${own},${topic}`);
	return {
		commands: [...(before?.commands ?? []), {argv: [first, ...target, ...filters], effect: 'read', terminal: 'follow'}],
		findings: [...(before === undefined ? [] : [close('events.journal-first')]), close('events.shape')],
	};
};

/** What was before nobody has but the journal of containerd. */
function fromJournal(since: string | undefined, until: string | undefined, ask: Ask): ReturnType<Build> {
	const filters = ask.values('filter');
	const [from, to] = [since, until].map(time => (time === undefined ? undefined : journalTime(time)));
	if ((until !== undefined && to === undefined) || (since !== undefined && from === undefined))
		return {
			error: `docker events takes a time such as 10m, 1735689600 or 2025-01-01T10:00:00, not '${until !== undefined && to === undefined ? until : since}'`,
		};
	const argv: Command['argv'] = [
		'journalctl',
		'--unit',
		'containerd',
		'--no-pager',
		...(from === undefined ? [] : ['--since', from]),
		...(to === undefined ? [] : ['--until', to]),
	];
	const findings = [
		close('events.journal'),
		...(filters.length === 0 ? [] : [{...lost('events.filter', {filter: filters.join(', ')}), flag: '--filter'}]),
		...(ask.value('format') === undefined ? [] : [{...lost('events.format'), flag: '--format'}]),
	];
	return {commands: [{argv, effect: 'read'}], findings, instead: true};
}

/** As every journalctl reads it: versions before 253 know neither T nor Z. */
function journalTime(given: string): string | undefined {
	const date = dateOf(given);
	if (date === undefined || /^[-@]/.test(date)) return date?.replace(/^-0 seconds$/, 'now');
	const text = date.replace('T', ' ');
	if (!/(Z|[+-]\d\d:\d\d)$/.test(date)) return text;
	return `${new Date(date).toISOString().replace('T', ' ').slice(0, 19)} UTC`;
}

/** The journal answers. */
export const eventSince: FlagTransform = (_values, ask) => (ask.containerd ? {} : {findings: [lost('events.time')]});

/** docker's events that containerd has too, under another name. Filters of ctr are alternatives, as docker's are. */
export const eventFilter: FlagTransform = values => {
	const args: string[] = [];
	const findings: Found[] = [];
	for (const value of values) {
		const topic = value.startsWith('event=') ? topics[value.slice('event='.length)] : undefined;
		const kind = value.startsWith('type=') ? kinds[value.slice('type='.length)] : undefined;
		if (topic !== undefined) args.push(`topic=="${topic}"`);
		// With an event that says what it is about, its type says nothing more.
		else if (kind !== undefined && values.some(other => other.startsWith('event='))) continue;
		else if (kind !== undefined) args.push(`topic~="^/(${kind})/"`);
		else findings.push(lost('events.filter', {filter: value}));
	}
	return {args, findings};
};

const kinds: Readonly<Record<string, string>> = {container: 'containers|tasks', image: 'images'};

const topics: Readonly<Record<string, string>> = {
	create: '/containers/create',
	destroy: '/containers/delete',
	start: '/tasks/start',
	die: '/tasks/exit',
	oom: '/tasks/oom',
	pause: '/tasks/paused',
	unpause: '/tasks/resumed',
	exec_create: '/tasks/exec-added',
	exec_start: '/tasks/exec-started',
	pull: '/images/create',
	tag: '/images/create',
	delete: '/images/delete',
	untag: '/images/delete',
};
