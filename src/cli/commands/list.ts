import {setTimeout as sleep} from 'node:timers/promises';
import {findList, listNamed} from '../../app/lists/index.ts';
import type {ListName} from '../../app/lists/list.ts';
import {messageOf} from '../../host/errors.ts';
import {plainText} from '../../model/text.ts';
import type {CliCommand, Context} from '../context.ts';
import {tableText} from '../print-table.ts';
import {sayUsageError} from '../usage-error.ts';

/** Between two samples: what crictl and docker take, too. */
const sampleMs = 1000;

/** A list as a one-shot command: a table for people, JSON for programs. */
export function listCommand(name: string): CliCommand {
	const list = findList(name) ?? listNamed(name as ListName);
	return {
		name,
		summary: list.about,
		help: `rtconsole ${name} [--json] [--wide]\n\n${list.about}\n\n  --json    an array, one object for each; shape: data/schema/${name}.json\n  --wide    more columns`,
		async run(args, context: Context) {
			const wide = args.includes('--wide');
			const unexpected = args.find(arg => arg !== '--wide');
			if (unexpected !== undefined) {
				const {unexpectedArgument} = await import('../usage.ts');
				return sayUsageError(context, unexpectedArgument(name, unexpected), context.globals.json);
			}
			const runtime = await context.openRuntime();
			const loaded = await sampled();
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
			context.print(tableText(list, rows, {nowMs: context.now(), width: context.terminalWidth, wide}));
			for (const warning of runtime.facts.warnings) context.printError(`rtconsole: ${warning}\n`);
			const {listing} = runtime.facts;
			if ('because' in listing) context.printError(`rtconsole: ${listing.because}\n`);
			return 0;

			/** Where an answer says what was used since ever, a second one says what is used now. */
			async function sampled(): Promise<readonly unknown[]> {
				const answer = await list.load(runtime);
				const first = list.merge?.([], answer) ?? answer;
				if (list.isWhole?.(first) ?? true) return first;
				await sleep(sampleMs);
				return list.merge?.(first, await list.load(runtime)) ?? first;
			}

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
