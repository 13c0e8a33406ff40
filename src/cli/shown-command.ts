import {type Argv, quote} from '../model/argv.ts';
import {readContainerName} from '../model/container-name.ts';
import type {NodeFacts} from '../model/facts.ts';
import {resolveContainer} from '../runtime/resolve-container.ts';
import {type Known, resolveArgv, type Words} from '../runtime/resolve-names.ts';
import {looksUp} from '../translate/missing-tools.ts';
import {printCommand} from '../translate/print.ts';
import type {Command} from '../translate/types.ts';

/** With the node's own programs and IDs where that is one command, else as it would be pasted. */
export function shownArgv(command: Command, argv: Argv, known: Known, facts: NodeFacts): string {
	return argv[0] === 'sh' ? shownCommand(command, known, facts) : quote(argv);
}

/** As it would be pasted; where crictl, which a pasted line asks for IDs, is not there or does not know them, with those that were found. */
export function shownCommand(command: Command, known: Known, {tools}: Pick<NodeFacts, 'tools'>): string {
	const pastes = tools.crictl !== undefined && !isFoundOtherwise(command, known);
	if (pastes || !looksUp(command)) return printCommand(command);
	const {unless, inputFrom, argv, ...rest} = command;
	return printCommand({
		...rest,
		argv: found(argv, known),
		...(unless === undefined ? {} : {unless: found(unless, known)}),
		...(inputFrom === undefined ? {} : {inputFrom: found(inputFrom, known)}),
	});
}

/** A container that ctr made by itself, or the beginning of an ID that could be a name: crictl would find none of that name. */
function isFoundOtherwise({argv, inputFrom = ['']}: Command, known: Known): boolean {
	return [...argv, ...inputFrom].some(word => {
		if (typeof word === 'string' || word.lookup !== 'container') return false;
		const container = resolveContainer(word.name, known.containers);
		if ('error' in container) return false;
		const isId = container.id.startsWith(word.name) && readContainerName(word.name).kind === 'plain';
		return container.elsewhere !== undefined || isId;
	});
}

function found(words: Words, known: Known): Words {
	const resolved = resolveArgv(words, known);
	return 'error' in resolved ? words : resolved.argv;
}
