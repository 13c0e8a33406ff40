import type {DockerGrammar, DockerIndex, ToolGrammar} from './grammar.ts';
import {findCommand, withoutDocker} from './parse.ts';
import type {Rule, Sentences} from './rule.ts';
import type {Tables} from './tables.ts';

export type {Tables};

type Shared = Pick<Tables, 'index' | 'sentences' | 'tools'>;

/** Everything, for the console and for scripts of many lines. */
export async function loadTables(): Promise<Tables> {
	const shared = await loadShared();
	return loadCommands(shared, [...new Set(Object.values(shared.index.names))]);
}

/** What one line needs: its command's grammar and rule beside what all commands share. */
export async function loadTablesFor(words: readonly string[]): Promise<Tables> {
	const shared = await loadShared();
	const named = findCommand(withoutDocker(words), shared.index);
	return loadCommands(shared, 'error' in named ? [] : [named.command]);
}

async function loadShared(): Promise<Shared> {
	const [index, sentences, crictl, ctr] = await Promise.all([
		import('../../data/grammar/docker.json'),
		import('../../data/findings/en.json'),
		import('../../data/grammar/crictl.json'),
		import('../../data/grammar/ctr.json'),
	]);
	return {
		index: plain<DockerIndex>(index),
		sentences: plain<Sentences>(sentences),
		tools: {crictl: plain<ToolGrammar>(crictl), ctr: plain<ToolGrammar>(ctr)},
	};
}

async function loadCommands(shared: Shared, commands: readonly string[]): Promise<Tables> {
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
	return {...shared, grammars, rules};
}

function fileOf(command: string): string {
	return command.replaceAll(' ', '-');
}

/** A JSON module is its default export, whoever bundles it. */
function plain<T>(module: unknown): T {
	return (module as {readonly default: T}).default;
}
