import {containerArg} from '../container-arg.ts';
import type {Build} from '../transform.ts';
import type {Arg, Command} from '../types.ts';

/** One line: the target, the flags, the arguments. crictl reads no flag after the first argument, so flags come first. */
export const line: Build = ({rule, args}, {parsed}) => {
	if (rule.target === undefined) throw new Error(`docker ${rule.docker} has neither target nor builder`);
	const before: [string, ...Arg[]] = [...rule.target, ...args];
	const {effect} = rule;
	const command = (...after: readonly Arg[]): Command => ({
		argv: [...before, ...after],
		effect,
		...(args.includes('--follow') ? {terminal: 'follow'} : {}),
	});
	switch (rule.arguments ?? 'containers') {
		case 'containers':
			return {commands: [command(...parsed.args.map(containerArg))]};
		case 'each-container':
			return {commands: parsed.args.map(name => command(containerArg(name)))};
		case 'verbatim':
			return {commands: [command(...parsed.args)]};
		case 'none':
			return {commands: [command()]};
	}
};
