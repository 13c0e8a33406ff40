import {containerArg} from '../container-arg.ts';
import {type Build, close, type Found} from '../transform.ts';
import type {Command} from '../types.ts';

/** A CRI container starts once. What it prints can be followed, not attached to. */
export const start: Build = (_draft, ask) => {
	const containers = ask.parsed.args.map(containerArg);
	const started: Command = {argv: ['crictl', 'start', ...containers], effect: 'write'};
	const [first] = containers;
	if (!ask.on('attach') || first === undefined) return {commands: [started]};
	const said: Found = {...close('start.attach'), flag: '--attach'};
	return {
		commands: [started, {argv: ['crictl', 'logs', '--follow', first], effect: 'read', terminal: 'follow'}],
		findings: [said],
	};
};
