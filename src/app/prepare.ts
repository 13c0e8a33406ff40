import type {Argv} from '../model/argv.ts';
import {plainText} from '../model/text.ts';
import {nodeCommand} from '../runtime/node-command.ts';
import type {NodeRuntime} from '../runtime/node-runtime.ts';
import {type Known, resolveCommand} from '../runtime/resolve-names.ts';
import type {Command} from '../translate/types.ts';
import type {PreparedCommand} from './screen.ts';
import type {State} from './state.ts';
import {translationOf} from './translation.ts';

export type Prepared = {readonly prepared: readonly PreparedCommand[]; readonly touches: readonly string[]};

/**
 * The docker line as commands that can run: names asked of the node and replaced by IDs, the node's own programs and
 * endpoint put in. Throws a sentence where a name leads nowhere, or to several things.
 */
export async function prepare(line: string, state: State, {runtime}: {runtime: NodeRuntime}): Promise<Prepared> {
	if (!state.tables) throw new Error('the translator is not loaded yet');
	const answer = translationOf(state.tables, line, state.facts);
	if ('error' in answer) throw new NotPrepared(answer.error);
	const known = await askFor(answer.commands, runtime);
	const touches = new Set<string>();
	const prepared = answer.commands.map((command): PreparedCommand => {
		const resolved = resolveCommand(command, known);
		if ('error' in resolved) throw new NotPrepared([resolved.error, ...(resolved.choices ?? [])].join('  '));
		for (const sentence of touched(command, resolved.argv, known)) touches.add(sentence);
		return {
			argv: nodeCommand(resolved.argv, runtime.facts),
			effect: command.effect,
			manner: mannerOf(command),
			files: command.files ?? [],
		};
	});
	return {prepared, touches: [...touches]};
}

/** A line that cannot be run as it stands, in a sentence for the person who typed it. */
export class NotPrepared extends Error {}

async function askFor(commands: readonly Command[], runtime: NodeRuntime): Promise<Known> {
	const wanted = new Set(
		commands.flatMap(({argv}) => argv.flatMap(word => (typeof word === 'string' ? [] : [word.lookup]))),
	);
	const [pods, containers, images] = await Promise.all([
		wanted.has('pod-sandbox') ? runtime.pods() : [],
		wanted.has('container') || wanted.has('image') ? runtime.containers() : [],
		wanted.has('image') ? runtime.images() : [],
	]);
	return {pods, containers, images};
}

function mannerOf({terminal}: Command): PreparedCommand['manner'] {
	return terminal ?? 'query';
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
