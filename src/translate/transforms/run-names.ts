import {hash} from '../hash.ts';
import {type Ask, close, type Emitted, type Found, lost} from '../transform.ts';
import type {Command, TranslateError} from '../types.ts';
import {pathInside} from './copy.ts';
import {joinedContainer as joined, networksOf} from './networks-of.ts';
import {mountsOver} from './run-cgroup.ts';

const hosts = '/etc/hosts';
const resolver = '/etc/resolv.conf';
/** Not `rbind`, which is what a mount of the line has: so `docker inspect` tells them apart. */
const options = 'options=bind:ro';

/**
 * What the container resolves names by, which docker puts into it and ctr does with `--net-host` alone: the files of the node, files of their
 * own where the line says what is in them, or those of the container whose network it joins.
 */
export function nameMounts(ask: Ask): readonly string[] {
	return [fileOf(hosts, ownHosts(ask), ask), fileOf(resolver, ownResolver(ask), ask)].flatMap(source =>
		source === undefined ? [] : ['--mount', source],
	);
}

/** The files that the line says something about, made before the container is. */
export function nameFiles(ask: Ask): readonly Command[] {
	return [ownHosts(ask), ownResolver(ask)].flatMap(own =>
		own === undefined ? [] : [{argv: own.argv, effect: 'write' as const}],
	);
}

/** True where `--net-host` would lay the node's files over those of the line. Source: ctr 1.6.20, on plain. */
export function hasOwnNames(ask: Ask): boolean {
	return ownHosts(ask) !== undefined || ownResolver(ask) !== undefined;
}

type OwnFile = {readonly path: string; readonly argv: Command['argv']};

function ownHosts(ask: Ask): OwnFile | undefined {
	const hostname = ask.value('hostname');
	const lines = [
		...ask.values('add-host').flatMap(value => {
			const {name, address} = hostOf(value);
			return address === gateway ? [] : [`${address} ${name}`];
		}),
		...(hostname === undefined || joined(ask) !== undefined ? [] : [`127.0.1.1 ${hostname}`]),
	];
	return lines.length === 0 ? othersFile(hosts, 'ctr-hosts', ask) : made('ctr-hosts', `cat ${hosts}`, lines);
}

function ownResolver(ask: Ask): OwnFile | undefined {
	const searches = ask.values('dns-search');
	const lines = [
		...ask.values('dns').map(server => `nameserver ${server}`),
		...(searches.length === 0 || searches.includes('.') ? [] : [`search ${searches.join(' ')}`]),
		...(ask.values('dns-option').length === 0 ? [] : [`options ${ask.values('dns-option').join(' ')}`]),
	];
	if (lines.length === 0 && searches.length === 0) return othersFile(resolver, 'ctr-resolv', ask);
	const replaced = [
		...(ask.values('dns').length > 0 ? ['nameserver'] : []),
		...(searches.length > 0 ? ['search', 'domain'] : []),
		...(ask.values('dns-option').length > 0 ? ['options'] : []),
	];
	return made('ctr-resolv', `sed -E "/^(${replaced.join('|')})/d" ${resolver}`, lines);
}

/** Called by what is in it: the next container with the same words has the same file, and nothing has to be removed. */
function made(name: string, kept: string, lines: readonly string[]): OwnFile {
	const path = `/var/lib/${name}-${hash([kept, ...lines])}`;
	const more = lines.length === 0 ? '' : '; printf "%s\\n" "$@"';
	return {path, argv: ['sh', '-c', `{ ${kept}${more}; } >"$0"`, path, ...lines]};
}

/** A copy: what lies in another mount namespace cannot be mounted by its path under /proc. */
function othersFile(place: string, name: string, ask: Ask): OwnFile | undefined {
	const other = joined(ask);
	if (other === undefined) return undefined;
	const path = `/var/lib/${name}-${hash([other])}`;
	const program = `cat "$1" 2>/dev/null >"$0" || cat ${place} >"$0"`;
	return {path, argv: ['sh', '-c', program, path, pathInside(other, place)]};
}

function fileOf(place: string, own: OwnFile | undefined, ask: Ask): string | undefined {
	if (mountsOver(ask, place)) return undefined;
	if (own === undefined && networksOf(ask)[0] === 'host') return undefined;
	return `type=bind,src=${own?.path ?? place},dst=${place},${options}`;
}

/** docker's word for the address of the node as its containers see it. */
const gateway = 'host-gateway';

function hostOf(value: string): {readonly name: string; readonly address: string} {
	const at = value.search(/[:=]/);
	return {name: value.slice(0, at), address: value.slice(at + 1).replace(/^\[(.*)\]$/, '$1')};
}

const isAddress = (text: string) => /^\d{1,3}(\.\d{1,3}){3}$/.test(text) || /^[\da-f:]*:[\da-f:.]+$/i.test(text);

/** `--add-host` and `--dns`, with docker's words for what it refuses. */
export function addHost(values: readonly string[], ask: Ask): Emitted | TranslateError {
	for (const value of values) {
		const {name, address} = hostOf(value);
		if (!/[:=]/.test(value) || name === '')
			return {error: `invalid argument "${value}" for "--add-host" flag: bad format for add-host: "${value}"`};
		if (address !== gateway && !isAddress(address))
			return {error: `invalid argument "${value}" for "--add-host" flag: invalid IP address in add-host: "${address}"`};
	}
	if (joined(ask) !== undefined) return {error: 'conflicting options: custom host-to-IP mapping and the network mode'};
	const unknown = values.filter(value => hostOf(value).address === gateway);
	return {findings: unknown.map((): Found => lost('run.host-gateway'))};
}

export function nameServers(values: readonly string[], ask: Ask): Emitted | TranslateError {
	const wrong = values.find(value => !isAddress(value));
	if (wrong !== undefined)
		return {error: `invalid argument "${wrong}" for "--dns" flag: ${wrong} is not an ip address`};
	return joined(ask) === undefined ? {} : {error: 'conflicting options: dns and the network mode'};
}

/**
 * As rtconsole runs it: where the node's name server listens on the node's own loopback, which a container has no way to, the file of those
 * behind it. Source: systemd-resolved writes both; docker and kubeadm choose so.
 */
export function withNamesThatWork(argv: Command['argv']): Command['argv'] {
	if (!argv.includes(nodesResolver)) return argv;
	const program = [
		`[ -e ${behind} ] && ! grep '^nameserver' ${resolver} | grep -qvE '[[:space:]](127\\.|::1)' || exec "$@"`,
		`first=1; for word do [ -z "$first" ] || { set --; first=; }; [ "$word" != ${nodesResolver} ] || word=${behindIt}; set -- "$@" "$word"; done`,
		'exec "$@"',
	];
	return ['sh', '-c', program.join('; '), 'sh', ...argv];
}

const behind = '/run/systemd/resolve/resolv.conf';
const nodesResolver = `type=bind,src=${resolver},dst=${resolver},${options}`;
const behindIt = `type=bind,src=${behind},dst=${resolver},${options}`;

/** What is said of them. */
export function nameFindings(ask: Ask): readonly Found[] {
	return networksOf(ask)[0] === 'host' && !hasOwnNames(ask) ? [] : [close('run.names')];
}
