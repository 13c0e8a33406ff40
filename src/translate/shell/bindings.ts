import {
	type AndOr,
	type Assignment,
	type Command,
	type CommandNode,
	type For,
	forEachChild,
	type ParsedScript,
	type Redirected,
	type Statement,
	type SyntaxNode,
	type While,
} from 'unbash';
import {type Assigned, assigned, commandsOf, type Range, substituted} from './assigned.ts';
import {type Held, heldBy, heldByLoop, mayBeFlags} from './held.ts';
import {fieldsListed, listRead} from './id-lists.ts';
import {spread, wordsGiven} from './many-words.ts';

export type {Range};

export type Binding = Assigned & {
	readonly pos: number;
	readonly held?: Held;
	/** Where it surely holds. */
	readonly scope: Range;
	readonly loop: boolean;
	/** A loop over words of which one looks like a flag, or the arguments of the script, which may be some. */
	readonly flags?: boolean;
	/** The words that it gives, an array or not; `appends`: to what it had. */
	readonly given?: readonly string[];
	readonly array?: boolean;
	readonly appends?: boolean;
	/** `for each in $LIST`: the variable whose words it takes, one after the other. */
	readonly of?: string;
};

/** Every place of a script that sets a variable, in the order of the text. */
export function collectBindings(script: ParsedScript): Map<string, Binding[]> {
	const found = new Map<string, Binding[]>();
	const bind = (name: string, pos: number, held: Held | undefined, scope: Range, loop = false, flags = false): void => {
		const all = found.get(name) ?? [];
		all.push({pos, scope, loop, flags, ...(held === undefined ? {} : {held})});
		found.set(name, all);
	};
	/** What else is known of the place that was bound last. */
	const amend = (name: string, more: Partial<Binding>): void => {
		const last = found.get(name)?.pop();
		if (last !== undefined) found.get(name)?.push({...last, ...more});
	};
	const note = (assignment: Assignment): void => {
		const {name, value, append} = assignment;
		const given = wordsGiven(assignment);
		amend(name, {
			...(given && {given}),
			...(value.type === 'ArrayValue' ? {array: true} : {}),
			...(append === true ? {appends: true} : value.type === 'Word' ? assigned(value) : {}),
		});
	};
	const from = (name: string, [source, ...more]: ReadonlyArray<Range | undefined>): void => {
		if (source !== undefined && more.length === 0) amend(name, {source});
	};
	/** `for each in $LIST` */
	const takes = ({name: {value: name}, wordlist = []}: For): void => {
		const [only, ...more] = wordlist;
		const of = only === undefined || more.length > 0 ? undefined : spread(only)?.name;
		if (of !== undefined) amend(name, {of});
	};
	visit(script);
	return found;

	function visit(node: SyntaxNode): void {
		switch (node.type) {
			case 'Word':
			case 'Assignment':
				return;
			case 'Script':
			case 'CompoundList':
				for (const statement of node.commands) visitStatement(statement, node.end);
				return;
			case 'Command':
				visitCommand(node, nowhere);
				return;
			case 'For':
				bind(node.name.value, node.pos, heldByLoop(node), node.body, true, mayBeFlags(node));
				from(node.name.value, (node.wordlist ?? []).map(substituted));
				takes(node);
				break;
			case 'Select':
				bind(node.name.value, node.pos, undefined, nowhere);
				break;
			case 'Pipeline':
				for (const [index, command] of node.commands.entries()) visitReader(command, node.commands.slice(0, index));
				return;
			case 'Redirected':
				// `while read -r id; do …; done < <(docker ps -q)`
				visitReader(node.command, substitutedInto(node.redirects));
				return;
		}
		forEachChild(node, visit);
	}

	/** A statement of a list has run when the next one runs, unless it stands behind && or || or in the background. */
	function visitStatement({command, background, end}: Statement, listEnd: number): void {
		const rest = background === true ? nowhere : {pos: end, end: listEnd};
		if (command.type === 'Command') visitCommand(command, rest);
		else if (command.type === 'AndOr') visitAndOr(command, rest, end);
		else visit(command);
	}

	function visitAndOr(command: AndOr, rest: Range, end: number): void {
		for (const [index, each] of command.commands.entries()) {
			if (each.type !== 'Command') {
				visit(each);
				continue;
			}
			const onlyAnd = command.operators.slice(index).every(operator => operator === '&&');
			// The first of them has run in any case, so it holds for what follows the statement too.
			const until = index === 0 ? Math.max(rest.end, onlyAnd ? command.end : 0) : command.end;
			const from = onlyAnd ? each.end : end;
			visitCommand(each, index === 0 || onlyAnd ? {pos: from, end: until} : nowhere);
		}
	}

	function visitCommand({name, prefix, suffix}: Command, scope: Range): void {
		const command = name?.value ?? '';
		const sets = name === undefined || /^(export|local|declare|typeset|readonly)$/.test(command);
		const assignments = (name === undefined ? prefix : suffix).filter(part => part.type === 'Assignment');
		if (sets)
			for (const assignment of assignments)
				if (!splitsAtLines.test(assignment.text)) {
					bind(assignment.name, assignment.pos, heldBy(assignment), scope);
					note(assignment);
				}
		// `declare -a OPTS`: nothing yet.
		if (sets && suffix.some(part => part.type === 'Word' && /^-\w*a/.test(part.text)))
			for (const part of suffix)
				if (part.type === 'Word' && /^[A-Za-z_]\w*$/.test(part.text)) {
					bind(part.text, part.pos, undefined, scope);
					amend(part.text, {given: [], array: true});
				}
		const array = arrayRead(command, suffix);
		if (array !== undefined) {
			const kind = array.lines ? listRead(substitutedInto(suffix)) : undefined;
			bind(array.name, name?.pos ?? 0, kind && {kind, several: true}, kind ? scope : nowhere);
			amend(array.name, {array: true});
		}
		if (command === 'read')
			for (const part of suffix) if (part.type === 'Word') bind(part.value, part.pos, undefined, nowhere);
	}

	/** `docker ps -q | while read -r id`, `done < <(docker ps -q)`: what is read are IDs. */
	function visitReader(command: CommandNode, before: readonly CommandNode[]): void {
		const read = command.type === 'While' ? readByLoop(command) : undefined;
		const kind = listRead(before);
		const [name, ...more] = read?.names ?? [];
		const kinds = more.length > 0 && read !== undefined ? fieldsListed(before, read.names.length, read.split) : [kind];
		if (command.type !== 'While' || name === undefined || kinds.every(each => each === undefined)) {
			visit(command);
			return;
		}
		for (const [at, each] of [name, ...more].entries()) {
			const kind = kinds[at];
			bind(each, command.pos, kind && {kind, several: false}, kind ? command.body : nowhere, kind !== undefined);
			from(each, [before[0] === undefined ? undefined : {pos: before[0].pos, end: before.at(-1)?.end ?? 0}]);
		}
		visit(command.body);
	}
}

