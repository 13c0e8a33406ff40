import type {Parsed} from './parse.ts';
import {printChain, printCommand} from './print.ts';
import {type Found, lost} from './transform.ts';
import type {Command} from './types.ts';

/** Where the daemon is that a line names with `--host` or `--context`. */
type Place =
	| {readonly kind: 'here'}
	| {readonly kind: 'node'; readonly host: string; readonly port?: string}
	| {readonly kind: 'unknown'};

export type Placed = {readonly commands: readonly Command[]; readonly findings: readonly Found[]};

/**
 * A line for the daemon of another machine. crictl and ctr ask their own node and no other, so `ssh` goes where docker went:
 * on this node the same line would remove what it was not meant for.
 */
export function elsewhere({globals, command, args, flags}: Parsed, commands: readonly Command[]): Placed {
	const place = placeOf(globals);
	const flag = globals.has('host') ? '--host' : '--context';
	if (place.kind === 'here') return {commands, findings: [{id: 'global.here', kind: 'note', flag}]};
	if (place.kind === 'unknown') {
		const looks = commands.every(({effect}) => effect === 'read');
		return looks
			? {commands, findings: [{id: 'global.host', kind: 'close', flag}]}
			: {commands: [], findings: [{...lost('global.host-writes'), flag}]};
	}
	if (commands.length === 0) return {commands, findings: []};
	const {host} = place;
	const files = commands.some(one => (one.files ?? []).length > 0);
	const own = ['output', 'input', 'env-file', 'label-file', 'cidfile'].some(name => flags.has(name));
	const copies = command === 'cp' && !args.includes('-');
	if (files || own || copies) return {commands: [], findings: [{...lost('global.ssh-files', {host}), flag}]};
	return {commands: [through(place, commands)], findings: [{id: 'global.ssh', kind: 'close', flag, values: {host}}]};
}

function placeOf(globals: Parsed['globals']): Place {
	const host = globals.get('host')?.at(-1);
	if (host === undefined) return {kind: globals.get('context')?.at(-1) === 'default' ? 'here' : 'unknown'};
	const [, scheme = 'tcp', rest = ''] = /^(?:(\w+):\/\/)?(.*)$/s.exec(host) ?? [];
	if (scheme === 'unix' || scheme === 'fd' || scheme === 'npipe' || host.startsWith('/')) return {kind: 'here'};
	const [, user = '', name = '', port] = /^([\w.-]+@)?(\[[0-9a-f:]+\]|[\w.-]*)(?::(\d+))?\/?$/i.exec(rest) ?? [];
	if (name === '' ? scheme !== 'ssh' : /^(localhost|127\..*|\[::1\])$/.test(name)) return {kind: 'here'};
	if (name === '' || name.startsWith('-')) return {kind: 'unknown'};
	const target = `${user}${name.replace(/^\[|\]$/g, '')}`;
	// A port of tcp:// is the daemon's.
	return {kind: 'node', host: target, ...(scheme === 'ssh' && port !== undefined ? {port} : {})};
}

/** As one line for the shell of that machine: names are asked for there. */
function through({host, port}: {readonly host: string; readonly port?: string}, commands: readonly Command[]): Command {
	const [first, ...more] = commands;
	const text = printChain(commands.map(printCommand));
	const terminal = commands.at(-1)?.terminal;
	const tty = more.length === 0 && first?.argv.includes('--tty') === true;
	const effects = commands.map(({effect}) => effect);
	const effect = effects.includes('destroy') ? 'destroy' : effects.includes('write') ? 'write' : 'read';
	return {
		argv: ['ssh', ...(tty ? ['-t'] : []), ...(port === undefined ? [] : ['-p', port]), host, text],
		effect,
		...(terminal === undefined ? {} : {terminal}),
	};
}
