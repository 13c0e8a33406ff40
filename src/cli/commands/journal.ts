import type {CliCommand, Context} from '../context.ts';

const help = `rtconsole journal [--json] [--since TIME] [--no-follow] [UNIT…]

The journals of the node's services, as they are written. Without UNIT: kubelet, containerd, docker, cri-docker and crio, those
that there are. On a terminal: the console's panes, beside each other or merged by time, with what each line means one key away.
Else, and with --since, --no-follow or --json, lines: time, unit, level, what was said, and under a line that is known here what
it means.

  --since TIME   from then on, not only the last 200 lines: -10min, today, 2026-11-24 01:00
  --no-follow    end with what there is now
  --json         one object a line; shape of each: data/schema/journal.json

Exit code: 0 at the end or at ctrl-c; 1 there is no journal, or no permission to read it.`;

export type JournalOptions = {
	readonly units: readonly string[];
	readonly since?: string;
	readonly follow: boolean;
};

/** The journals, line by line, until it is interrupted. */
export const journalCommand: CliCommand = {
	name: 'journal',
	summary: 'the journals of the services, with what each line means',
	help,
	async run(args, context) {
		const options = readJournalOptions(args);
		if ('unexpected' in options || 'error' in options) {
			const [{sayUsageError}, {unexpectedArgument}] = await Promise.all([
				import('../usage-error.ts'),
				import('../usage.ts'),
			]);
			const said = 'error' in options ? options : unexpectedArgument('journal', options.unexpected);
			return sayUsageError(context, said, context.globals.json);
		}
		const {units, follow, since} = options;
		if (follow && since === undefined) {
			const code = await context.openConsole({type: 'go', line: ['journal', ...units].join(' ')});
			if (code !== undefined) return code;
		}
		return followJournal(options, context);
	},
};

const lastLines = 200;

async function followJournal(options: JournalOptions, context: Context): Promise<number> {
	const host = await context.openHost();
	const [journal, {annotate}, {createMatcher}, {loadKnownErrors}, {journalJson, journalText}] = await Promise.all([
		import('../../runtime/journal.ts'),
		import('../../explain/annotate.ts'),
		import('../../explain/match.ts'),
		import('../../explain/data.ts'),
		import('../journal-line.ts'),
	]);
	const matcher = createMatcher(await loadKnownErrors());
	const units = options.units.length > 0 ? options.units : await journal.unitsHere(host);
	const {since, follow} = options;
	const argv = journal.journalCommand({units, follow, ...(since === undefined ? {lines: lastLines} : {since})});
	const ending = new AbortController();
	const {onInterrupt} = await import('../interrupt.ts');
	const done = onInterrupt(() => ending.abort());
	let denied = false;
	let printed = 0;
	try {
		for await (const {from, lines} of host.follow(argv, {signal: ending.signal})) {
			if (from === 'stderr') {
				denied ||= lines.some(journal.isDenied);
				if (denied && printed === 0) break;
				continue;
			}
			const entries = lines.flatMap(line => annotate(line, matcher) ?? []);
			printed += entries.length;
			const say = context.globals.json ? (entry: object) => JSON.stringify(entry) : undefined;
			context.print(entries.map(entry => `${say ? say(journalJson(entry)) : journalText(entry)}\n`).join(''));
		}
	} catch (error) {
		if (!ending.signal.aborted) return failed(journal.journalTrouble(error), context);
	} finally {
		ending.abort();
		done();
	}
	return denied && printed === 0 ? failed(journal.noPermission, context) : 0;
}

function failed(error: string, context: Context): number {
	if (context.globals.json) context.print(`${JSON.stringify({error})}\n`);
	else context.printError(`rtconsole: ${error}\n`);
	return 1;
}

/** What stands after `journal`. */
export function readJournalOptions(
	args: readonly string[],
): JournalOptions | {readonly error: string} | {readonly unexpected: string} {
	const units: string[] = [];
	let since: string | undefined;
	let follow = true;
	const words = args.flatMap(arg => (arg.startsWith('--since=') ? ['--since', arg.slice(8)] : [arg]));
	for (let index = 0; index < words.length; index += 1) {
		const word = words[index] as string;
		if (word === '--no-follow') follow = false;
		else if (word === '--since') {
			since = words[++index];
			if (since === undefined || since === '')
				return {error: 'journal: --since needs a time: -10min, today, "2026-11-24 01:00"'};
		} else if (word.startsWith('-')) return {unexpected: word};
		else units.push(word);
	}
	return {units, follow, ...(since === undefined ? {} : {since})};
}
