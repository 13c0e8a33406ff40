import {plainText} from '../../model/text.ts';
import type {CliCommand} from '../context.ts';
import {sayUsageError} from '../usage-error.ts';
import {ownVersion} from '../version.ts';

export const versionCommand: CliCommand = {
	name: 'version',
	summary: 'version of rtconsole, and of what it finds on this node',
	help: 'rtconsole version [--json]\n\nThe version of rtconsole. With --json also the tools and the runtime of this node.',
	async run(args, context) {
		if (args[0] !== undefined) {
			const {unexpectedArgument} = await import('../usage.ts');
			return sayUsageError(context, unexpectedArgument('version', args[0]), context.globals.json);
		}
		if (!context.globals.json) {
			context.print(`rtconsole ${ownVersion}\n`);
			return 0;
		}
		const facts = await (await context.openRuntime()).versions();
		const tools = Object.values(facts.tools).map(tool => [tool.name, {command: tool.command, version: tool.version}]);
		const text = JSON.stringify(
			{rtconsole: ownVersion, runtime: facts.runtime, endpoint: facts.endpoint, tools: Object.fromEntries(tools)},
			(_, value) => (typeof value === 'string' ? plainText(value) : value),
			2,
		);
		context.print(`${text}\n`);
		return 0;
	},
};
