import sentences from '../../data/findings/en.json';
import crictl from '../../data/grammar/crictl.json';
import ctr from '../../data/grammar/ctr.json';
import indexFile from '../../data/grammar/docker.json';
import type {DockerGrammar, DockerIndex, ToolGrammar} from './grammar.ts';
import {findCommand, withoutDocker} from './parse.ts';
import type {Rule} from './rule.ts';
import type {Tables} from './tables.ts';

// What the translator reads of `data/`, file by file. In the executable tools/data-plugin.mjs puts another module with the
// same exports in place of this one, in which each entry is parsed when it is wanted.

const index = indexFile as DockerIndex;
const shared = {index, sentences, tools: {crictl: crictl as ToolGrammar, ctr: ctr as ToolGrammar}};

/** Everything, for the console and for scripts of many lines. */
export async function loadTables(): Promise<Tables> {
	return loadCommands([...new Set(Object.values(index.names))]);
}

/** What one line needs: its command's grammar and rule beside what all commands share. */
export async function loadTablesFor(words: readonly string[]): Promise<Tables> {
	const named = findCommand(withoutDocker(words), index);
	return loadCommands('error' in named ? [] : [named.command]);
}

async function loadCommands(commands: readonly string[]): Promise<Tables> {
	const grammars: Record<string, DockerGrammar> = {};
	const rules: Record<string, Rule> = {};
	const loadRule = async (command: string): Promise<void> => {
		const rule = plain<Rule>(await import(`../../data/rules/${fileOf(command)}.json`));
		rules[command] = rule;
		if (rule.like !== undefined && rules[rule.like] === undefined) await loadRule(rule.like);
	};
	await Promise.all(
		commands.map(async command => {
			await Promise.all([
				import(`../../data/grammar/docker/${fileOf(command)}.json`).then(module => {
					grammars[command] = plain<DockerGrammar>(module);
				}),
				loadRule(command),
			]);
		}),
	);
	const {builders, flagTransforms} = await import('./transforms/index.ts');
	return {...shared, grammars, rules, transforms: {builders, flagTransforms}};
}

function fileOf(command: string): string {
	return command.replaceAll(' ', '-');
}

/** A JSON module is its default export, whoever bundles it. */
function plain<T>(module: unknown): T {
	return (module as {readonly default: T}).default;
}
