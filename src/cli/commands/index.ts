import type {CliCommand} from '../context.ts';
import {translateCommand} from './translate.ts';

export type Registered = {
	readonly name: string;
	readonly arguments: string;
	/** One line for `rtconsole --help`. */
	readonly summary: string;
	load(): Promise<CliCommand>;
};

const list = (name: string, summary: string): Registered => ({
	name,
	arguments: '[--json] [--wide]',
	summary,
	load: async () => (await import('./list.ts')).listCommand(name),
});

/**
 * Every one-shot command, in the order of the help. Loaded when called: the start of one must not pay for the others.
 */
export const commands: readonly Registered[] = [
	list('pods', 'pods and their sandboxes'),
	list('containers', 'containers of every containerd namespace'),
	list('images', 'images, their names and what uses them'),
	list('tasks', "containerd's running processes"),
	list('snapshots', 'layers of images and containers'),
	list('namespaces', 'containerd namespaces, who owns them, what is in them'),
	list('stats', 'CPU, memory and disk of the running containers: two samples, one second apart'),
	list('tree', 'pods with everything that stands behind them, down to layers and log files'),
	list('content', 'blobs of the content store and which images need them'),
	list('leases', 'what keeps content from being collected'),
	{
		name: 'events',
		arguments: '[--for 10s] [--json]',
		summary: 'what happens in the runtime, as it happens; --json: one object a line',
		load: async () => (await import('./events.ts')).eventsCommand,
	},
	{
		name: 'translate',
		arguments: 'docker …',
		summary: 'a docker command in the terms of crictl and ctr, and backwards; --line, --script: shell',
		load: async () => translateCommand,
	},
	{
		name: 'docker',
		arguments: '…',
		summary: 'run a docker command through crictl and ctr; writes ask, unless --yes stands before docker',
		load: async () => (await import('./docker.ts')).dockerCommand,
	},
	{
		name: 'cheat',
		arguments: '[WORDS…]',
		summary: 'docker, crictl and ctr side by side, and what is different: tables, concepts, examples',
		load: async () => (await import('./cheat.ts')).cheatCommand,
	},
	{
		name: 'shim',
		arguments: 'install|remove [DIR]',
		summary: 'a docker on PATH that calls rtconsole docker; never in place of a real one',
		load: async () => (await import('./shim.ts')).shimCommand,
	},
	{
		name: 'check',
		arguments: '[--json]',
		summary: 'check-up of this node: what is wrong, why, and what to type',
		load: async () => (await import('./check.ts')).checkCommand,
	},
	{
		name: 'why',
		arguments: '[NAMESPACE/]POD|CONTAINER',
		summary: 'why a pod or a container does not run, and what to type',
		load: async () => (await import('./why.ts')).whyCommand,
	},
	{
		name: 'explain',
		arguments: '[FILE]',
		summary: 'causes and fixes for a log or an error message',
		load: async () => (await import('./explain.ts')).explainCommand,
	},
	{
		name: 'migrate',
		arguments: '[plan|apply|undo|status]',
		summary: 'from docker to containerd on this node: planned, resumable, with a way back',
		load: async () => (await import('./migrate.ts')).migrateCommand,
	},
	{
		name: 'journal',
		arguments: '[UNIT…]',
		summary: 'the journals of the services, with what each line means',
		load: async () => (await import('./journal.ts')).journalCommand,
	},
	{
		name: 'completion',
		arguments: 'bash|zsh|fish',
		summary: 'Tab completion for a shell',
		load: async () => (await import('./completion.ts')).completionCommand,
	},
	{
		name: 'version',
		arguments: '[--json]',
		summary: 'version of rtconsole, and of what it finds on this node',
		load: async () => (await import('./version.ts')).versionCommand,
	},
];
