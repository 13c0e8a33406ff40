import {byProcess, containerArg} from '../container-arg.ts';
import {type Ask, type Build, type Built, close, note} from '../transform.ts';
import type {Arg, Command} from '../types.ts';
import {overFiles} from './container-files.ts';

/** A file of a running container as the host sees it. */
export function pathInside(container: string, path: string): Arg {
	return byProcess(container, '/proc/', `/root${path.startsWith('/') ? '' : '/'}${path}`);
}

/** `docker cp`: on the host, but into what runs through tar in the container, which cannot leave it. */
export const cp: Build = (_draft, ask) => {
	const [from, to] = ask.parsed.args.map(splitPath);
	if (from === undefined || to === undefined) throw new Error('docker cp has two arguments');
	if (from.container !== undefined && to.container !== undefined)
		return {error: 'docker cp does not copy from one container to another'};
	if (from.container === undefined && to.container === undefined)
		return {error: 'docker cp needs a container: CONTAINER:PATH on one side'};
	const whole = copyBetween(ask, containerArg, 'k8s.io');
	const running =
		from.container === undefined
			? intoRunning(from.path, containerArg(to.container ?? ''), to.path, ask)
			: outOfRunning(from.container, from.path, to.path, ask.on('follow-link'));
	return ask.ctr ? withEnded(running, whole) : running;
};

/** What a person reads is for a container that runs; where it does not, rtconsole runs what works there. */
export function withEnded({commands, findings = []}: Built, whole: Built): Built {
	const [command, ended] = [commands[0], whole.commands[0]];
	if (command === undefined || ended === undefined) return whole;
	return {commands: [{...command, ended: {argv: ended.argv}}], findings: [...findings, note('cp.ended')]};
}

/** @param idOf A container's name as an argument. */
export function copyBetween(ask: Ask, idOf: (name: string) => Arg, namespace: string): Built {
	const [from = {path: ''}, to = {path: ''}] = ask.parsed.args.map(splitPath);
	if (from.container === undefined) return copyIn(from.path, {id: idOf(to.container ?? ''), namespace}, to.path, ask);
	return copyOut({id: idOf(from.container), namespace}, from.path, to.path, ask.on('follow-link'));
}

/** Only while it runs, and not through absolute links. */
function outOfRunning(container: string, path: string, target: string, follow: boolean): Built {
	if (target === '-') {
		const {directory, name} = cut(path);
		const argv = ['tar', '-C', pathInside(container, directory), '-cf', '-', name] as const;
		return {commands: [{argv, effect: 'read', terminal: 'attach'}], findings: [close('cp.out')]};
	}
	const flags = ['-R', kept, ...(follow ? ['--dereference'] : [])];
	const command: Command = {argv: ['cp', ...flags, pathInside(container, path), target], effect: 'write'};
	return {commands: [command], findings: [close('cp.out')]};
}

function intoRunning(source: string, id: Arg, path: string, ask: Ask): Built {
	const argv = ['ctr', '-n', 'k8s.io', 'task', 'exec', ...asRoot(ask), '--exec-id', `cp-${ask.unique}`, id] as const;
	const from = source === '-' ? undefined : cut(source);
	const inside = from === undefined ? ['tar', '-xf', '-', '-C', path] : ['sh', '-c', unpack, 'sh', path, from.name];
	const command: Command = {
		...(from === undefined ? {terminal: 'attach'} : {inputFrom: ['tar', '-cf', '-', '-C', from.directory, from.name]}),
		argv: [...argv, ...inside],
		effect: 'write',
	};
	return {commands: [command], findings: [close('cp.in-running'), ...archived(ask)]};
}

/** The container's own user may not write where docker, which is root, does. `0` without a group breaks its overlay on 1.6. */
function asRoot(ask: Ask): readonly string[] {
	return ask.has('ctr', 'tasks exec', 'user') ? ['--user', '0:0'] : [];
}

function archived(ask: Ask): Built['findings'] & {} {
	return ask.on('archive') ? [close('cp.archive')] : [];
}

type Held = {readonly id: Arg; readonly namespace: string};

