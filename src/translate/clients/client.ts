import {containerArg} from '../container-arg.ts';
import {imageName} from '../image-name.ts';
import {close, type Found, lost, note} from '../transform.ts';
import type {Arg, Command, TranslateError} from '../types.ts';

/** Clients of other engines that take docker's words. */
export type Client = 'podman' | 'nerdctl';

/** data/clients.json: what a client has beyond docker's words. */
export type ClientTable = {
	/** Its global flags. */
	readonly flags: Readonly<Record<string, 'value' | 'bool'>>;
	readonly short: Readonly<Record<string, string>>;
	/** Its own commands, longest first where one begins as another. */
	readonly own: Readonly<Record<string, OwnCommand>>;
};

type OwnCommand =
	| {
			readonly argv: readonly [string, ...string[]];
			readonly effect: Command['effect'];
			readonly takes?: 'pod-sandbox' | 'container' | 'image' | 'text';
			readonly says?: string;
	  }
	| {readonly none: string};

export type ClientLine = {
	/** So many words behind the client's name are flags of its own; what follows is docker's. */
	readonly skip: number;
	readonly findings: readonly Found[];
	/** Set where the command is one that docker does not have. */
	readonly own?: readonly Command[];
};

/**
 * A line of podman or nerdctl, as far as it is not docker's.
 *
 * @param words What stands behind the client's name.
 */
export function readClient(client: Client, words: readonly string[], table: ClientTable): ClientLine | TranslateError {
	const globals = readGlobals(client, words, table);
	if ('error' in globals) return globals;
	const {skip, flags} = globals;
	const said = [...whereItLooks(client, flags), ...ignored(client, flags)];
	const rest = words.slice(skip);
	for (const count of [2, 1]) {
		const name = rest.slice(0, count).join(' ');
		const own = rest.length >= count && Object.hasOwn(table.own, name) ? table.own[name] : undefined;
		if (own !== undefined) return ownCommand(client, own, rest.slice(0, 2).join(' '), rest.slice(count), skip, said);
	}
	return {skip, findings: said};
}

type Globals = {readonly skip: number; readonly flags: ReadonlyMap<string, string>};

function readGlobals(client: Client, words: readonly string[], table: ClientTable): Globals | TranslateError {
	const flags = new Map<string, string>();
	let skip = 0;
	while (skip < words.length) {
		const word = words[skip] ?? '';
		const [, dashes, typed = '', inline] = /^(--?)([\w-]+)(?:=(.*))?$/s.exec(word) ?? [];
		const name = dashes === '-' ? table.short[typed] : typed;
		const kind = name === undefined || dashes === undefined ? undefined : table.flags[name];
		if (name === undefined || kind === undefined) break;
		if (kind === 'value' && inline === undefined && skip + 1 >= words.length)
			return {error: `${client}: ${word} needs a value`};
		flags.set(name, inline ?? (kind === 'value' ? (words[skip + 1] ?? '') : 'true'));
		skip += kind === 'value' && inline === undefined ? 2 : 1;
	}
	return {skip, flags};
}

/** nerdctl without a namespace looks into `default`, where nothing of the kubelet's is. */
function whereItLooks(client: Client, flags: ReadonlyMap<string, string>): readonly Found[] {
	if (client === 'podman') return [note('client.podman')];
	const namespace = flags.get('namespace') ?? 'default';
	return [namespace === 'k8s.io' ? note('client.nerdctl') : close('client.nerdctl-namespace', {namespace})];
}

function ignored(client: Client, flags: ReadonlyMap<string, string>): readonly Found[] {
	const left = [...flags.keys()].filter(name => name !== 'namespace').map(name => `--${name}`);
	return left.length === 0 ? [] : [note('client.flags', {client, flags: left.join(', ')})];
}

function ownCommand(
	client: Client,
	own: OwnCommand,
	typed: string,
	rest: readonly string[],
	skip: number,
	said: readonly Found[],
): ClientLine {
	if ('none' in own) return {skip, findings: [lost(own.none, {client, command: typed})], own: []};
	const names = rest.filter(word => !word.startsWith('-'));
	const flags = rest.filter(word => word.startsWith('-'));
	const findings = [
		...said,
		...(own.says === undefined ? [] : [close(own.says)]),
		...(flags.length === 0 ? [] : [lost('client.own-flags', {flags: flags.join(' ')})]),
	];
	const argv: Command['argv'] = [...own.argv, ...(own.takes === undefined ? [] : names.map(argOf(own.takes)))];
	return {skip, findings, own: [{argv, effect: own.effect}]};
}

function argOf(takes: 'pod-sandbox' | 'container' | 'image' | 'text'): (name: string) => Arg {
	switch (takes) {
		case 'pod-sandbox':
			return name => ({lookup: 'pod-sandbox', name});
		case 'container':
			return containerArg;
		case 'image':
			return imageName;
		case 'text':
			return name => name;
	}
}
