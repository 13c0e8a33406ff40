// The command tree of docker, read from `docker … --help`.
import {spawnSync} from 'node:child_process';

// What --help does not say. Each is tried with the docker at hand and left out where that does not know it.
const hidden = {
	run: {net: ['network'], 'net-alias': ['network-alias'], 'dns-opt': ['dns-option']},
	create: {net: ['network'], 'net-alias': ['network-alias'], 'dns-opt': ['dns-option']},
	stop: {time: ['timeout']},
	restart: {time: ['timeout']},
};
// Source: docker/cli SetInterspersed(false): what follows the first argument belongs to the program in the container.
const stopsAtFirstArgument = new Set(['run', 'exec', 'create', 'top', 'service create']);

// Flags that older dockers have and this one has not: they are read, so that an old line is not called wrong.
// Source: docker 20.10.24 --help.
const older = {
	'context create': {'default-stack-orchestrator': 'string', kubernetes: 'string'},
	'context update': {'default-stack-orchestrator': 'string', kubernetes: 'string'},
	'context export': {kubeconfig: 'bool'},
	'stack deploy': {orchestrator: 'string'},
	'stack ls': {orchestrator: 'string'},
	'stack ps': {orchestrator: 'string'},
	'stack rm': {orchestrator: 'string'},
	'stack services': {orchestrator: 'string'},
	update: {'kernel-memory': 'bytes'},
	version: {kubeconfig: 'string'},
	// Still read, and in no help: docker 20.10 to 28.
	'volume create': {name: 'string'},
};
// Where the plugin buildx is there, `docker build` is `docker buildx build`, with flags that the builder in the daemon has
// not. Source: docker/buildx docs/reference/buildx_build.md.
const buildx = {
	bool: ['check', 'load', 'push'],
	list: ['allow', 'annotation', 'attest', 'build-context', 'cache-to', 'no-cache-filter', 'output', 'secret', 'ssh'],
	string: ['builder', 'call', 'metadata-file', 'progress', 'provenance', 'sbom'],
};
const shortOfBuildx = {output: 'o'};

// A command that no help lists.
const completion = {
	command: 'completion',
	names: ['completion'],
	usage: 'SHELL',
	min: 1,
	max: 1,
	flags: {'no-descriptions': {type: 'bool'}},
};

// Extensions that may stand where a command stands. What follows them is theirs, so nothing of it is read.
const extensions = ['buildx', 'compose', 'debug', 'desktop', 'extension', 'init', 'mcp', 'model', 'sbom', 'scout'];

/** Every leaf command with its flags, and an index of all names; undefined where docker does not answer. */
export function readDocker(program) {
	const version = ask(program, ['--version'])?.match(/version ([\d.]+)/)?.[1];
	if (version === undefined) return undefined;
	const top = ask(program, ['--help']);
	const commands = new Map();
	const groups = [];
	const walk = words => {
		const help = ask(program, [...words, '--help']);
		const children = childrenOf(help);
		if (children.length === 0) {
			const grammar = leaf(program, words, help);
			if (!commands.has(grammar.command)) commands.set(grammar.command, grammar);
			return;
		}
		if (words.length > 0) groups.push(words.join(' '));
		for (const child of children) walk([...words, child]);
	};
	walk([]);
	commands.set(completion.command, completion);
	for (const command of extensions) {
		commands.set(command, {command, names: [command], usage: 'COMMAND', min: 0, open: true, flags: {}});
	}
	const sorted = [...commands.values()].sort((left, right) => left.command.localeCompare(right.command, 'en'));
	const names = Object.fromEntries(sorted.flatMap(({command, names}) => names.map(name => [name, command])).sort());
	return {index: {version, globals: flagsOf(top), groups: groups.sort(), names}, commands: sorted};
}

