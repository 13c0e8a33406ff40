import type {CommandLog} from '../host/command-log.ts';
import {messageOf} from '../host/errors.ts';
import type {Host} from '../host/host.ts';
import type {NodeRuntime} from '../runtime/node-runtime.ts';
import {planAction} from './acting/plan.ts';
import type {Effect} from './action.ts';
import {runInBackground} from './background.ts';
import {checkUpOf} from './check-effect.ts';
import {comfort, type Desk, isComfort} from './comfort.ts';
import {scriptOf} from './command-script.ts';
import {loadDetails} from './details/load.ts';
import {wrap} from './fit.ts';
import {createJobs, type Jobs} from './jobs/create-jobs.ts';
import {createJournalFeeds} from './journal-effects.ts';
import {listNamed} from './lists/index.ts';
import {loadAllTables} from './load-tables.ts';
import type {Loader} from './loader.ts';
import {saveLog} from './log-save.ts';
import {isMigration} from './migration/news.ts';
import {createWalker, type WalkerContext} from './migration/walker.ts';
import {fillPane} from './panes.ts';
import {NotPrepared, prepare} from './prepare.ts';
import type {PreparedCommand} from './screen.ts';
import type {Store} from './store.ts';

export type EffectContext = WalkerContext & {
	readonly host: Host;
	readonly log: CommandLog;
	readonly runtime: NodeRuntime;
	readonly loader: Loader;
	/** Where files go that a person saves. */
	readonly saveFolder: string;
	sleep(milliseconds: number): Promise<void>;
	/** Leave the screen to a program that wants the terminal, then come back. */
	withTerminal(run: () => void): Promise<void>;
	quit(): void;
	readonly desk: Desk;
};

/** Does what the update function asks for; what comes of it is dispatched. */
export function createEffects(context: EffectContext): (effect: Effect, store: Store) => void {
	const panes = new Map<number, AbortController>();
	const journals = createJournalFeeds(context);
	const saving = new AbortController();
	const walker = createWalker(context);
	let jobs: Jobs | undefined;
	const jobsFor = (store: Store): Jobs => {
		jobs ??= createJobs({...context, changed: job => store.dispatch({type: 'job-changed', job})});
		return jobs;
	};

	return (effect, store) => {
		const report = (error: unknown) => store.dispatch({type: 'notice', text: messageOf(error), tone: 'bad'});
		if (isComfort(effect)) return comfort(effect, context.desk, store);
		if (isMigration(effect)) return walker(effect, store);
		switch (effect.type) {
			case 'load':
				void context.loader.load(effect.list);
				return;
			case 'open-pane': {
				const controller = new AbortController();
				panes.set(effect.id, controller);
				void fillPane(effect.id, effect.source, controller.signal, {...context, store, jobs: jobsFor(store)});
				return;
			}
			case 'close-pane':
				panes.get(effect.id)?.abort();
				panes.delete(effect.id);
				return;
			case 'open-journal':
				journals.open(effect, store);
				return;
			case 'ask-journal':
				journals.ask(effect);
				return;
			case 'close-journal':
				journals.close(effect.id);
				return;
			case 'save-log': {
				const {nowMs, size} = store.state();
				saveLog(effect.source, {...context, nowMs, signal: saving.signal})
					.then(text => {
						store.dispatch({type: 'notice', text, tone: 'good'});
						// Under its line of the log too, whole: a path is longer than a footer.
						const lines = wrap(`── ${text}`, size.columns).map(
							line => ({text: line, tone: 'good', mark: true}) as const,
						);
						store.dispatch({type: 'pane-lines', id: effect.id, lines});
					})
					.catch(report);
				return;
			}
			case 'plan':
				void planAction(effect, context, store);
				return;
			case 'start-job':
				jobsFor(store).start(effect.id, effect.plan);
				return;
			case 'stop-job':
				jobsFor(store).stop(effect.id);
				return;
			case 'load-details':
				void loadDetails(effect.id, effect.subject, context, store);
				return;
			case 'save-script': {
				const text = scriptOf(context.log.entries(), context.runtime.facts.hostname);
				return comfort({type: 'save', name: 'commands.sh', text}, context.desk, store);
			}
			case 'measure':
				measure(effect, context, store).catch(report);
				return;
			case 'load-fuzzy':
				import('./fuzzy.ts')
					.then(({fuzzySearch}) => store.dispatch({type: 'fuzzy-loaded', fuzzy: fuzzySearch}))
					.catch(report);
				return;
			case 'check':
				void checkUpOf(context, store);
				return;
			case 'load-tables':
				loadAllTables(context.runtime.facts)
					.then(tables => store.dispatch({type: 'tables-loaded', tables}))
					.catch(report);
				return;
			case 'load-explainer':
				import('../translate/explain/explainer.ts')
					.then(({explainer}) => store.dispatch({type: 'explainer-loaded', explainer}))
					.catch(report);
				return;
			case 'load-cheat':
				loadCheat(store, context).catch(report);
				return;
			case 'prepare':
				prepare(effect.line, store.state(), context)
					.then(({prepared, touches}) => store.dispatch({type: 'prepared', line: effect.line, prepared, touches}))
					.catch(error => {
						const choices = error instanceof NotPrepared ? error.choices : [];
						store.dispatch({type: 'refused', line: effect.line, error: messageOf(error), choices});
					});
				return;
			case 'attach':
				attachAll(effect.prepared, context, store).catch(report);
				return;
			case 'background':
				runInBackground(effect.name, effect.prepared, context, store).catch(report);
				return;
			case 'quit':
				for (const controller of panes.values()) controller.abort();
				journals.closeAll();
				saving.abort();
				jobs?.stopAll();
				context.quit();
		}
	};
}

async function measure(
	{list, row}: Extract<Effect, {type: 'measure'}>,
	{runtime}: EffectContext,
	store: Store,
): Promise<void> {
	const measured = await listNamed(list).measure?.(runtime, row);
	if (measured !== undefined) store.dispatch({type: 'row-measured', list, row: measured});
}

async function loadCheat(store: Store, {runtime}: EffectContext): Promise<void> {
	const [{openCheatSheet}, tables] = await Promise.all([
		import('../translate/cheat/load.ts'),
		store.state().tables ?? loadAllTables(runtime.facts),
	]);
	store.dispatch({type: 'cheat-loaded', cheat: openCheatSheet(tables), tables});
}

async function attachAll(prepared: readonly PreparedCommand[], context: EffectContext, store: Store): Promise<void> {
	let exitCode = 0;
	let failure: unknown;
	for (const {files} of prepared) for (const {path, text} of files) await context.host.writeText(path, text);
	await context.withTerminal(() => {
		try {
			for (const {argv, effect} of prepared) {
				exitCode = context.host.attach(argv, {reads: effect === 'read'});
				if (exitCode !== 0) break;
			}
		} catch (error) {
			failure = error;
		}
	});
	if (failure !== undefined) throw failure;
	store.dispatch({
		type: 'notice',
		tone: exitCode === 0 ? 'quiet' : 'warn',
		text: `it ended with exit code ${exitCode}`,
	});
}
