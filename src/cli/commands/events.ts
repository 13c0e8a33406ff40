import {events as list} from '../../app/lists/events.ts';
import type {Container} from '../../model/container.ts';
import {durationMs} from '../../model/duration.ts';
import type {NodeEvent} from '../../model/event.ts';
import {plainText} from '../../model/text.ts';
import type {NodeRuntime} from '../../runtime/node-runtime.ts';
import type {CliCommand, Context} from '../context.ts';
import {sayUsageError} from '../usage-error.ts';

/** What happens in the runtime, line by line, until it is interrupted or the time is over. */
export const eventsCommand: CliCommand = {
	name: 'events',
	summary: list.about,
	help: `rtconsole events [--for 10s] [--json]

${list.about}

  --for 10s   end after so long; without it, at ctrl-c
  --json      one object a line; shape of each: data/schema/events.json`,
	async run(args, context) {
		const options = readOptions(args);
		if ('unexpected' in options) {
			const {unexpectedArgument} = await import('../usage.ts');
			return sayUsageError(context, unexpectedArgument('events', options.unexpected), context.globals.json);
		}
		if ('error' in options) return sayUsageError(context, options, context.globals.json);
		const runtime = await context.openRuntime();
		const ending = new AbortController();
		const timer = options.forMs === undefined ? undefined : setTimeout(() => ending.abort(), options.forMs);
		try {
			await print(runtime, context, ending.signal);
		} finally {
			clearTimeout(timer);
		}
		return 0;
	},
};

async function print(runtime: NodeRuntime, context: Context, signal: AbortSignal): Promise<void> {
	const wanted = context.globals.containerdNamespace;
	const names = createNames(runtime);
	for await (const batch of runtime.events({signal})) {
		const shown = batch.filter(({containerdNamespace}) => wanted === undefined || containerdNamespace === wanted);
		for (const event of await names.of(shown)) context.print(`${lineOf(event, context)}\n`);
	}
}

function lineOf(event: NodeEvent, {globals}: Context): string {
	if (globals.json) return JSON.stringify(list.json(event));
	const cells = list.columns.filter(column => !column.wide).map(column => plainText(column.text(event, 0)));
	return cells.filter(Boolean).join('  ');
}

/** Who an event is about: asked for when somebody unknown comes, and not more than that. */
function createNames(runtime: NodeRuntime) {
	const known = new Map<string, Container | undefined>();
	return {
		async of(events: readonly NodeEvent[]): Promise<readonly NodeEvent[]> {
			const isUnknown = ({topic, subject}: NodeEvent) => /^\/tasks\//.test(topic) && !known.has(subject);
			if (events.some(isUnknown)) {
				for (const container of await runtime.containers().catch(() => [])) known.set(container.id, container);
				for (const {subject} of events) if (!known.has(subject)) known.set(subject, undefined);
			}
			return events.map(event => {
				const container = known.get(event.subject);
				if (!container || event.container) return event;
				const {name, podId, podName} = container;
				return {...event, container: {name, podId, podName}};
			});
		},
	};
}

type Options = {readonly forMs?: number} | {readonly error: string} | {readonly unexpected: string};

function readOptions(args: readonly string[]): Options {
	const [first, second, ...rest] = args.flatMap(arg => (arg.startsWith('--for=') ? ['--for', arg.slice(6)] : [arg]));
	if (first === undefined) return {};
	if (first !== '--for') return {unexpected: first};
	if (rest[0] !== undefined) return {unexpected: rest[0]};
	const forMs = durationMs(second ?? '');
	return forMs === undefined ? {error: 'events: --for needs a time: 10s, 500ms, 1m'} : {forMs};
}
