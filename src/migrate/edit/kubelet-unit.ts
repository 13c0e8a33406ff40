import type {TextFile} from '../../model/node-snapshot.ts';
import type {FlagEdit} from './kubelet-flags.ts';
import {type Statement, statementsOf, withoutEmptied} from './unit-lines.ts';

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

/**
 * Commands beside the kubelet's own that call docker, or wait for it: without docker they keep the kubelet from starting. One
 * that may fail (`-`) does no harm, and is none.
 */
export function kubeletUnitCalls(files: readonly TextFile[]) {
	return files.flatMap(({path, text}) =>
		statementsOf(text)
			.filter(callsDocker)
			.map(({first, lines}) => ({path, line: first + 1, text: lines.map(line => line.trim()).join(' ')})),
	);
}

function callsDocker({name, lines}: Statement): boolean {
	if (!/^Exec(Condition|StartPre|StartPost)$/.test(name)) return false;
	const [, marks = '', command = ''] = /^\s*\w+\s*=\s*([-@:+!|]*)(.*)$/s.exec(lines.join('\n')) ?? [];
	return !marks.includes('-') && dockerWord.test(command);
}

/** docker as a program, its unit or its socket; not a path or a word that only has docker in it. */
const dockerWord = /(?<![\w.-])(?:cri-)?docker(?:d|shim)?(?:\.(?:service|socket|sock|pid))?(?![\w./-])/;

function wordsOf(lines: readonly string[]): readonly string[] {
	return lines
		.join(' ')
		.replace(/^\s*\w+\s*=/, '')
		.split(/[\s\\]+/)
		.filter(Boolean);
}

/**
 * The kubelet's unit, or a drop-in of it: it no longer hangs on docker but on containerd, and its flags are edited where they
 * stand (ExecStart=, Environment=); what else it runs by docker goes. All else stays byte for byte. A flag to be set that does not stand here is not added.
 */
export function editKubeletUnit(text: string, edit: FlagEdit, runtime = 'containerd.service'): string {
	return statementsOf(text)
		.flatMap(statement => {
			const {name, lines} = statement;
			if (callsDocker(statement)) return [];
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
	return all.flatMap(({lines}, index) => (index === at ? withFlags(lines, flags) : lines)).join('\n');
}

/** A shell gets the command line in quotes: `sh -c "exec kubelet …"`. */
function withFlags(lines: readonly string[], flags: readonly string[]): readonly string[] {
	const last = (lines.at(-1) ?? '').trimEnd();
	const isShell = /=[-@:+!]*\S*sh\s+-[a-z]*c\s/.test(lines.join(' '));
	const quote = isShell && /["']$/.test(last) ? last.slice(-1) : '';
	return [...lines.slice(0, -1), `${quote === '' ? last : last.slice(0, -1)} ${flags.join(' ')}${quote}`];
}

/** Variables of its last command line: `$KUBELET_EXTRA_ARGS`. */
export function variablesOfUnit(files: readonly TextFile[]): readonly string[] {
	const starts = files.flatMap(({text}) => statementsOf(text).filter(({name}) => name === 'ExecStart'));
	return [...(starts.at(-1)?.lines.join('\n') ?? '').matchAll(/\$+\{?(\w+)/g)].map(([, name = '']) => name);
}

/** Where a unit's file is to be changed: what a package put there is not touched, its copy under /etc counts more. */
export function ownPlaceOf(path: string): string {
	const [, rest] = /^(?:\/usr\/local|\/usr|\/run)?(?:\/lib)?\/systemd\/system\/(.+)$/.exec(path) ?? [];
	return rest === undefined || path.startsWith('/etc/') ? path : `/etc/systemd/system/${rest}`;
}
