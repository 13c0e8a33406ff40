import {type Ask, type Build, close, type FlagTransform, type Found, lost, note} from '../transform.ts';
import type {Command} from '../types.ts';
import {compareVersions} from '../version.ts';
import {chosenImages} from './prune-images.ts';
import {dateOf, isUntil} from './until.ts';

type Part = {readonly commands: readonly Command[]; readonly findings: readonly Found[]};

export const pruneContainers: Build = ({args}, ask) => {
	const filters = args.filter(arg => typeof arg === 'string');
	const until = ask.values('filter').find(isUntil);
	return {commands: [until === undefined ? endedContainers(filters) : endedBefore(until, filters)]};
};

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
	const until = ask.values('filter').find(isUntil);
	const labels = ask
		.values('filter')
		.flatMap(filter => (filter.startsWith('label=') ? ['--label', filter.slice('label='.length)] : []));
	const ended = until === undefined ? endedContainers(labels) : endedBefore(until, labels);
	return {commands: [ended, ...part.commands], findings: part.findings};
};

function endedContainers(filters: readonly string[]): Command {
	return {
		inputFrom: ['crictl', 'ps', '--all', '--quiet', '--state', 'exited', ...filters],
		argv: ['xargs', '--no-run-if-empty', 'crictl', 'rm'],
		effect: 'destroy',
	};
}

function images(ask: Ask): Part {
	const all = ask.on('all');
	const filters = ask.values('filter');
	if (!all && !ask.has('crictl', 'images', '--filter')) return dangling(ask);
	if (filters.length === 0 && !all) return dangling(ask);
	const pinned = protectsPause(ask.versions.containerd);
	if (filters.length > 0 || !pinned)
		return {
			commands: [chosenImages(filters, {all, pinned})],
			findings: [
				close(filters.length > 0 ? 'prune.images-inspected' : 'prune.pause', {version: ask.versions.containerd}),
			],
		};
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
