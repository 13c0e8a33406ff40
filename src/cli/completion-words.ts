import {commands} from './commands/index.ts';
import {globalFlags} from './global-flags.ts';

/** What can follow a command of rtconsole. */
export type CompletedCommand = {
	readonly name: string;
	readonly summary: string;
	/** Words that its first argument can be: `install`, `remove`. */
	readonly words: readonly string[];
	readonly flags: readonly string[];
	/** A file or a folder can follow. */
	readonly takesFile: boolean;
};

export type CompletionWords = {
	readonly flags: ReadonlyArray<{
		readonly flag: string;
		readonly about: string;
		readonly takes?: 'file' | 'folder' | 'text';
	}>;
	readonly commands: readonly CompletedCommand[];
	/** Commands of docker, for what follows `docker`. */
	readonly docker: readonly string[];
};

/** Everything that a shell completes, from the registry of commands, their helps, and the grammar of docker. */
export async function completionWords(): Promise<CompletionWords> {
	const {loadTables} = await import('../translate/load.ts');
	const {index} = await loadTables();
	const described = await Promise.all(commands.map(async each => ({...each, help: (await each.load()).help})));
	const globals = globalFlags.map(([flag, about]) => {
		const [name = '', value] = flag.split(' ');
		return {flag: name, about, ...(value !== undefined && {takes: takesOf(value)})};
	});
	return {
		flags: [...globals, {flag: '--help', about: 'what a command does'}, {flag: '--version', about: 'the version'}],
		commands: described.map(({name, arguments: args, summary, help}) => ({
			name,
			summary,
			words: wordsOf(args),
			flags: flagsOf(
				help,
				globals.map(({flag}) => flag),
			),
			takesFile: /\b(FILE|DIR)\b/.test(args),
		})),
		docker: [
			...new Set([...Object.keys(index.names), ...index.groups].map(name => name.split(' ')[0] as string)),
		].toSorted(),
	};
}

function takesOf(value: string): 'file' | 'folder' | 'text' {
	if (value === 'FILE') return 'file';
	return value === 'DIR' ? 'folder' : 'text';
}

/** `install|remove [DIR]`: the words in small letters that stand beside each other. */
function wordsOf(args: string): readonly string[] {
	return args
		.split(/[\s[\]]+/)
		.filter(word => /^[a-z]+(\|[a-z]+)+$/.test(word))
		.flatMap(word => word.split('|'));
}

/** Flags of its own, as its help explains them. */
function flagsOf(help: string, globals: readonly string[]): readonly string[] {
	const found = [...help.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([flag]) => flag);
	return [...new Set(found)].filter(flag => !globals.includes(flag) || flag === '--json').toSorted();
}
