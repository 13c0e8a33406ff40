import {NothingToAsk} from '../host/errors.ts';
import type {FollowOptions, Reader} from '../host/host.ts';
import type {Argv} from '../model/argv.ts';
import type {NodeEvent} from '../model/event.ts';
import type {Listing} from '../model/facts.ts';
import {both} from './both.ts';
import type {Clients} from './clients.ts';
import {parseEvent} from './events.ts';

export type EventOptions = FollowOptions & {
	/** Where it is there, a docker that starts later is noticed too: the stream then ends, to be begun again with docker's own. */
	readonly sleep?: (milliseconds: number) => Promise<void>;
};

/** Looking for a file costs nothing. */
const dockerLookMs = 2000;

/**
 * What happens in the runtime, as it happens. From `ctr events` (all containerd namespaces, any number of listeners) or
 * `docker events`; never from `crictl events`, whose listeners take events away from each other on containerd 1.7, and
 * from the kubelet. A line that cannot be read is still news: it counts as a change of everything.
 */
export function createEvents(reader: Reader, clients: Clients, listing: () => Listing) {
	let number = 0;
	return async function* events({sleep, ...options}: EventOptions): AsyncGenerator<readonly NodeEvent[]> {
		const own = new AbortController();
		const signal = AbortSignal.any([options.signal, own.signal]);
		const told = reader.follow(eventsCommand(clients, listing()), {signal});
		const untold = await untoldCommand(clients, listing());
		const beside = untold ? reader.follow(untold, {signal}) : untilDockerAnswers(reader, clients, {signal, sleep});
		try {
			for await (const {from, lines} of beside ? both(told, beside) : told) {
				if (from === 'stdout') yield lines.map(line => ({number: ++number, ...(parseEvent(line) ?? unreadable(line))}));
			}
		} finally {
			own.abort();
		}
	};
}

/**
 * What containerd never hears of where docker runs, as the runtime or beside it: a container that was created and not started, one that had
 * ended and is removed, names, images. Seen with docker 20.10: its container is made in containerd as it starts, and gone
 * from there as it ends.
 */
async function untoldCommand({ctr, docker, dockerRuns}: Clients, {through}: Listing): Promise<Argv | undefined> {
	if (!ctr || !docker || !(through === 'docker' || (await dockerRuns()))) return undefined;
	const filters = [
		...['container', 'image'].map(type => `type=${type}`),
		...['create', 'destroy', 'rename', 'tag', 'untag', 'delete', 'pull', 'load', 'import'].map(name => `event=${name}`),
	];
	return docker.command('events', ...filters.flatMap(filter => ['--filter', filter]), '--format', '{{json .}}');
}

/** Ends when a docker that did not run answers. Its client is asked only once dockerd runs, which it would start else. */
function untilDockerAnswers(
	reader: Reader,
	{ctr, docker, dockerRuns}: Clients,
	{signal, sleep}: EventOptions,
): AsyncIterable<never> | undefined {
	if (!ctr || !docker || !sleep) return undefined;
	const answers = async () =>
		(await dockerRuns()) &&
		(await reader.query(docker.command('version', '--format', '{{.Server.Version}}'), {signal}).then(
			({exitCode}) => exitCode === 0,
			() => false,
		));
	const next = async (): Promise<IteratorReturnResult<undefined>> => {
		while (!signal.aborted && !(await answers())) await sleep(dockerLookMs);
		return {done: true, value: undefined};
	};
	return {[Symbol.asyncIterator]: () => ({next})};
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
