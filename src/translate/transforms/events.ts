import {type Build, type FlagTransform, type Found, lost} from '../transform.ts';

/** `-n` does not choose among events: those of docker come too, unless a filter leaves them out. */
export const events: Build = ({rule, args}) => {
	const [first, ...target] = rule.target ?? ['ctr'];
	const own = 'namespace==k8s.io';
	const filters = args.length === 0 ? [own] : args.map(topic => `${own},${topic}`);
	return {commands: [{argv: [first, ...target, ...filters], effect: 'read', terminal: 'follow'}]};
};

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