/** The array that `mapfile -t IDS` fills; `lines`: with all lines that it reads, and nothing but them. */
function arrayRead(command: string, suffix: Command['suffix']) {
	if (!/^(mapfile|readarray)$/.test(command)) return undefined;
	const words = suffix.flatMap(part => (part.type === 'Word' ? [part.text] : []));
	const name = words.at(-1) ?? '';
	return /^[A-Za-z_]\w*$/.test(name) ? {name, lines: words.length === 2 && words[0] === '-t'} : undefined;
}

/** The commands of `< <(docker ps -q)`, where nothing else is read. */
function substitutedInto(parts: Command['suffix'] | Redirected['redirects']): readonly CommandNode[] {
	const [redirect, ...more] = parts.filter(part => part.type === 'Redirect' && part.operator.startsWith('<'));
	if (redirect?.type !== 'Redirect' || redirect.operator !== '<' || more.length > 0) return [];
	const [part] = redirect.target?.parts ?? [];
	return (part?.type === 'ProcessSubstitution' ? commandsOf(part.script) : undefined) ?? [];
}

/** Whatever else it splits at, IDs that stand on lines of their own come apart. */
const splitsAtLines = /^IFS=(\$'[\\nt ]*\\n[\\nt ]*'|'[ \t\n]*\n[ \t\n]*'|"[ \t\n]*\n[ \t\n]*")$/;

const nowhere: Range = {pos: 0, end: 0};

/** The names that `while read -r id name; do` reads, and at what; undefined for a clause that does more. */
function readByLoop({kind, clause}: While): {readonly names: readonly string[]; readonly split?: string} | undefined {
	const [only] = clause.commands;
	if (kind !== 'while' || clause.commands.length !== 1 || only?.command.type !== 'Command') return undefined;
	const {name, args, prefix} = only.command;
	const names = args.flatMap(arg => (arg.type === 'Word' && arg.value !== '-r' ? [arg.value] : []));
	if (name?.value !== 'read' || names.length === 0 || !names.every(each => /^\w+$/.test(each))) return undefined;
	const ifs = prefix.find(part => part.type === 'Assignment' && part.name === 'IFS');
	const split = ifs?.type === 'Assignment' && ifs.value.type === 'Word' ? ifs.value.value : undefined;
	return split ? {names, split} : {names};
}
