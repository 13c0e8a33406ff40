import {messageOf} from '../../host/errors.ts';
import type {Plan} from '../../migrate/plan.ts';
import type {CliCommand, Context} from '../context.ts';
import type {MigrateArguments} from '../migrate/arguments.ts';

const help = `rtconsole migrate plan [--to WAY] [--json | --markdown | --shell]
rtconsole migrate apply [--to WAY] [--yes] [--until STEP] [--consent ID]… [--drain-timeout 300s] [--json]
rtconsole migrate undo [--yes] [--json]
rtconsole migrate status [--json]
rtconsole migrate clean-up [--yes] [--consent docker-data] [--json]
rtconsole migrate [--to WAY] [--consent ID]…

From docker (dockershim or cri-dockerd) to containerd on this node, and other ways by the same engine (--to). Nothing is
changed but by apply and undo, and by what is agreed to on the screen: without a verb it opens the console, which guides through preflight, plan, walk and undo. Without a
screen for it (--plain) the plan is shown and apply is asked for.

  plan        what was looked at, and each step with its commands and the differences of its files
  apply       walk the steps; what is done already is skipped. After a crash, a reboot or a dropped connection: the same again
  undo        take back what was done, the last first; the files are as they were, byte for byte
  status      what was done so far, and what is left
  clean-up    what is left of docker and what each removal frees; with --yes it is removed, and the way back with it

  --yes           do not ask. It never accepts what loses something: that is what --consent is for
  --consent ID    accept a finding of the preflight that asks for consent; may be given several times
  --until STEP    stop after this step
  --drain-timeout how long budgets and slow pods may hold up the drain; then it ends, says which, and goes on when it runs again
  --to WAY        another way: containerd (from docker, the default); containerd-config (repair config.toml of a node that
                  runs on containerd); containerd-2 (config.toml as version 3); cri-dockerd (stay with docker); cri-o
  --containerd-root DIR      keep images and containers there, on the disk that docker had for its own
  --containerd-tarball FILE  install containerd from its release archive, where it is missing or of another version; both are
                  remembered until the walk is at its end
  --kubeconfig F  an administrator's, for cordon and drain; otherwise /etc/kubernetes/admin.conf and ~/.kube/config are tried
  --json          plan, status: one object; apply, undo: a line each (data/schema/migrate-plan.json, migrate-progress.json)

The state is in /var/lib/rtconsole. SIGINT, SIGTERM and SIGHUP stop the walk after the change that is under way.
Exit code: 0 done; 1 a step failed, and is named; 2 usage; 3 refused by the preflight, or consent is missing.`;

export const migrateCommand: CliCommand = {
	name: 'migrate',
	summary: 'from docker to containerd on this node: planned, resumable, with a way back',
	help,
	async run(args, context) {
		const {readMigrateArguments} = await import('../migrate/arguments.ts');
		const read = readMigrateArguments(args);
		if ('error' in read) {
			const {sayUsageError} = await import('../usage-error.ts');
			return sayUsageError(context, read, context.globals.json);
		}
		const refusal = refusalOf(context);
		if (refusal !== undefined && ['apply', 'undo', 'clean-up'].includes(read.verb ?? '')) {
			context.printError(`rtconsole: migrate ${read.verb} is refused: ${refusal}\n`);
			return 1;
		}
		try {
			return await start(read, context);
		} catch (error) {
			const message = messageOf(error);
			if (!/\b(EACCES|EPERM)\b/.test(message)) throw error;
			context.printError(`rtconsole: ${message}; a migration needs root: sudo rtconsole migrate\n`);
			return 1;
		}
	},
};

function start(read: MigrateArguments, context: Context): Promise<number> {
	switch (read.verb) {
		case 'plan':
			return plan(read, context);
		case 'undo':
			return undo(context);
		case 'status':
			return status(context);
		case 'clean-up':
			return cleanUp(read, context);
		case 'apply':
			return apply(read, context);
		default:
			return guided(read, context);
	}
}

/** Why nothing may be changed; without a verb the plan is shown all the same. */
function refusalOf({globals}: Context): string | undefined {
	if (globals.demo || globals.replay !== undefined) return 'this is a recorded node, there is none behind it';
	return globals.readOnly ? 'read-only mode' : undefined;
}

/** The console; where there is none, the plan, and a question. */
async function guided(read: MigrateArguments, context: Context): Promise<number> {
	const {as, verb: _, ...more} = read;
	const opening = {type: 'open-migration', ...more} as const;
	return (as === 'text' ? await context.openConsole(opening) : undefined) ?? apply(read, context);
}

