import type {Wanted} from '../runtime/why/find-subject.ts';
import type {PaneContext} from './panes.ts';
import {askWhy} from './why.ts';
import {whyLines} from './why-lines.ts';

/** Why a pod or a container does not run, as lines of a text screen. */
export async function showWhy(id: number, wanted: Wanted, {host, runtime, store}: PaneContext): Promise<void> {
	const why = await askWhy(host, runtime, wanted, {nowMs: store.state().nowMs});
	if ('error' in why) throw new Error(why.error);
	store.dispatch({type: 'pane-lines', id, lines: whyLines(why)});
}