function leaf(program, words, help) {
	const typed = words.join(' ');
	const usages = help
		.split('\n')
		.filter(line => /^(Usage:)?\s+docker /.test(line) && !line.includes(','))
		.map(line => line.replace(/^(Usage:)?\s+docker /, ''))
		.map(line => line.slice(typed.length).trim());
	const aliases =
		help
			.match(/^Aliases:\n((?: .+\n?)+)/m)?.[1]
			.split(',')
			.map(name => name.trim().replace(/^docker /, '')) ?? [];
	const names = aliases.length === 0 ? [typed] : aliases;
	const shortest = Math.min(...names.map(name => name.split(' ').length));
	const candidates = names.filter(name => name.split(' ').length === shortest);
	const command = candidates.includes(typed) ? typed : candidates[0];
	const arity = arityOf(usages[0] ?? '');
	const stops = stopsAtFirstArgument.has(command);
	const plugin = command === 'build' ? ['buildx b', 'buildx build'] : [];
	return {
		command,
		names: [...new Set([...names, ...plugin])].sort(),
		usage: usages[0] ?? '',
		...arity,
		...(stops ? {stopsAtFirstArgument: true} : {}),
		flags: {...flagsOf(help), ...hiddenOf(program, words, command), ...olderOf(command), ...pluginOf(command)},
	};
}

function pluginOf(command) {
	if (command !== 'build') return {};
	return Object.fromEntries(
		Object.entries(buildx)
			.flatMap(([type, names]) => names.map(name => [name, type]))
			.map(([name, type]) => [
				name,
				{...(shortOfBuildx[name] === undefined ? {} : {short: shortOfBuildx[name]}), type},
			]),
	);
}

function olderOf(command) {
	return Object.fromEntries(Object.entries(older[command] ?? {}).map(([name, type]) => [name, {type, older: true}]));
}

function hiddenOf(program, words, command) {
	const found = {};
	for (const [name, [same]] of Object.entries(hidden[command] ?? {})) {
		const {status} = spawnSync(program, [...words, `--${name}=1`, '--help'], {encoding: 'utf8'});
		if (status === 0) found[name] = {type: 'hidden', same};
	}
	return found;
}

/** How many arguments: `[OPTIONS] CONTAINER [CONTAINER...]` is one or more. */
function arityOf(usage) {
	const words = usage
		.replace(/\[OPTIONS\]|^OPTIONS /, '')
		.replace('[ps OPTIONS]', '[OPTION...]')
		.replaceAll(' | ', '|')
		.split(/\s+/)
		.filter(word => word !== '');
	const needed = words.filter(word => !word.startsWith('['));
	const many = words.some(word => word.includes('...'));
	return many ? {min: needed.length} : {min: needed.length, max: words.length};
}

function childrenOf(help) {
	const names = [];
	let inside = false;
	for (const line of help.split('\n')) {
		if (/^\S/.test(line)) inside = /Commands:$/.test(line);
		const name = inside ? line.match(/^ {2}(\S+)\s/)?.[1] : undefined;
		if (name !== undefined) names.push(name.replace(/\*$/, ''));
	}
	return names;
}

function flagsOf(help) {
	const flags = {};
	const lines = help.split('\n');
	for (const [index, line] of lines.entries()) {
		const match = line.match(/^ {2}(?:-(\w), | {4})--([\w-]+)(?: (\S+))?(?:\s{2,}(.*))?$/);
		if (match === null) continue;
		const [, short, name, type] = match;
		if (name === 'help') continue;
		const rest = lines.slice(index + 1);
		const end = rest.findIndex(next => !/^ {8,}/.test(next) || /^ {2}(?:-\w, | {4})--/.test(next));
		const words = [match[4] ?? '', ...rest.slice(0, end)].join(' ').replaceAll(/\s+/g, ' ');
		const standard = words.match(/\(default "?([^"()]*?)"?\)\s*$/)?.[1];
		flags[name] = {
			...(short === undefined ? {} : {short}),
			type: type === undefined ? 'bool' : type,
			...(standard === undefined || /[/ ]/.test(standard) ? {} : {default: standard}),
		};
	}
	return flags;
}

function ask(program, args) {
	const {status, stdout} = spawnSync(program, args, {encoding: 'utf8', env: {...process.env, COLUMNS: '200'}});
	return status === 0 ? stdout : undefined;
}
