import {findList, listNamed} from '../../app/lists/index.ts';
import type {ListName} from '../../app/lists/list.ts';
import {messageOf} from '../../host/errors.ts';
import {plainText} from '../../model/text.ts';
import type {CliCommand, Context} from '../context.ts';
import {tableText} from '../print-table.ts';
import {sayUsageError} from '../usage-error.ts';

/** A list as a one-shot command: a table for people, JSON for programs. */
export function listCommand(name: string): CliCommand {
	const list = findList(name) ?? listNamed(name as ListName);
	return {
		name,
		summary: list.about,
		help: `rtconsole ${name} [--json]\n\n${list.about}\n\n  --json    an array, one object for each; shape: data/schema/${name}.json`,
		async run(args, context: Context) {
			if (args[0] !== undefined) {
				const {unexpectedArgument} = await import('../usage.ts');
				return sayUsageError(context, unexpectedArgument(name, args[0]), context.globals.json);
			}
			const runtime = await context.openRuntime();
			const loaded = await list.load(runtime);
			const rows = await enriched(loaded);
			if (context.globals.json) {
				context.print(
					`${JSON.stringify(
						rows.map(row => list.json(row)),
						null,
						2,
					)}\n`,
				);
				return 0;
			}
			context.print(tableText(list, rows, {nowMs: context.now(), width: context.terminalWidth}));
			for (const warning of runtime.facts.warnings) context.printError(`rtconsole: ${warning}\n`);
			const {listing} = runtime.facts;
			if ('because' in listing) context.printError(`rtconsole: ${listing.because}\n`);
			return 0;

			/** What more there is to know; where it cannot be had, the list stands without it, and stderr says so. */
			async function enriched(found: readonly unknown[]): Promise<readonly unknown[]> {
				try {
					return (await list.enrich?.(runtime, found)) ?? found;
				} catch (error) {
					context.printError(`rtconsole: ${plainText(messageOf(error))}\n`);
					return found;
				}
			}
		},
	};
}