/** Owners are not kept. Source: lab, docker 20.10.24: what comes out belongs to who asks for it, with --archive too. */
const kept = '--preserve=mode,timestamps,links';

function copyOut({id, namespace}: Held, path: string, target: string, follow: boolean): Built {
	const found = note('cp.files');
	// `FOLDER/.` is what is in it, and so is all of the container, without what the kernel shows there.
	const at = [
		'walk "$2"',
		'[ "$at" ] && x= || x=x',
		'case $2 in */.) at=$at/. ;; */) walk "$2" follow ;; esac',
		`at=\${at:-/.}`,
	];
	if (target === '-') {
		const pack = `tar -C "$root\${at%/*}/" -cf - "\${at##*/}"`;
		const argv = ['sh', '-c', overFiles(namespace, 'read', [...at, pack]), 'sh', id, path] as const;
		return {commands: [{argv, effect: 'read', terminal: 'attach'}], findings: [found]};
	}
	// What a link leads to has the name of the link.
	const renamed = `walk "$2" follow; x=\${2%/}; [ ! -d "$3" ] || set -- "$1" "$2" "$3/\${x##*/}"; x=`;
	const copy = `cp -R$x ${kept} "$root$at" "$3"`;
	const text = overFiles(namespace, 'read', follow ? [renamed, copy] : [...at, copy]);
	return {commands: [{argv: ['sh', '-c', text, 'sh', id, path, target], effect: 'write'}], findings: [found]};
}

/** Source: lab, crictl 1.30: crictl exec -i loses input when a program closes its output early; ctr and tar do not. */
function copyIn(source: string, {id, namespace}: Held, path: string, ask: Ask): Built {
	const {directory, name} = cut(source);
	const program = source === '-' ? 'exec tar -xf - -C "$1"' : unpack;
	const asked = ['exec ctr task exec', ...asRoot(ask), `--exec-id "cp-${ask.unique}"`].join(' ');
	const inside = `${asked} "$1" sh -c "$4" sh "$2" "$3"`;
	const steps = ['walk "$2" follow', 'case $2 in */) at=$at/ ;; esac', 'sh -c "$4" sh "$root$at" "$3"'];
	const command: Command = {
		...(source === '-' ? {terminal: 'attach'} : {inputFrom: ['tar', '-cf', '-', '-C', directory, name]}),
		argv: ['sh', '-c', overFiles(namespace, 'write', steps, inside), 'sh', id, path, name, program],
		effect: 'write',
	};
	return {commands: [command], findings: [close('cp.in'), ...archived(ask)]};
}

/** Into a folder, over a file, or, as docker does, as something new under the name that was given. */
export const unpack = [
	'if [ -d "$1" ]; then exec tar -xf - -C "$1"; fi',
	'if [ -e "$1" ]; then exec tar -xOf - > "$1"; fi',
	'new=$(dirname "$1")/.$$; mkdir "$new" && tar -xf - -C "$new" || exit',
	'if [ "$2" = . ]; then mv "$new" "$1"; else mv "$new/$2" "$1" && rmdir "$new"; fi',
].join('; ');

/** `CONTAINER:PATH`; a path of the host with a colon begins with `/` or `.`. Source: docker/cli splitCpArg. */
export function splitPath(text: string): {readonly container?: string; readonly path: string} {
	if (text.startsWith('/') || text.startsWith('.')) return {path: text};
	const colon = text.indexOf(':');
	return colon < 0 ? {path: text} : {container: text.slice(0, colon), path: text.slice(colon + 1) || '/'};
}

/** For tar: the directory to stand in, and what to pack there. */
function cut(path: string): {readonly directory: string; readonly name: string} {
	const bare = path.replace(/(?<=.)\/+$/, '');
	const slash = bare.lastIndexOf('/');
	const name = bare.slice(slash + 1);
	if (name === '' || name === '.' || name === '..') return {directory: bare === '' ? '/' : bare, name: '.'};
	return {
		directory: slash < 0 ? '.' : slash === 0 ? '/' : bare.slice(0, slash),
		name: name.startsWith('-') ? `./${name}` : name,
	};
}
