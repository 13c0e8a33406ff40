import {lists} from './lists/index.ts';

/** What may follow a command after `:`; Tab completes it. */
export type Takes =
	| 'nothing'
	| 'containerd-namespace'
	| 'container'
	| 'any-name'
	| 'theme'
	| 'docker'
	| 'crictl'
	| 'ctr'
	| 'unit'
	| 'text';

export type LineCommand = {
	readonly name: string;
	readonly aliases: readonly string[];
	readonly takes: Takes;
	/** One line for `:aliases`. */
	readonly about: string;
};

// biome-ignore format: a table
const others: readonly LineCommand[] = [
	{name: 'docker',    aliases: [],                 takes: 'docker',    about: 'a docker line in the translator'},
	{name: 'crictl',    aliases: [],                 takes: 'crictl',    about: 'a crictl line in docker\'s terms'},
	{name: 'ctr',       aliases: [],                 takes: 'ctr',       about: 'a ctr line in docker\'s terms'},
	{name: 'translate', aliases: ['tr'],             takes: 'nothing',   about: 'the translator'},
	{name: 'logs',      aliases: ['log'],            takes: 'container', about: 'the log of a container'},
	{name: 'inspect',   aliases: ['describe', 'desc'], takes: 'any-name', about: 'details of a container, a pod or an image'},
	{name: 'shell',     aliases: ['sh', 'exec'],     takes: 'container', about: 'a shell in a container'},
	{name: 'cheat',     aliases: ['concepts'],       takes: 'text',      about: 'the cheat sheet'},
	{name: 'commands',  aliases: ['!'],              takes: 'nothing',   about: 'every command that rtconsole ran'},
	{name: 'check',     aliases: ['checks', 'doctor'], takes: 'nothing', about: 'the check-up of the node: what is wrong, why, and what to type'},
	{name: 'journal',   aliases: ['journals', 'units', 'journalctl'], takes: 'unit', about: 'the journals of services, live: :journal kubelet containerd'},
	{name: 'migrate',   aliases: ['migration'],      takes: 'nothing',   about: 'from docker to containerd: preflight, plan, walk, undo'},
	{name: 'jobs',      aliases: ['job'],            takes: 'nothing',   about: 'what was done from here: what runs, how the rest ended'},
	{name: 'theme',     aliases: ['skin'],           takes: 'theme',     about: 'other colours'},
	{name: 'mouse',     aliases: [],                 takes: 'nothing',   about: 'the mouse, or the terminal\'s own again'},
	{name: 'config',    aliases: ['settings'],       takes: 'nothing',   about: 'the settings in force, and what is wrong with the file'},
	{name: 'aliases',   aliases: ['alias'],          takes: 'nothing',   about: 'this list'},
	{name: 'help',      aliases: ['h', '?'],         takes: 'text',      about: 'the keys of this screen'},
	{name: 'quit',      aliases: ['q', 'q!', 'exit'], takes: 'nothing',  about: 'quit'},
];

/** Everything that can be typed after `:`, lists first. */
export const lineCommands: readonly LineCommand[] = [
	...lists.map(({name, aliases, about}): LineCommand => ({name, aliases, takes: 'containerd-namespace', about})),
	...others,
];

export function findLineCommand(word: string): LineCommand | undefined {
	return lineCommands.find(({name}) => name === word) ?? lineCommands.find(({aliases}) => aliases.includes(word));
}
