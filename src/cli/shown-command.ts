import {type Argv, quote} from '../model/argv.ts';
import type {NodeFacts} from '../model/facts.ts';
import {type Known, resolveArgv, type Words} from '../runtime/resolve-names.ts';
import {looksUp} from '../translate/missing-tools.ts';
import {printCommand} from '../translate/print.ts';
import type {Command} from '../translate/types.ts';

/** With the node's own programs and IDs where that is one command, else as it would be pasted. */
export function shownArgv(command: Command, argv: Argv, known: Known, facts: NodeFacts): string {
	return argv[0] === 'sh' ? shownCommand(command, known, facts) : quote(argv);
}

/** As it would be pasted; where crictl is not there, which a pasted line asks for IDs, with those that were found. */
export function shownCommand(command: Command, known: Known, {tools}: Pick<NodeFacts, 'tools'>): string {
	if (tools.crictl !== undefined || !looksUp(command)) return printCommand(command);
	const {unless, inputFrom, argv, ...rest} = command;
	return printCommand({
		...rest,
		argv: found(argv, known),
		...(unless === undefined ? {} : {unless: found(unless, known)}),
		...(inputFrom === undefined ? {} : {inputFrom: found(inputFrom, known)}),
	});
}

function found(words: Words, known: Known): Words {
	const resolved = resolveArgv(words, known);
	return 'error' in resolved ? words : resolved.argv;
}
