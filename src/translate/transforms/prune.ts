import {type Ask, type Build, close, type FlagTransform, type Found, lost, note} from '../transform.ts';
import type {Command} from '../types.ts';
import {compareVersions} from '../version.ts';
import {chosenImages} from './prune-images.ts';
import {containersTold, imagesTold, systemTold} from './prune-told.ts';
import {dateOf, isUntil} from './until.ts';

type Part = {readonly commands: readonly Command[]; readonly findings: readonly Found[]};

export const pruneContainers: Build = ({args}, ask) => {
	const filters = args.filter(arg => typeof arg === 'string');
	const asked = ask.values('filter').filter(isInspected);
	const ended = asked.length === 0 ? endedContainers(filters) : endedWhere(asked, filters);
	return {commands: [ask.shaped && ask.piped && ask.ctr ? containersTold(ended) : ended]};
};

/** `--filter label=a=b` chooses, and `until=24h` by what each container tells of its beginning. */
export const pruneFilter: FlagTransform = values => {
	const labels = values.filter(isPair).map(value => value.slice('label='.length));
	const until = values.filter(isUntil);
	const others = values.filter(
		value => !isPair(value) && (!isInspected(value) || (isUntil(value) && until.length > 1)),
	);
	return {
		refused: others.length > 0,
		args: labels.flatMap(label => ['--label', label]),
		findings: [
			...others.map(filter => lost('prune.until', {filter})),
			...(values.some(isInspected) ? [close('prune.until-inspected')] : []),
		],
	};
};

/** What crictl cannot choose by, and each container tells: its age, a label without a value, one that it must not have. */
function isInspected(filter: string): boolean {
	return isUntil(filter) || /^label=[^=]+$/.test(filter) || /^label!=[^=]/.test(filter);
}

/** crictl tells times as `date` has them, in the zone of this node: they compare as texts. */
function endedWhere(asked: readonly string[], filters: readonly string[]): Command {
	const until = asked.find(isUntil);
	const inspect = 'crictl inspect --output go-template --template';
	const tests = [...(until === undefined ? [] : ['(lt .status.createdAt $time)']), ...asked.flatMap(labelTest)];
	const template = `{{if and ${tests.join(' ')}}}{{.status.id}}{{end}}`;
	const time = until === undefined ? '' : '{{\\$time := \\"$time\\"}}';
	const program = [
		...(until === undefined ? [] : ['time=$(date --date "$1" +%Y-%m-%dT%H:%M:%S) || exit; shift']),
		`crictl ps --all --quiet --state exited "$@" | xargs --no-run-if-empty ${inspect} "${time}$0" | sed -n /./p | xargs --no-run-if-empty crictl rm`,
	].join('; ');
	const date = until === undefined ? [] : [dateOf(until.slice('until='.length)) ?? ''];
	return {argv: ['sh', '-c', program, template, ...date, ...filters], effect: 'destroy'};
}

function labelTest(filter: string): readonly string[] {
	const [, no, label = ''] = /^label(!?)=(.*)$/s.exec(filter) ?? [];
	if (label === '') return [];
	const [name = '', ...rest] = label.split('=');
	const value = `(printf "%v" (index .status.labels ${JSON.stringify(name)}))`;
	const has = rest.length === 0 ? `(ne ${value} "<nil>")` : `(eq ${value} ${JSON.stringify(rest.join('='))})`;
	return [no === '!' ? `(not ${has})` : has];
}

export const pruneImages: Build = (_draft, ask) => {
	const part = images(ask);
	return ask.shaped && ask.piped ? {...part, commands: part.commands.map(imagesTold)} : part;
};

export const pruneSystem: Build = (_draft, ask) => {
	const part = images(ask);
	const filters = ask.values('filter');
	const asked = filters.filter(isInspected);
	const labels = filters.filter(isPair).flatMap(filter => ['--label', filter.slice('label='.length)]);
	const ended = asked.length === 0 ? endedContainers(labels) : endedWhere(asked, labels);
	const [unused] = part.commands;
	const told = ask.shaped && ask.piped && ask.ctr && unused !== undefined;
	return {
		commands: told ? systemTold(ended, unused) : [ended, ...part.commands],
		findings: part.findings,
	};
};

/** What crictl chooses by itself. */
const isPair = (filter: string) => /^label=[^=]+=/.test(filter);

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
