// The command tree of crictl or ctr (both urfave/cli), read from `--help` of one or more versions, with the versions in
// which each flag exists taken from a flag history where one is given, else from the grammar that is there.
import {spawnSync} from 'node:child_process';

// Go constants that stand for a flag's name in the histories.
const constants = {
	flagTLSCA: 'tls-ca',
	flagTLSCert: 'tls-cert',
	flagTLSKey: 'tls-key',
	flagTLSSNI: 'tls-sni',
	transportFlag: 'transport',
	podCIDRFlag: 'pod-cidr',
	formatFlag: 'format',
};
// Which commands use a set of flags that several commands share.
const sharedBy = {
	'@ContainerFlags': ['run', 'containers create'],
	'@RuntimeFlags': ['run', 'containers create'],
	'@SnapshotterFlags': ['run', 'containers create', 'images pull', 'images import'],
	'@RegistryFlags': ['images pull', 'images push'],
	'@platformRunFlags': ['run'],
	'@createPullFlags': ['create'],
	'@runPullFlags': ['run'],
	'@Flags': [''],
};

export function readTool(programs, history, stored) {
	const commands = new Map();
	const versions = [];
	for (const program of programs) {
		const found = new Map();
		walk(program, [], found);
		const version = ask(program, ['--version'])?.match(/v?(\d+\.\d+\.\d+)/)?.[1] ?? 'unknown';
		versions.push(version);
		merge(commands, found, versions.length === 1 ? undefined : version);
	}
	if (history !== undefined) addHistory(commands, history);
	else if (stored !== undefined) addStored(commands, stored);
	const {'': globals, ...rest} = Object.fromEntries(
		[...commands].sort(([left], [right]) => left.localeCompare(right, 'en')),
	);
	return {versions: versions.sort(), globals: globals.flags, commands: rest};
}

/** Binaries come oldest first: what a later one adds exists at least since its version. */
function merge(commands, found, version) {
	for (const [name, command] of found) {
		const known = commands.get(name);
		const flags = {...known?.flags};
		for (const [flag, entry] of Object.entries(command.flags)) {
			flags[flag] ??= {...entry, ...(version === undefined ? {} : {seen: version})};
		}
		commands.set(name, {
			...command,
			...(known === undefined && version !== undefined ? {since: version} : {}),
			flags: sorted(flags),
		});
	}
}

function walk(program, words, commands) {
	const help = ask(program, [...words, '--help']);
	if (help === undefined) return;
	const name = words.join(' ');
	const known = commands.get(name) ?? {flags: {}};
	commands.set(name, {...known, flags: sorted({...known.flags, ...flagsOf(help)})});
	for (const [child, ...aliases] of childrenOf(help)) {
		if (child === 'help') continue;
		const path = [...words, child];
		if (aliases.length > 0) commands.set(path.join(' '), {aliases, ...(commands.get(path.join(' ')) ?? {flags: {}})});
		walk(program, path, commands);
	}
}

function flagsOf(help) {
	const flags = {};
	for (const line of sectionOf(help, /OPTIONS:$/)) {
		const names = line.match(/^ {3}(-.*?)(?:\s{2,}.*)?$/)?.[1];
		if (names === undefined) continue;
		const parts = names.replace(/ \[.*\]$/, '').split(', ');
		const name = parts
			.find(part => part.startsWith('--'))
			?.split(' ')[0]
			.slice(2);
		if (name === undefined || name === 'help') continue;
		const short = parts
			.find(part => /^-\w/.test(part))
			?.split(' ')[0]
			.slice(1);
		const takesValue = parts.some(part => part.includes(' '));
		flags[name] = {...(short === undefined ? {} : {short}), type: takesValue ? 'value' : 'bool'};
	}
	return flags;
}

function childrenOf(help) {
	return sectionOf(help, /^COMMANDS:$/)
		.map(line => line.match(/^ {3,5}([a-z][\w-]*(?:, [\w-]+)*)/)?.[1])
		.filter(names => names !== undefined)
		.map(names => names.split(', '));
}

function sectionOf(help, title) {
	const lines = help.split('\n');
	const start = lines.findIndex(line => /^\S/.test(line) && title.test(line));
	if (start < 0) return [];
	const end = lines.findIndex((line, index) => index > start && /^\S/.test(line));
	return lines.slice(start + 1, end < 0 ? undefined : end);
}

