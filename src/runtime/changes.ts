import {NothingToAsk} from '../host/errors.ts';
import type {FollowOptions, Reader} from '../host/host.ts';
import type {Argv} from '../model/argv.ts';
import type {NodeEvent} from '../model/event.ts';
import type {Listing} from '../model/facts.ts';
import type {Clients} from './clients.ts';
import {parseEvent} from './events.ts';

/**
 * What happens in the runtime, as it happens. From `ctr events` (all containerd namespaces, any number of listeners) or
 * `docker events`; never from `crictl events`, whose listeners take events away from each other on containerd 1.7, and
 * from the kubelet. A line that cannot be read is still news: it counts as a change of everything.
 */
export function createEvents(reader: Reader, clients: Clients, listing: () => Listing) {
	let number = 0;
	return async function* events(options: FollowOptions): AsyncGenerator<readonly NodeEvent[]> {
		for await (const {from, lines} of reader.follow(eventsCommand(clients, listing()), options)) {
			if (from === 'stdout') yield lines.map(line => ({number: ++number, ...(parseEvent(line) ?? unreadable(line))}));
		}
	};
}

export function eventsCommand({ctr, docker}: Clients, {through}: Listing): Argv {
	if (ctr) return ctr.globalCommand('events');
	if (docker && through === 'docker') return docker.command('events', '--format', '{{json .}}');
	throw new NothingToAsk(
		docker ? 'no events: ctr is not on this node' : 'no events: neither ctr nor docker is on this node to tell of them',
	);
}

function unreadable(line: string): Omit<NodeEvent, 'number'> {
	return {atMs: 0, containerdNamespace: '', topic: '?', subject: '', detail: line, isChange: true};
}
