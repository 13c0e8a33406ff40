import {type Command, forEachChild, type ParsedScript, type Redirection, type SyntaxNode, type Word} from 'unbash';
import type {TargetTool} from '../grammar.ts';
import {shellTextOf} from '../shell/shell-texts.ts';
import {baseName, pastWrappers, type Xargs} from '../shell/wrappers.ts';

/** A command of a shell text that runs crictl or ctr. Positions are offsets in the text. */
export type ToolCall = {
	/** From the tool, or from the program that has it (`k3s crictl`), to the end of its last word. */
	readonly pos: number;
	readonly end: number;
	readonly tool: TargetTool;
	/** What follows the tool. */
	readonly words: readonly Word[];
	/** Those that stand among the words. */
	readonly redirections: readonly Redirection[];
	/** What xargs, find or parallel puts in, and where. */
	readonly xargs?: Xargs;
};

/** Distributions that bring the tools within one program of theirs. */
const within = new Set(['k3s', 'rke2', 'microk8s', 'k0s']);

/** A word that another shell reads: `sh -c 'crictl ps | wc -l'`. */
export type InnerText = {readonly pos: number; readonly end: number; readonly text: string};

/** All of them in the order of the text: those within `$(…)` behind the command that they are put into. */
export function toolCalls(script: ParsedScript): ReadonlyArray<ToolCall | InnerText> {
	const calls: Array<ToolCall | InnerText> = [];
	visit(script);
	return calls.sort((left, right) => left.pos - right.pos || right.end - left.end);

	function visit(node: SyntaxNode): void {
		// In backquotes with escapes positions are those of another text.
		if (node.type === 'CommandExpansion' && node.script?.source !== undefined) return;
		if (node.type === 'Command') calls.push(...callsOf(node));
		forEachChild(node, visit);
	}
}

function callsOf({name, args, redirects}: Command): ReadonlyArray<ToolCall | InnerText> {
	if (name === undefined) return [];
	const words = [name, ...args.filter((arg): arg is Word => arg.type === 'Word')];
	const {at, end, xargs} = pastWrappers(words) ?? {at: 0, end: 0};
	const read = shellTextOf(words, at, end);
	if (read === undefined || read === 'here-document') return callOf(words.slice(at, end), redirects, xargs);
	const [only, ...more] = read.words;
	if (only === undefined || more.length > 0) return callOf(read.words, redirects, xargs);
	return isLiteral(only) ? [{pos: only.pos, end: only.end, text: only.value}] : [];
}

function isLiteral({parts}: Word): boolean {
	const all = parts?.flatMap(part => (part.type === 'DoubleQuoted' ? part.parts : part)) ?? [];
	return all.every(({type}) => type === 'Literal' || type === 'SingleQuoted');
}

function callOf(words: readonly Word[], redirects: readonly Redirection[], xargs?: Xargs): readonly ToolCall[] {
	const toolAt = within.has(baseName(words[0])) ? 1 : 0;
	const tool = baseName(words[toolAt]);
	const [first, last] = [words[0], words.at(-1)];
	if ((tool !== 'crictl' && tool !== 'ctr') || first === undefined || last === undefined) return [];
	return [
		{
			pos: first.pos,
			end: last.end,
			tool,
			words: words.slice(toolAt + 1),
			redirections: redirects.filter(({pos}) => pos > first.pos && pos < last.end),
			...(xargs === undefined ? {} : {xargs}),
		},
	];
}
