import type {Reader} from '../../host/host.ts';
import {commandText} from '../../migrate/apply.ts';
import {type CleanUpFacts, type CleanUpStep, cleanUp, type Leftover, notIdle} from '../../migrate/clean-up.ts';
import type {MigrationFacts} from '../../migrate/facts.ts';
import {run} from '../../migrate/run.ts';
import {plainText} from '../../model/text.ts';
import type {Context} from '../context.ts';
import {whileLocked} from './print-walk.ts';
import type {Session} from './session.ts';
import {runtimeOf, sleep} from './walk.ts';

type Removal = {
	readonly id: string;
	readonly title: string;
	readonly why: string;
	readonly freesBytes: number;
	readonly commands: readonly string[];
	readonly consent?: string;
	readonly irreversible?: string;
};

/** Tell what each removal frees; with `--yes`, and its consent where it loses something, do it. The exit code. */
export async function cleanUpNode(session: Session, context: Context, consents: readonly string[]): Promise<number> {
	const host = await context.openHost();
	const gather = async (): Promise<CleanUpFacts> => {
		const facts = await session.gather({brief: true});
		return {...facts, leftovers: await leftoversOf(host, facts)};
	};
	const facts = await gather();
	const left = cleanUp.filter(step => step.check(facts).is !== 'done');
	const removals = left.map(step => removalOf(step, facts));
	const blocked = left.length === 0 ? undefined : notIdle(facts);
	const lacking = removals.filter(({consent}) => consent !== undefined && !consents.includes(consent));
	const agreed = blocked === undefined && lacking.length === 0 && context.globals.yes;
	if (!agreed) print(context, removals, blocked);
	if (removals.length === 0) return 0;
	if (blocked !== undefined || lacking.length > 0) return 3;
	if (!agreed) {
		if (!context.interactive || context.globals.json) return 3;
		if (!(await context.confirm('Remove all of this now?'))) return 3;
	}
	return whileLocked(session, context, 'clean-up', async function* (stopped) {
		const {machine} = session;
		const engine = {machine, gather, sleep, nowMs: context.now, stopped, runtimeOf};
		const ok = yield* run(cleanUp, engine);
		// Without docker's data there is no way back: what was noted for one is closed.
		if (ok && left.some(({consent}) => consent))
			await machine.append({
				at: new Date(context.now()).toISOString(),
				do: 'closed',
				because: "docker's data was removed",
			});
	});
}

async function leftoversOf(host: Reader, facts: MigrationFacts): Promise<readonly Leftover[]> {
	const paths = cleanUp.flatMap(step => step.paths(facts));
	const found = await Promise.all(
		paths.map(async path => {
			const kind = await host.kindOf(path).catch(() => undefined);
			const isEmpty = kind === 'directory' && (await host.listNames(path).catch(() => [])).length === 0;
			if (kind === undefined || isEmpty) return [];
			return [{path, sizeBytes: await sizeOf(host, path)}];
		}),
	);
	return found.flat();
}

async function sizeOf(host: Reader, path: string): Promise<number> {
	if (!path.startsWith('/var/lib/')) return 0;
	const argv = ['du', '--summarize', '--one-file-system', '--block-size=1', '--', path] as const;
	const {stdout} = await host.query(argv, {timeoutMs: 60_000});
	return Number.parseInt(stdout, 10) || 0;
}

function removalOf(step: CleanUpStep, facts: CleanUpFacts): Removal {
	const {id, title, why, consent} = step;
	const paths = step.paths(facts);
	const changes = step.plan(facts);
	const lost = changes.flatMap(change =>
		change.kind === 'run' && 'irreversible' in change.undo ? [change.undo.irreversible] : [],
	);
	return {
		id,
		title,
		why,
		freesBytes: facts.leftovers.reduce((all, {path, sizeBytes}) => all + (paths.includes(path) ? sizeBytes : 0), 0),
		commands: changes.flatMap(change => (change.kind === 'run' ? [commandText(change.argv)] : [])),
		...(consent ? {consent: id} : {}),
		...(lost[0] === undefined ? {} : {irreversible: lost[0]}),
	};
}

function print(context: Context, removals: readonly Removal[], blocked: string | undefined): void {
	if (context.globals.json) {
		const because = blocked === undefined ? {} : {because: blocked};
		context.print(`${JSON.stringify({removals, ...because}, null, 2)}\n`);
		return;
	}
	if (removals.length === 0) context.print('nothing is left of docker but its packages\n');
	const lines = removals.flatMap(({id, title, why, freesBytes, commands, consent, irreversible}) => [
		`${title} [${id}]: frees ${(freesBytes / 1e6).toFixed(1)} MB`,
		`  why: ${why}`,
		...commands.map(text => `  $ ${text}`),
		...(irreversible === undefined ? [] : [`  no undo: ${irreversible}`]),
		...(consent === undefined ? [] : [`  accept it with --consent ${consent}`]),
	]);
	context.print(lines.map(line => `${plainText(line)}\n`).join(''));
	if (blocked !== undefined) context.printError(`rtconsole: not now: ${plainText(blocked)}\n`);
	else if (removals.length > 0)
		context.print(
			'The packages of docker are yours to remove; see before that containerd stays: apt-get remove --simulate docker.io\n',
		);
}
