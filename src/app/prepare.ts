import type {Reader} from '../host/host.ts';
import {type Argv, quote} from '../model/argv.ts';
import {plainText} from '../model/text.ts';
import {forState} from '../runtime/for-state.ts';
import {handedToDocker} from '../runtime/handed-to-docker.ts';
import {askForNames} from '../runtime/known-names.ts';
import type {NodeRuntime} from '../runtime/node-runtime.ts';
import type {Known} from '../runtime/resolve-names.ts';
import {wholeCommand} from '../runtime/whole-command.ts';
import {lex} from '../translate/lex.ts';
import {printCommand} from '../translate/print.ts';
import type {Command, Translation} from '../translate/types.ts';
import type {PreparedCommand} from './screen.ts';
import type {State} from './state.ts';
import {translationOf} from './translation.ts';

export type Prepared = {readonly prepared: readonly PreparedCommand[]; readonly touches: readonly string[]};

/**
 * The docker line as commands that can run: names asked of the node and replaced by IDs, the node's own programs and
 * endpoint put in. Throws a sentence where a name leads nowhere, or to several things.
 */
export async function prepare(
	line: string,
	state: State,
	{runtime, host}: {runtime: NodeRuntime; host: Reader},
): Promise<Prepared> {
	if (!state.tables) throw new Error('the translator is not loaded yet');
	const answer = translationOf(state.tables, line, state.facts);
	if ('error' in answer) throw new NotPrepared(answer.error);
	// A recording can be asked only what it was asked; who names a namespace of containerd means containerd.
	const elsewhere = state.demo !== undefined || state.containerdNamespace !== undefined;
	const handed = elsewhere ? undefined : handedHere(line, answer, runtime);
	if (handed !== undefined) return {prepared: [handed], touches: []};
	const known = await askForNames(answer.commands, runtime);
	const touches = new Set<string>();
	const commands = await Promise.all(answer.commands.map(one => forState(one, known, host)));
	const prepared = commands.map((command): PreparedCommand => {
		const whole = wholeCommand(command, known, runtime.facts);
		if ('error' in whole) throw new NotPrepared(whole.error, whole.choices);
		for (const sentence of touched(command, whole.argv, known)) touches.add(sentence);
		const {effect, files = []} = command;
		return {argv: whole.argv, text: textOf(command, whole.argv), effect, manner: mannerOf(command), files};
	});
	return {prepared, touches: [...touches]};
}

/** On a node whose containers are docker's the line is docker's, as it was typed. */
function handedHere(line: string, answer: Translation, {facts}: NodeRuntime): PreparedCommand | undefined {
	const lexed = lex(line);
	if ('error' in lexed) return undefined;
	const handed = handedToDocker(lexed.words, answer, facts);
	if (handed === undefined) return undefined;
	const {argv, reads, terminal = 'query'} = handed;
	const destroys = answer.commands.some(({effect}) => effect === 'destroy');
	const effect = destroys ? 'destroy' : 'write';
	return {argv, text: quote(argv), effect: reads ? 'read' : effect, manner: terminal, files: []};
}

/** A line that cannot be run as it stands, in a sentence for the person who typed it. */
export class NotPrepared extends Error {
	readonly choices: readonly string[];

	constructor(message: string, choices: readonly string[] = []) {
		super(message);
		this.choices = choices;
	}
}

/** With the node's own programs and IDs where that is one command, else as it would be pasted. */
function textOf(command: Command, argv: Argv): string {
	return command.unless || command.inputFrom ? printCommand(command) : quote(argv);
}

function mannerOf({terminal, inputFrom}: Command): PreparedCommand['manner'] {
	return terminal ?? (inputFrom === undefined ? 'query' : 'attach');
}

/** What a change touches, by name: the container, its pod, and who will make it anew. */
function touched({effect}: Command, argv: Argv, {containers}: Known): readonly string[] {
	if (effect === 'read') return [];
	return containers
		.filter(({id}) => argv.includes(id))
		.map(({name, podName, podNamespace, containerdNamespace}) =>
			plainText(
				podName === undefined
					? `touches ${name}, in the containerd namespace ${containerdNamespace}`
					: `touches ${name} of the pod ${podNamespace}/${podName}: the kubelet will start it again if the pod says so`,
			),
		);
}
