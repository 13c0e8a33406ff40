import type {Ask, Build, Built} from '../transform.ts';
import {exec} from '../transforms/exec.ts';
import {load} from '../transforms/load-image.ts';
import {push, save, tag} from '../transforms/push-save-tag.ts';
import type {Arg, Command} from '../types.ts';
import {commit} from './commit.ts';
import {cp, exportFiles} from './copy.ts';
import {argOf, type BuildByCtr, flagsLost, type HeldByCtr} from './held.ts';
import {inspectImage, listImages, pull, removeImage} from './images.ts';
import {inspect} from './inspect.ts';
import {kill, pause, remove, restart, start, stop, unpause, wait} from './lifecycle.ts';
import {list} from './list.ts';
import {attach, diff, logs, top} from './look.ts';
import {port} from './port.ts';
import {stats} from './stats.ts';
import {update} from './update.ts';

/** What asks ctr for the containers, or the image, of a line that ctr made. */
export function buildByCtr(held: HeldByCtr, ask: Ask): Built {
	const {command} = ask.parsed;
	const builder = Object.hasOwn(builders, command) ? builders[command] : undefined;
	return builder?.(held, ask) ?? {commands: [], findings: [{id: 'by-ctr.none', kind: 'lost', values: {command}}]};
}

/** By docker's command. */
const builders: Readonly<Record<string, BuildByCtr>> = {
	attach,
	commit,
	cp,
	diff,
	exec: asForPods(exec, ['interactive', 'tty', 'detach', 'env', 'env-file', 'user', 'workdir']),
	export: exportFiles,
	images: listImages,
	inspect,
	'container inspect': inspect,
	'image inspect': inspectImage,
	kill,
	load: asForPods(load, ['input', 'quiet']),
	logs,
	pause,
	port,
	ps: list,
	pull,
	push: asForPods(push, ['quiet', 'disable-content-trust']),
	restart,
	rm: remove,
	rmi: removeImage,
	save: asForPods(save, ['output']),
	start,
	stats,
	stop,
	tag: asForPods(tag, []),
	top,
	unpause,
	update,
	wait,
};

/** The line that ctr is given for a container of a pod, in the other namespace. */
function asForPods(build: Build, flags: readonly string[]): BuildByCtr {
	return (held, ask) => {
		const built = build(
			{rule: {docker: ask.parsed.command, summary: '', effect: 'write', flags: {}}, args: []},
			{
				...ask,
				target: 'ctr',
			},
		);
		if ('error' in built) return {commands: []};
		const moved = built.commands.map((command): Command => ({...command, argv: moveTo(command.argv, held)}));
		return {commands: moved, findings: [...(built.findings ?? []), ...flagsLost(ask, flags)]};
	};
}

function moveTo(argv: Command['argv'], held: HeldByCtr): Command['argv'] {
	// A program that asks ctr itself.
	if (argv[0] === 'sh') {
		const there = (arg: Arg) =>
			typeof arg === 'string' ? arg.replaceAll('ctr -n k8s.io ', `ctr -n ${held.namespace} `) : argIn(arg, held);
		return argv.map(there) as unknown as Command['argv'];
	}
	const at = argv.indexOf('-n');
	const [tool, ...args] = argv.map((word, index) => (index === at + 1 ? held.namespace : argIn(word, held)));
	return [tool as string, ...args];
}

function argIn(arg: Arg, held: HeldByCtr): Arg {
	if (typeof arg === 'string' || held.named !== true) return arg;
	// A short name is not looked up elsewhere: ctr wants it in full, and that is said.
	return arg.lookup === 'image' ? arg.name : argOf(arg.name, held);
}
