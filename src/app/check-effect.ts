import {messageOf} from '../host/errors.ts';
import type {Host} from '../host/host.ts';
import type {NodeRuntime} from '../runtime/node-runtime.ts';
import {checkHost, lackOf} from './check-up.ts';
import type {Store} from './store.ts';

type Context = {readonly host: Host; readonly runtime: NodeRuntime; now(): number};

/** Look at the node once more; what is on the screen stays until the answer is there. */
export async function checkUpOf({host, runtime, now}: Context, store: Store): Promise<void> {
	try {
		const {checkUp} = await checkHost(host, {hostname: runtime.facts.hostname, nowMs: now()});
		store.dispatch({type: 'checked', checkUp, atMs: now()});
		const text = lackOf(host);
		if (text !== undefined) store.dispatch({type: 'notice', text, tone: 'warn'});
	} catch (error) {
		store.dispatch({type: 'check-failed', error: messageOf(error)});
	}
}
