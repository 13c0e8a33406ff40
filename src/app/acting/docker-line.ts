import {type Argv, quote} from '../../model/argv.ts';
import type {Container} from '../../model/container.ts';
import {asRun, instead} from '../../runtime/for-state.ts';
import {nodeCommand} from '../../runtime/node-command.ts';
import {wholeCommand} from '../../runtime/whole-command.ts';
import {printCommand} from '../../translate/print.ts';
import {translate} from '../../translate/translate.ts';
import type {Command, Effect, Translation} from '../../translate/types.ts';
import type {PreparedCommand} from '../screen.ts';
import {versionsOf} from '../translation.ts';
import type {ActionNode} from './row-action.ts';

export type Translated = {
	readonly commands: readonly PreparedCommand[];
	/** What the translator says is different, lost, or worth knowing. */
	readonly said: readonly string[];
};

export type LineOptions = {
	readonly containers?: readonly Container[];
	readonly target?: 'ctr';
	/** The longer program, where a path leads over an absolute link. */
	readonly longer?: boolean;
	/** The containerd namespace that ctr looks into, where it is not the container that decides. */
	readonly containerdNamespace?: string;
};

/** What the translator makes of a docker line, as this node must be asked. Throws a sentence where it makes nothing of it. */
export function fromDocker(words: readonly string[], node: ActionNode, options: LineOptions = {}): Translated {
	const {runtime, tables} = node;
	const {containers = [], target, containerdNamespace, longer = false} = options;
	const answer = translate(['docker', ...words], tables, versionsOf(runtime.facts), {
		unique: node.unique(),
		target,
		here: true,
	});
	if ('error' in answer) throw new Error(answer.error);
	if (answer.commands.length === 0) throw new Error(answer.findings[0]?.message ?? 'nothing does that here');
	// An ID is meant, whatever it looks like: ctr takes any word for one.
	const known = {containers: containers.map(container => ({...container, name: container.id})), pods: [], images: []};
	const commands = answer.commands.map((given): PreparedCommand => {
		const one = asRun(given);
		const command = longer || containers.some(({state}) => state !== 'running') ? instead(one) : one;
		const placed = inNamespace(command, containerdNamespace);
		const whole = wholeCommand(placed, known, runtime.facts);
		if ('error' in whole) throw new Error(whole.error);
		return {
			argv: whole.argv,
			text: placed.inputFrom || placed.unless ? printCommand(placed) : quote(whole.argv),
			effect: command.effect,
			manner: command.terminal ?? 'query',
			files: command.files ?? [],
		};
	});
	return {commands, said: sentencesOf(answer)};
}

function inNamespace(command: Command, name: string | undefined): Command {
	if (name === undefined || command.argv[0] !== 'ctr') return command;
	const at = command.argv.indexOf('-n');
	const argv = command.argv.map((word, index) => (at > 0 && index === at + 1 ? name : word));
	return {...command, argv: argv as unknown as Command['argv']};
}

/** Notes that every reader of this screen knows already are left out. */
const known: readonly string[] = [
	'ctr.namespace',
	'exec.exec-id',
	'pull.credentials',
	'kubelet.again',
	'prints.ids',
	'prints.nothing',
	'pull.quiet',
	'cp.ended',
	'cp.out',
];

function sentencesOf({findings}: Translation): readonly string[] {
	return findings.filter(({id}) => !known.includes(id)).map(({message}) => message);
}

/** A command of one of the node's tools, as it is called there. */
export function toolCommand(
	argv: Argv,
	{runtime}: Pick<ActionNode, 'runtime'>,
	effect: Effect = 'write',
): PreparedCommand {
	return prepared(nodeCommand(argv, runtime.facts), effect);
}

export function prepared(
	argv: Argv,
	effect: Effect = 'write',
	manner: PreparedCommand['manner'] = 'query',
): PreparedCommand {
	return {argv, text: quote(argv), effect, manner, files: []};
}
