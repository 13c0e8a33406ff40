import {type CommandNode, forEachChild, type ParsedScript, type SyntaxNode} from 'unbash';
import type {Client} from '../clients/client.ts';
import {type Around, sitesOf} from './command-sites.ts';
import {fileIn} from './docker-files.ts';
import {interesting} from './interesting.ts';
import type {Site} from './site.ts';

export type Sites = {
	readonly sites: readonly Site[];
	/** Ranges in which a new line would change the meaning: words, here-documents, tests. */
	readonly closed: ReadonlyArray<{readonly pos: number; readonly end: number}>;
};

const none: readonly CommandNode[] = [];

const closedTypes = new Set(['Word', 'Assignment', 'HereDocBody', 'TestCommand', 'ArithmeticCommand', 'ArithmeticFor']);

/** Every simple command of a parsed text that runs docker, those within others included, and the texts of other shells. */
export function findSites(script: ParsedScript, source: string, clients: readonly Client[] = []): Sites {
	const place = interesting(source, clients);
	const {within} = place;
	const sites: Site[] = [];
	const closed: Array<{pos: number; end: number}> = [];
	// A here-document lies behind the command that it belongs to, so ranges tell nothing where there are any.
	const hasHereDocs = source.includes('<<');
	const skips = (node: SyntaxNode): boolean =>
		(!hasHereDocs || node.type === 'Word' || node.type === 'Assignment') && !within(node.pos, node.end);
	visit(script, {statement: script.pos, closed: false, backquoted: false, readBy: none, before: none, toDocker: false});
	return {sites: sites.sort((left, right) => left.pos - right.pos || right.end - left.end), closed};

	function visit(node: SyntaxNode, around: Around): void {
		if (skips(node)) return;
		const isClosed = closedTypes.has(node.type);
		if (isClosed && source.slice(node.pos, node.end).includes('\n')) closed.push({pos: node.pos, end: node.end});
		let inside: Around = around;
		switch (node.type) {
			case 'Command':
				inside = {...around, toDocker: false};
				for (const site of sitesOf(node, around, source, place)) {
					sites.push(site);
					if (site.kind === 'docker') inside = {...around, toDocker: true};
				}
				break;
			case 'For':
				sites.push(...fileIn(node.wordlist ?? [], around));
				break;
			case 'TestUnary':
				sites.push(...fileIn([node.operand], around));
				break;
			case 'Pipeline':
				for (const [index, command] of node.commands.entries())
					visit(command, {
						...around,
						toDocker: false,
						readBy: node.commands.slice(index + 1),
						before: node.commands.slice(0, index),
					});
				return;
			case 'CommandExpansion': {
				const {script: nested, pos, end, text} = node;
				if (nested === undefined || (nested.errors?.length ?? 0) > 0) return;
				const backquoted = text.startsWith('`');
				if (nested.source === undefined) inside = {...around, backquoted: around.backquoted || backquoted};
				else {
					pushBackquotes(pos + 1, end - 1, around);
					return;
				}
				break;
			}
			case 'Script':
				if (node.source !== undefined || ((node as ParsedScript).errors?.length ?? 0) > 0) return;
		}
		if (isClosed) inside = {...inside, closed: true};
		const starts = (node.type === 'Statement' || node.type === 'Command') && !inside.closed;
		if (starts) inside = {...inside, statement: node.pos};
		if (inside.readBy !== none || inside.before !== none) inside = {...inside, readBy: none, before: none};
		forEachChild(node, child => visit(child, inside));
	}

	/** Positions in backquotes with escapes are not those of the text: it is one that another shell reads. */
	function pushBackquotes(pos: number, end: number, {statement, backquoted}: Around): void {
		sites.push({kind: 'text', pos, end, statement, backquoted, from: {inner: {pos, end}}});
	}
}
