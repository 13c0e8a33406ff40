import {type Command, forEachChild, type ParsedScript, type Redirection, type SyntaxNode, type Word} from 'unbash';
import {pastWrappers, type Wrapped} from './wrappers.ts';

/** A docker command in a shell text. Positions are offsets in the text. */
export type DockerSite = {
	/** From the word `docker` to the end of its last word. */
	readonly pos: number;
	readonly end: number;
	/** The words after `docker`. */
	readonly words: readonly Word[];
	/** The first word: `docker`, `/usr/bin/docker`, `docker-compose`. */
	readonly docker: string;
	/** Redirections between the words. */
	readonly redirections: readonly Redirection[];
	readonly wrapped: Wrapped;
	/** Nothing stands before `docker` in its command, so that a group may take its place. */
	readonly bare: boolean;
	/** Where the command is in a line of its own: the place of a comment, found by `anchor`. */
	readonly statement: number;
};

export type Sites = {
	readonly sites: readonly DockerSite[];
	/** Ranges in which a new line would change the meaning: words, here-documents, tests. */
	readonly closed: ReadonlyArray<{readonly pos: number; readonly end: number}>;
};

const closedTypes = new Set(['Word', 'Assignment', 'HereDocBody', 'TestCommand', 'ArithmeticCommand', 'ArithmeticFor']);

/** Every simple command of a parsed text that runs docker, those within others included. */
export function findSites(script: ParsedScript): Sites {
	const sites: DockerSite[] = [];
	const closed: Array<{pos: number; end: number}> = [];
	visit(script, script.pos, false);
	return {sites: sites.sort((left, right) => left.pos - right.pos), closed};

	function visit(node: SyntaxNode, statement: number, inside: boolean): void {
		if (node.type === 'Script' && !isWhole(node)) return;
		const isClosed = closedTypes.has(node.type);
		if (isClosed) closed.push({pos: node.pos, end: node.end});
		if (node.type === 'Command') {
			const site = siteOf(node, statement);
			if (site !== undefined) sites.push(site);
		}
		const within = inside || isClosed;
		const starts = (node.type === 'Statement' || node.type === 'Command') && !within;
		forEachChild(node, child => visit(child, starts ? node.pos : statement, within));
	}
}

/** Positions in backquotes with escapes are not those of the text; what has errors is not understood. */
function isWhole({source, errors}: ParsedScript): boolean {
	return source === undefined && (errors === undefined || errors.length === 0);
}

function siteOf(command: Command, statement: number): DockerSite | undefined {
	const {name} = command;
	if (name === undefined) return undefined;
	const words: Word[] = [name];
	for (const arg of command.args) {
		if (arg.type !== 'Word') return undefined;
		words.push(arg);
	}
	const wrapped = pastWrappers(words);
	const docker = wrapped && words[wrapped.at];
	if (wrapped === undefined || docker === undefined || !/^(.*\/)?docker(-compose)?$/.test(docker.value))
		return undefined;
	const end = words.at(-1)?.end ?? docker.end;
	return {
		pos: docker.pos,
		end,
		words: words.slice(wrapped.at + 1),
		docker: docker.value.replace(/^.*\//, ''),
		redirections: command.redirects.filter(each => each.pos > docker.pos && each.end < end),
		wrapped,
		bare: wrapped.at === 0 && command.prefix.length === 0,
		statement,
	};
}
