import {containerArg} from '../container-arg.ts';
import {type Build, close, type Found} from '../transform.ts';
import type {Command} from '../types.ts';

/** A CRI container starts once. What it prints can be followed, not attached to. */
export const start: Build = (_draft, ask) => {
	const containers = ask.parsed.args.map(containerArg);
	const [first] = containers;
	const started = withState({argv: ['crictl', 'start', ...containers], effect: 'write'}, ask.parsed.args);
	if (!ask.on('attach') || first === undefined) return {commands: [started]};
	const said: Found = {...close('start.attach'), flag: '--attach'};
	return {
		commands: [started, {argv: ['crictl', 'logs', '--follow', first], effect: 'read', terminal: 'follow'}],
		findings: [said],
	};
};

/** docker is content where one runs already, and starts again what has ended; of that nobody here can. */
function withState(started: Command, [name = '', ...others]: readonly string[]): Command {
	const [container] = started.argv.slice(-1);
	if (others.length > 0 || container === undefined) return started;
	const say = (text: string): Command['argv'] => ['sh', '-c', text, name, container];
	const said =
		'has ended, and a container of a pod starts once: its kubelet makes a new one. By hand: kubectl delete pod';
	return {
		...started,
		created: {argv: started.argv},
		ended: {argv: say(`echo "$0 ${said}" >&2; exit 1`)},
		run: {argv: say('echo "$0"')},
	};
}
