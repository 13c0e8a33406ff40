import {type Ask, type Build, close, type FlagTransform, type Found, lost, note} from '../transform.ts';
import type {Command} from '../types.ts';
import {compareVersions} from '../version.ts';

type Part = {readonly commands: readonly Command[]; readonly findings: readonly Found[]};

export const pruneContainers: Build = ({args}, ask) => {
	const filters = args.filter(arg => typeof arg === 'string');
	const until = ask.values('filter').find(isUntil);
	return {commands: [until === undefined ? endedContainers(filters) : endedBefore(until, filters)]};
};

const isUntil = (filter: string) => /^until=./.test(filter) && dateOf(filter.slice('until='.length)) !== undefined;

/** `--filter label=a=b` chooses, and `until=24h` by what each container tells of its beginning. */
export const pruneFilter: FlagTransform = values => {
	const labels = values.filter(value => /^label=[^=]+=/.test(value)).map(value => value.slice('label='.length));
	const until = values.filter(isUntil);
	const others = values.filter(value => !/^label=[^=]+=/.test(value) && (!isUntil(value) || until.length > 1));
	return {
		refused: others.length > 0,
		args: labels.flatMap(label => ['--label', label]),
		findings: [
			...others.map(filter => lost('prune.until', {filter})),
			...(until.length === 1 ? [close('prune.until-inspected')] : []),
		],
	};
};

/** For `date --date`: a Go duration, seconds since 1970, or a date. */
function dateOf(until: string): string | undefined {
	if (/^\d{9,}(\.\d+)?$/.test(until)) return `@${until}`;
	if (/^\d{4}-\d\d-\d\d([T ][\d:.]+(Z|[+-]\d\d:\d\d)?)?$/.test(until)) return until;
	const parts = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(until)?.slice(1);
	if (parts === undefined || parts.every(part => part === undefined)) return undefined;
	const [hours = 0, minutes = 0, seconds = 0] = parts.map(part => Number(part ?? 0));
	return `-${(hours * 60 + minutes) * 60 + seconds} seconds`;
}

/** crictl tells times as `date` has them, in the zone of this node: they compare as texts. */
function endedBefore(until: string, filters: readonly string[]): Command {
	const inspect = 'crictl inspect --output go-template --template';
	const program = [
		'time=$(date --date "$1" +%Y-%m-%dT%H:%M:%S) || exit; shift',
		`crictl ps --all --quiet --state exited "$@" | xargs --no-run-if-empty ${inspect} "{{if lt .status.createdAt \\"$time\\"}}{{.status.id}}{{end}}" | sed -n /./p | xargs --no-run-if-empty crictl rm`,
	].join('; ');
	const date = dateOf(until.slice('until='.length)) ?? '';
	return {argv: ['sh', '-c', program, 'sh', date, ...filters], effect: 'destroy'};
}

export const pruneImages: Build = (_draft, ask) => images(ask);

export const pruneSystem: Build = (_draft, ask) => {
	const part = images(ask);
	return {commands: [endedContainers([]), ...part.commands], findings: part.findings};
};

function endedContainers(filters: readonly string[]): Command {
	return {
		inputFrom: ['crictl', 'ps', '--all', '--quiet', '--state', 'exited', ...filters],
		argv: ['xargs', '--no-run-if-empty', 'crictl', 'rm'],
		effect: 'destroy',
	};
}

function images(ask: Ask): Part {
	if (!ask.on('all')) return dangling(ask);
	const {containerd} = ask.versions;
	if (!protectsPause(containerd)) return {commands: [], findings: [lost('prune.pause', {version: containerd})]};
	return {commands: [{argv: ['crictl', 'rmi', '--prune'], effect: 'destroy'}], findings: [close('prune.all')]};
}

function dangling(ask: Ask): Part {
	if (!ask.has('crictl', 'images', '--filter')) {
		return {commands: [], findings: [lost('prune.dangling-filter', {version: ask.versions.crictl})]};
	}
	const command: Command = {
		inputFrom: ['crictl', 'images', '--quiet', '--filter', 'dangling=true'],
		argv: ['xargs', '--no-run-if-empty', 'crictl', 'rmi'],
		effect: 'destroy',
	};
	return {commands: [command], findings: [note('prune.dangling')]};
}

/** Pinned images came with 1.6.22 and 1.7.3. Without a patch number the newest of 1.7 is meant, and 1.6 is not trusted. */
function protectsPause(version: string): boolean {
	if (compareVersions(version, '1.7') < 0) return compareVersions(version, '1.6.22') >= 0;
	return !/^v?1\.7\.[012]\b/.test(version);
}
