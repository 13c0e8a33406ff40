import type {TextFile} from '../../model/node-snapshot.ts';
import type {FlagEdit} from './kubelet-flags.ts';
import {statementsOf, withoutEmptied} from './unit-lines.ts';

const hangs = /^(Requires|Requisite|BindsTo|PartOf|Wants|Upholds)$/;
const ofDocker = /^(docker\.(service|socket)|cri-dockerd?\.(service|socket)|dockershim\.service)$/;

/** Lines of the kubelet's unit and its drop-ins that start docker with it, or stop it with docker. */
export function kubeletUnitLines(files: readonly TextFile[]) {
	return files.flatMap(({path, text}) =>
		statementsOf(text)
			.filter(({name, lines}) => hangs.test(name) && wordsOf(lines).some(word => ofDocker.test(word)))
			.map(({first, lines}) => ({path, line: first + 1, text: lines.join(' ').trim()})),
	);
}

function wordsOf(lines: readonly string[]): readonly string[] {
	return lines
		.join(' ')
		.replace(/^\s*\w+\s*=/, '')
		.split(/[\s\\]+/)
		.filter(Boolean);
}

/**
 * The kubelet's unit, or a drop-in of it: it no longer hangs on docker but on containerd, and its flags are edited where they
 * stand (ExecStart=, Environment=). All else stays byte for byte. A flag to be set that does not stand here is not added.
 */
export function editKubeletUnit(text: string, edit: FlagEdit, runtime = 'containerd.service'): string {
	return statementsOf(text)
		.flatMap(({name, lines}) => {
			if (hangs.test(name) || name === 'After') return dependencies(name, lines, runtime);
			return name === 'ExecStart' || name === 'Environment' ? flagLines(lines, edit) : lines;
		})
		.join('\n');
}

function dependencies(name: string, lines: readonly string[], runtime: string): readonly string[] {
	const words = wordsOf(lines);
	if (!words.some(word => ofDocker.test(word))) return lines;
	const now = words
		.map(word => (ofDocker.test(word) ? (word === 'docker.service' ? runtime : '') : word))
		.filter(Boolean);
	return now.length === 0 ? [] : [`${name}=${[...new Set(now)].join(' ')}`];
}

/** A word of flags, after white space, a quote or the `=` of its variable. */
const flagWord = (name: string) =>
	new RegExp(
		`(?<=^|[\\s"'=])--?${name}(?:=(?:"[^"]*"|'[^']*'|[^\\s"'\\\\]*)|[ \\t]+(?![-$"'\\\\])[^\\s"'\\\\]+)?(?=[\\s"'\\\\]|$)[ \\t]*`,
		'g',
	);

function flagLines(lines: readonly string[], {remove, set}: FlagEdit): readonly string[] {
	const edited = lines.map(line => {
		let now = line;
		for (const name of remove) {
			if (set[name] === undefined) now = now.replace(flagWord(name), '').replace(/[ \t]+(?=["']?$)/, '');
		}
		for (const [name, value] of Object.entries(set)) {
			now = now.replace(flagWord(name), found => `--${name}=${value}${/[ \t]*$/.exec(found)?.[0] ?? ''}`);
		}
		return now === line ? line : now;
	});
	return edited.every((line, index) => line === lines[index]) ? lines : withoutEmptied(lines, edited);
}

/** Flags at the end of the last command line of a unit. */
export function addToExecStart(text: string, flags: readonly string[]): string {
	const all = statementsOf(text);
	const at = all.findLastIndex(({name, lines}) => name === 'ExecStart' && !/=\s*$/.test(lines.join('')));
	return all
		.flatMap(({lines}, index) =>
			index === at ? [...lines.slice(0, -1), `${(lines.at(-1) ?? '').trimEnd()} ${flags.join(' ')}`] : lines,
		)
		.join('\n');
}

/** Where a unit's file is to be changed: what a package put there is not touched, its copy under /etc counts more. */
export function ownPlaceOf(path: string): string {
	const [, rest] = /^(?:\/usr\/local|\/usr|\/run)?(?:\/lib)?\/systemd\/system\/(.+)$/.exec(path) ?? [];
	return rest === undefined || path.startsWith('/etc/') ? path : `/etc/systemd/system/${rest}`;
}
