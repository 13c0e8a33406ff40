import {NothingToAsk} from '../host/errors.ts';
import type {FollowOptions, LineBatch, Reader} from '../host/host.ts';
import type {Argv} from '../model/argv.ts';
import type {Listing} from '../model/facts.ts';
import type {Clients} from './clients.ts';

/**
 * Events after which a list may look different. From `ctr events` (all containerd namespaces, any number of listeners)
 * or `docker events`; never from `crictl events`, whose listeners take events away from each other on containerd 1.7,
 * and from the kubelet.
 */
export async function* followChanges(
	reader: Reader,
	clients: Clients,
	listing: Listing,
	options: FollowOptions,
): AsyncGenerator<LineBatch> {
	for await (const batch of reader.follow(eventsCommand(clients, listing), options)) {
		const lines = batch.lines.filter(isChange);
		if (lines.length > 0) yield {...batch, lines};
	}
}

function eventsCommand({ctr, docker}: Clients, {through}: Listing): Argv {
	if (ctr) return ctr.globalCommand('events');
	if (docker && through === 'docker') return docker.command('events', '--format', '{{json .}}');
	throw new NothingToAsk('no events: ctr is not on this node');
}

/** Probes of the kubelet and of docker run programs in containers every few seconds: those change no list. */
export function isChange(line: string): boolean {
	if (/ \/tasks\/exec-(added|started) |"status":"(exec_|health_status|top|archive-path|resize)/.test(line))
		return false;
	const [, container, process] = / \/tasks\/exit .*"container_id":"([^"]*)","id":"([^"]*)"/.exec(line) ?? [];
	return container === process;
}