function addHistory(commands, history) {
	const [oldest] = history.tags_scanned;
	const rows = history.rows.map(row => ({...row, flag: constants[row.flag] ?? row.flag}));
	const groups = new Set([...commands.keys()].flatMap(name => (name.includes(' ') ? [name.split(' ')[0]] : [])));
	for (const row of rows) {
		for (const name of commandsOf(row))
			if (commands.has(name) || belongs(name, groups, history.tool)) addRow(commands, name, row);
	}
	for (const [name, command] of commands) {
		const own = rows.filter(row => commandsOf(row).includes(name));
		const since = earliest(own, oldest);
		if (since !== undefined) command.since = since;
		else if (own.length > 0) delete command.since;
		for (const [flag, entry] of Object.entries(command.flags)) {
			const {seen, ...rest} = entry;
			const life = lifetime(
				rows,
				own.filter(row => row.flag === flag),
				flag,
				oldest,
			);
			const since = own.some(row => row.flag === flag) ? min(life.since, seen) : seen;
			command.flags[flag] = {...rest, ...life, ...(since === undefined ? {} : {since})};
		}
		command.flags = sorted(command.flags);
	}
}

/** ctr's files also hold names of subcommands alone (`exec` of `shim exec`): a command that no binary has must be whole. */
function belongs(name, groups, tool) {
	return tool === 'crictl' || (name.includes(' ') && groups.has(name.split(' ')[0]));
}

function addRow(commands, name, row) {
	const known = commands.get(name) ?? {flags: {}};
	commands.set(name, known);
	if (row.flag === null || known.flags[row.flag] !== undefined) return;
	const short = row.aliases.find(alias => alias.length === 1);
	known.flags[row.flag] = {...(short === undefined ? {} : {short}), type: row.type === 'BoolFlag' ? 'bool' : 'value'};
}

/** The full names of the commands that a row of the history is about. */
function commandsOf({file, command}) {
	if (command.startsWith('@')) return sharedBy[command] ?? [];
	const group = file.match(/^cmd\/ctr\/commands\/([\w-]+)\/(?!run)/)?.[1];
	const groups = [
		'containers',
		'content',
		'images',
		'leases',
		'namespaces',
		'plugins',
		'snapshots',
		'tasks',
		'sandboxes',
	];
	return [group === undefined || group === command || !groups.includes(group) ? command : `${group} ${command}`];
}

function lifetime(rows, own, flag, oldest) {
	if (own.length === 0) return {};
	const since = earliest(own, oldest);
	const files = new Set(own.map(({file}) => file));
	const lives = rows.some(
		row => row.flag === flag && (files.has(row.file) || own.includes(row)) && row.present_in_latest,
	);
	const elsewhere = rows.some(row => row.flag === flag && row.command.startsWith('@') && row.present_in_latest);
	const until =
		lives || elsewhere
			? undefined
			: own
					.map(row => row.last_seen)
					.sort(byVersion)
					.at(-1);
	return {...(since === undefined ? {} : {since}), ...(until === undefined ? {} : {until: plain(until)})};
}

/** The history knows first releases of a line; a binary can be older than the one in which a backport was seen. */
function min(since, seen) {
	return since !== undefined && seen !== undefined && byVersion(seen, since) < 0 ? seen : since;
}

function earliest(rows, oldest) {
	const first = rows.map(row => row.first_seen).sort(byVersion)[0];
	return first === undefined || first === oldest ? undefined : plain(first);
}

/** Without a history, what is known stays, and what the binaries add joins it. */
function addStored(commands, stored) {
	for (const [name, old] of [['', {flags: stored.globals}], ...Object.entries(stored.commands)]) {
		const flags = {...commands.get(name)?.flags, ...old.flags};
		commands.set(name, {...commands.get(name), ...old, flags: sorted(flags)});
	}
}

function plain(version) {
	return version.replace(/^v/, '');
}

function byVersion(left, right) {
	const [a, b] = [left, right].map(version => (version === 'HEAD' ? [99] : plain(version).split(/[.-]/).map(Number)));
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
	const {stdout} = spawnSync(program, args, {encoding: 'utf8'});
	return stdout === '' ? undefined : stdout;
}
