import type {Parsed} from '../parse.ts';
import {close, type Found, lost, note} from '../transform.ts';
import type {Command} from '../types.ts';

/**
 * podman keeps its images where CRI-O does, and takes docker's words: what docker does with images, and with containers that
 * are no pod's. Source: containers-storage.conf(5); podman 4 and 5 `--help`; lab: CRI-O 1.37.
 */
const commands: Readonly<Record<string, {readonly effect: Command['effect']; readonly says: string}>> = {
	build: {effect: 'write', says: 'crio.podman-images'},
	create: {effect: 'write', says: 'crio.podman-run'},
	import: {effect: 'write', says: 'crio.podman-images'},
	load: {effect: 'write', says: 'crio.podman-images'},
	login: {effect: 'write', says: 'crio.podman-login'},
	logout: {effect: 'write', says: 'crio.podman-login'},
	push: {effect: 'write', says: 'crio.podman-images'},
	run: {effect: 'write', says: 'crio.podman-run'},
	save: {effect: 'read', says: 'crio.podman-images'},
	search: {effect: 'read', says: 'crio.podman-images'},
	tag: {effect: 'write', says: 'crio.podman-images'},
};

/** Flags of docker that podman refuses, or takes for something else. */
const unknown: Readonly<Record<string, readonly string[]>> = {
	build: ['progress', 'push', 'load', 'builder', 'call', 'check', 'allow', 'provenance', 'metadata-file'],
	run: ['disable-content-trust', 'isolation', 'runtime', 'volume-driver', 'link', 'kernel-memory'],
	create: ['disable-content-trust', 'isolation', 'runtime', 'volume-driver', 'link', 'kernel-memory'],
	push: ['disable-content-trust', 'platform'],
	load: ['platform'],
	save: ['platform'],
};

export type ThroughPodman = {readonly commands: readonly Command[]; readonly findings: readonly Found[]};

/** @param line What followed `docker`. */
export function throughPodman(parsed: Parsed, line: readonly string[]): ThroughPodman | undefined {
	const command = commands[parsed.command];
	if (command === undefined || parsed.globals.size > 0 || parsed.help) return undefined;
	const refused = (unknown[parsed.command] ?? []).filter(name => parsed.flags.has(name));
	const said = command.says === 'crio.podman-run' ? close(command.says) : note(command.says);
	if (refused.length > 0)
		return {
			commands: [],
			findings: refused.map(name => ({...lost('crio.podman-flag', {flag: `--${name}`}), flag: `--${name}`})),
		};
	return {
		commands: [{argv: ['podman', ...line], effect: command.effect, ...mannerOf(parsed)}],
		findings: [said],
	};
}

/** It asks for a password, writes or reads an archive, or is the program that was started. */
function mannerOf({command, flags}: Parsed): Pick<Command, 'terminal'> {
	const answers = ['create', 'search', 'tag', 'logout'].includes(command);
	return answers || (command === 'run' && flags.has('detach')) ? {} : {terminal: 'attach'};
}
