import {containers} from '../src/app/lists/containers.ts';
import {lists} from '../src/app/lists/index.ts';
import {openNode} from '../src/cli/node.ts';
import type {Argv} from '../src/model/argv.ts';
import {journalCommand, unitsHere} from '../src/runtime/journal.ts';

/*
 * Ask a node everything that the console can ask of it, so that its recording answers the same: the demo.
 * Runs on a node (tools/record-demo.mjs takes it there); argument: the folder of the recording.
 */
const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: record-demo FOLDER');

/** How long a log is followed: long enough for what is there, and a line or two more. */
const followMs = 2500;
/** How long it is listened to what happens. */
const eventsMs = 25_000;

async function main(): Promise<void> {
	const node = await openNode({
		demo: false,
		readOnly: true,
		timeoutMs: 20_000,
		color: false,
		json: false,
		yes: false,
		record: folder,
	});
	const runtime = await node.openRuntime();
	await runtime.pods();
	await runtime.versions();
	// First: what comes and goes meanwhile would be in the lists, and gone when it is asked for.
	await listen();
	const inspected = new Set<string>();
	for (const list of lists) {
		const rows = await list.load(runtime);
		await list.enrich?.(runtime, rows);
		for (const row of rows) {
			await list.measure?.(runtime, row);
			const destination = list.open(row);
			if (destination.to === 'process') await runtime.describeProcess(destination.pid);
			const subject = list.subject(row);
			const key = JSON.stringify(subject);
			if (!subject || inspected.has(key)) continue;
			inspected.add(key);
			await runtime.inspect(subject);
		}
	}
	// Asked again, the lists ask less: what is known is remembered. The recording must have both.
	for (const list of lists) await list.load(runtime);
	const found = await containers.load(runtime);
	await Promise.all(
		found.flatMap(container =>
			[true, false].map(timestamps =>
				follow(runtime.logsCommand(container, {follow: container.state === 'running', tail: 1000, timestamps})),
			),
		),
	);

	const units = await unitsHere(node.host);
	await Promise.all(units.map(unit => follow(journalCommand({units: [unit], follow: true, lines: 500}))));

	/** Something happens on a Kubernetes node all the time: probes, and a container that crashes again. */
	async function listen(): Promise<void> {
		const controller = new AbortController();
		setTimeout(() => controller.abort(), eventsMs);
		for await (const _ of runtime.events({signal: controller.signal}));
	}

	async function follow(argv: Argv): Promise<void> {
		const controller = new AbortController();
		setTimeout(() => controller.abort(), followMs);
		try {
			for await (const _ of node.host.follow(argv, {signal: controller.signal}));
		} catch (error) {
			console.error(String(error));
		}
	}
}

void main();
