import {type Ask, type Build, close, type FlagTransform, type Found, lost, note} from '../transform.ts';
import type {Command} from '../types.ts';
import {compareVersions} from '../version.ts';

type Part = {readonly commands: readonly Command[]; readonly findings: readonly Found[]};

export const pruneContainers: Build = ({args}) => ({
	commands: [endedContainers(args.filter(arg => typeof arg === 'string'))],
});

/** `--filter label=a=b` chooses; `until=24h` cannot. */
export const pruneFilter: FlagTransform = values => {
	const labels = values.filter(value => /^label=[^=]+=/.test(value)).map(value => value.slice('label='.length));
	const others = values.filter(value => !/^label=[^=]+=/.test(value));
	return {
		refused: others.length > 0,
		args: labels.flatMap(label => ['--label', label]),
		findings: others.map(filter => lost('prune.until', {filter})),
	};
};

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