async function plan(read: MigrateArguments, context: Context): Promise<number> {
	const made = await planOf(read, context);
	const {printPlan, sayLack} = await import('../migrate/show-plan.ts');
	await printPlan(made, read, context);
	await sayLack(context);
	return made.verdict === 'go' ? 0 : 3;
}

async function planOf(read: MigrateArguments, context: Context): Promise<Plan> {
	const [{openSession}, {makePlan}] = await Promise.all([
		import('../migrate/session.ts'),
		import('../../migrate/plan.ts'),
	]);
	const session = await openSession(context, read);
	return makePlan(await session.gather(), read.consents, session.way);
}

async function apply(read: MigrateArguments, context: Context): Promise<number> {
	const [{openSession}, {makePlan}, {printWalk}, {printPlan, sayLack}] = await Promise.all([
		import('../migrate/session.ts'),
		import('../../migrate/plan.ts'),
		import('../migrate/print-walk.ts'),
		import('../migrate/show-plan.ts'),
	]);
	const session = await openSession(context, read);
	if (session.inTheWay !== undefined) {
		const because = `${session.inTheWay} was begun here and is not at its end: rtconsole migrate undo takes it back`;
		return ended(context, 3, because);
	}
	const made = makePlan(await session.gather(), read.consents, session.way);
	const {globals} = context;
	const refusal = refusalOf(context);
	const agreed = globals.yes && read.verb === 'apply';
	if (made.verdict !== 'go' || !agreed) await printPlan(made, {as: 'text'}, context);
	await sayLack(context);
	if (made.verdict !== 'go') {
		const {refusalLine} = await import('../migrate/print-plan.ts');
		context.printError(`rtconsole: ${refusalLine(made)}\n`);
		return 3;
	}
	if (!agreed) {
		if (!context.interactive || globals.json || refusal !== undefined) return 3;
		if (!(await context.confirm('Apply this plan now?'))) return 3;
	}
	return printWalk(session, context, {verb: 'apply', until: read.until});
}

async function undo(context: Context): Promise<number> {
	const [{openSession}, {printWalk}, {standing}, {lastWalk}] = await Promise.all([
		import('../migrate/session.ts'),
		import('../migrate/print-walk.ts'),
		import('../../migrate/ledger.ts'),
		import('../../migrate/walks.ts'),
	]);
	const session = await openSession(context);
	const entries = await session.machine.entries();
	const stands = standing(lastWalk(entries));
	const closed = entries.findLast(entry => entry.do === 'closed');
	if (closed !== undefined && stands.every(change => change.do === 'run' && 'irreversible' in change.undo)) {
		return ended(context, 1, `there is no way back any more: ${closed.because}`);
	}
	// An undo that took back all of it and did not see the end may be waiting for the node yet.
	const nothing = stands.length === 0 && (!context.globals.yes || entries.at(-1)?.do !== 'undid');
	if (!context.globals.yes || nothing) {
		const {undoJson, undoText} = await import('../migrate/print-status.ts');
		context.print(context.globals.json ? undoJson(stands, context.now()) : undoText(stands));
		if (nothing) return 0;
		if (!context.interactive || context.globals.json) return 3;
		if (!(await context.confirm('Take all of this back now?'))) return 3;
	}
	return printWalk(session, context, {verb: 'undo'});
}

/** Refused before anything was begun: said on stderr, and as the last line of `--json`. */
async function ended(context: Context, exitCode: number, because: string): Promise<number> {
	if (context.globals.json) {
		const {progressJson} = await import('../migrate/print-progress.ts');
		context.print(progressJson({at: new Date(context.now()).toISOString(), type: 'result', ok: false, because}));
	}
	context.printError(`rtconsole: ${because}\n`);
	return exitCode;
}

async function cleanUp({consents}: MigrateArguments, context: Context): Promise<number> {
	const [{openSession}, {cleanUpNode}] = await Promise.all([
		import('../migrate/session.ts'),
		import('../migrate/clean-up.ts'),
	]);
	return cleanUpNode(await openSession(context), context, consents);
}

async function status(context: Context): Promise<number> {
	const [{openSession}, {statusOf, statusText}] = await Promise.all([
		import('../migrate/session.ts'),
		import('../migrate/print-status.ts'),
	]);
	const session = await openSession(context);
	const found = await statusOf(session);
	context.print(context.globals.json ? `${JSON.stringify(found, null, 2)}\n` : statusText(found));
	return 0;
}
