// The commands of `docker compose`, a plugin, read from the reference that its repository carries: docs/reference/*.yaml.
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

// What docker-compose 1.29 had and the plugin has not: read, so that an old line is not called wrong.
const older = {
	'': {'no-ansi': 'bool', verbose: 'bool', 'log-level': 'string', host: 'string', context: 'string', tls: 'bool'},
	up: {'no-deps': 'bool'},
};
// Source: docker/compose cmd/compose SetInterspersed(false): the rest belongs to the program in the container.
const stopsAtFirstArgument = new Set(['exec', 'run']);

export function readCompose(folder) {
	const commands = {};
	let globals = {};
	for (const file of readdirSync(folder).sort()) {
		const name = file.match(/^docker_compose(?:_(.*))?\.yaml$/)?.[1]?.replaceAll('_', ' ') ?? '';
		if (!/^docker_compose.*\.yaml$/.test(file)) continue;
		const text = readFileSync(join(folder, file), 'utf8');
		const flags = {...flagsOf(text), ...olderOf(name)};
		if (name === '') globals = flags;
		else if (/^usage: /m.test(text)) commands[name] = {...stopsOf(name), flags};
	}
	return {globals, commands};
}

function stopsOf(name) {
	return stopsAtFirstArgument.has(name) ? {stopsAtFirstArgument: true} : {};
}

function olderOf(name) {
	return Object.fromEntries(Object.entries(older[name] ?? {}).map(([flag, type]) => [flag, {type, older: true}]));
}

/** `inherited_options` (`--dry-run` of every command) count too. */
function flagsOf(text) {
	const flags = {};
	for (const [, name, short, type] of text.matchAll(/- option: (\S+)\n(?: +shorthand: (\S+)\n)? +value_type: (\S+)/g)) {
		if (name === 'help') continue;
		flags[name] = {
			...(short === undefined ? {} : {short: short.replaceAll('"', '')}),
			type: type === 'stringArray' ? 'list' : type,
		};
	}
	return Object.fromEntries(Object.entries(flags).sort(([left], [right]) => left.localeCompare(right, 'en')));
}
