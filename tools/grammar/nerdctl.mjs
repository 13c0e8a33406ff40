// The command tree of nerdctl (cobra), read from `--help` of binaries of several versions, oldest first. A flag exists
// since the first of them that has it, or since the version that its documentation names, where that lies between the
// last binary without it and the first one with it.
import {spawnSync} from 'node:child_process';

// Source: the oldest reference that was read, of nerdctl 0.8.0; whatever it has counts as there from the start.
const oldestDocumented = '0.8.0';

// What docker has no command for.
const ownOnly = new Set(['internal', 'ipfs', 'apparmor', 'healthcheck']);

export function readNerdctl(programs, compat) {
	const found = programs.map(program => ({version: versionOf(program), commands: walk(program, [], new Map())}));
	found.sort((left, right) => byVersion(left.version, right.version));
	const documented = documentation(compat);
	const names = new Set(found.flatMap(({commands}) => [...commands.keys()]));
	const commands = {};
	for (const name of [...names].filter(name => isChief(name, names)).sort((a, b) => a.localeCompare(b, 'en'))) {
		const has = found.filter(({commands}) => commands.has(name));
		const flags = {};
		for (const flag of new Set(has.flatMap(({commands}) => Object.keys(commands.get(name).flags)))) {
			const {seen: _, ...entry} = has.map(({commands}) => commands.get(name).flags[flag]).findLast(Boolean);
			flags[flag] = {...entry, ...life(found, name, flag, documented.get(`${name} --${flag}`))};
		}
		const {aliases} = has.at(-1).commands.get(name);
		commands[name] = {
			...(aliases.length === 0 ? {} : {aliases}),
			...life(found, name, undefined, documented.get(name)),
			flags: sorted(flags),
		};
	}
	const {'': globals, ...rest} = commands;
	return {versions: found.map(({version}) => version), globals: globals.flags, commands: rest};
}

/** `container ls` is `ps`: of two names of one command the shorter one counts, as in docker's grammar. */
function isChief(name, names) {
	const [group, leaf, ...more] = name.split(' ');
	if (ownOnly.has(group)) return false;
	if (more.length > 0 || leaf === undefined) return true;
	if (group === 'container') return leaf === 'inspect' || leaf === 'prune' || !(names.has(leaf) || leaf === 'ls');
	if (group === 'image') return !(leaf === 'ls' || leaf === 'rm' || (names.has(leaf) && leaf !== 'inspect'));
	return !(group === 'system' && names.has(leaf)) && name !== 'builder build';
}

function life(found, command, flag, documented) {
	const there = found.map(({commands}) => {
		const known = commands.get(command);
		return flag === undefined ? known !== undefined : known?.flags[flag] !== undefined;
	});
	const first = there.indexOf(true);
	const last = there.lastIndexOf(true);
	const before = command === '' ? undefined : beforeAll(found[0].version, documented);
	const since = first === 0 ? before : earlier(found[first].version, found[first - 1].version, documented);
	const until = last === found.length - 1 ? undefined : found[last].version;
	return {...(since === undefined ? {} : {since}), ...(until === undefined ? {} : {until})};
}

/** What the oldest binary has may be older: the documentation tells (not of global flags), but it was late at times. */
function beforeAll(oldest, documented) {
	if (documented === undefined || byVersion(documented, oldest) > 0) return oldest;
	return documented === oldestDocumented ? undefined : documented;
}

function earlier(seen, missing, documented) {
	if (documented === undefined) return seen;
	return byVersion(documented, missing) > 0 && byVersion(documented, seen) < 0 ? documented : seen;
}

/** Since when the documentation has a command (`ps`) and its flags (`ps --all`). */
function documentation(compat) {
	const since = new Map();
	for (const row of compat?.rows ?? []) {
		const name = row.nerdctl
			.replace(/^nerdctl /, '')
			.replace(/^image history$/, 'history')
			.replace(/^(checkpoint) (list|remove)$/, (_, group, leaf) => `${group} ${leaf === 'list' ? 'ls' : 'rm'}`);
		since.set(name, row.first_seen.slice(1));
		for (const {flag, first_seen} of row.flags) {
			for (const [, long] of flag.matchAll(/[-—]?--?([a-z][\w-]+)/g)) {
				const key = `${name} --${long}`;
				if (!since.has(key) || byVersion(first_seen.slice(1), since.get(key)) < 0) since.set(key, first_seen.slice(1));
			}
		}
	}
	return since;
}

function walk(program, words, commands) {
	const help = ask(program, [...words, '--help']);
	if (help === undefined) return commands;
	const children = childrenOf(help).filter(([name]) => name !== 'help');
	const aliases =
		help
			.match(/^Aliases:\n? *(.+)/m)?.[1]
			.split(/,\s*/)
			.slice(1) ?? [];
	if (words.length === 0 || children.length === 0 || words[0] === 'compose')
		commands.set(words.join(' '), {aliases, flags: flagsOf(help)});
	if (words.length < 3) for (const [child] of children) walk(program, [...words, child], commands);
	return commands;
}

/** `  run   Run a command…` of cobra, `   run, alias   Run…` of urfave/cli (before 0.14). */
function childrenOf(help) {
	const names = [];
	let inside = false;
	for (const line of help.split('\n')) {
		if (/^\S/.test(line)) inside = /commands:\s*$/i.test(line);
		else if (/^ {3}\S.*:$/.test(line)) continue;
		const match = inside ? line.match(/^ {2,5}([a-z][\w-]*(?:, [\w-]+)*)\s/) : null;
		if (match !== null) names.push(match[1].split(', '));
	}
	return names;
}

function flagsOf(help) {
	const flags = {};
	const short = {};
	let inside = false;
	for (const line of help.split('\n')) {
		if (/^\S/.test(line)) inside = /^(Flags|OPTIONS):/.test(line);
		const names = inside ? line.match(/^ {2,6}(-.*?)(?:\s{2,}(.*))?$/) : null;
		if (names === null) continue;
		const parts = names[1].replace(/ \[.*\]$/, '').split(', ');
		const letter = parts.find(part => /^-\w/.test(part))?.[1];
		const of = names[2]?.match(/^Alias of --([\w-]+)/)?.[1];
		for (const part of parts.filter(part => part.startsWith('--'))) {
			const [name] = part.slice(2).split(/[ [=]/);
			if (name === 'help' || name === 'version') continue;
			if (name.length === 1) {
				short[of ?? ''] ??= name;
				continue;
			}
			const takesValue = parts.some(one => /^-\S+ \S/.test(one)) || parts.some(one => one.includes(' value'));
			flags[name] = {...(letter === undefined ? {} : {short: letter}), type: takesValue ? 'value' : 'bool'};
		}
	}
	for (const [name, letter] of Object.entries(short)) {
		if (flags[name] !== undefined) flags[name] = {short: letter, ...flags[name]};
	}
	return sorted(flags);
}

function versionOf(program) {
	return ask(program, ['--version'])?.match(/v?(\d+\.\d+\.\d+)/)?.[1] ?? 'unknown';
}

function byVersion(left, right) {
	const [a, b] = [left, right].map(version => version.split(/[.-]/).map(Number));
	for (const index of [0, 1, 2]) {
		const difference = (a[index] ?? 0) - (b[index] ?? 0);
		if (difference !== 0) return difference;
	}
	return 0;
}

function sorted(flags) {
	return Object.fromEntries(Object.entries(flags).sort(([left], [right]) => left.localeCompare(right, 'en')));
}

function ask(program, args) {
	const {status, stdout} = spawnSync(program, args, {encoding: 'utf8'});
	return status === 0 && stdout !== '' ? stdout : undefined;
}
