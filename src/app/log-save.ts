import {messageOf} from '../host/errors.ts';
import type {Host, NewFile} from '../host/host.ts';
import {plainText} from '../model/text.ts';
import {findLog} from '../runtime/log-files.ts';
import {type WholeLog, wholeLog} from '../runtime/log-whole.ts';
import type {NodeRuntime} from '../runtime/node-runtime.ts';
import {size} from './format.ts';
import type {LogSource} from './screen.ts';

export type SaveContext = {
	readonly host: Host;
	readonly runtime: NodeRuntime;
	/** Where files of a person's own go. */
	readonly saveFolder: string;
	readonly nowMs: number;
	readonly signal: AbortSignal;
};

/**
 * All of a log in a file, whatever of it is on the screen: what the rotated files and the live one hold, else what the
 * runtime prints. Returns the sentence that says where it is.
 */
export async function saveLog(source: LogSource, context: SaveContext): Promise<string> {
	const {path, file} = await newFile(source, context);
	let lines = 0;
	let bytes = 0;
	const missing: string[] = [];
	try {
		for await (const part of partsOf(source, context)) {
			if ('unreadable' in part) missing.push(part.unreadable);
			else {
				await file.write(part.bytes);
				lines += part.lines;
				bytes += part.bytes.length;
			}
		}
		if (context.signal.aborted) throw new Error('broken off');
		await file.finish();
	} catch (error) {
		throw new Error(`not saved: ${messageOf(error)}; ${await discarded(file)}`, {cause: error});
	}
	const without = missing.length === 0 ? '' : `; not in it: ${missing.join('; ')}`;
	return plainText(`saved all ${lines} lines (${size(bytes)}): ${path}${without}`);
}

async function discarded(file: NewFile): Promise<string> {
	try {
		await file.discard();
		return 'what was written of it is removed';
	} catch (error) {
		return `what was written of it is still there: ${messageOf(error)}`;
	}
}

async function* partsOf(source: LogSource, {host, runtime, signal}: SaveContext): AsyncGenerator<WholeLog> {
	const {container, previous, timestamps} = source;
	const place = await findLog(host, container, previous);
	if ('path' in place) return yield* wholeLog(host, place, timestamps, signal);
	const argv = runtime.logsCommand(container, {follow: false, timestamps, previous});
	for await (const {lines} of host.follow(argv, {signal}))
		yield {bytes: Buffer.from(lines.map(line => `${line}\n`).join('')), lines: lines.length};
}

/** Names taken from the node, made harmless for a folder; a number where there is such a file already. */
async function newFile({container, previous}: LogSource, {host, saveFolder, nowMs}: SaveContext) {
	const {podName, name, attempt} = container;
	const attempts = previous ? attempt - 1 : attempt;
	const time = new Date(nowMs).toISOString().replace(/[-:]|\.\d+/g, '');
	const parts = [...(podName === undefined ? [] : [podName]), name, String(attempts)];
	const stem = parts.map(part => part.replace(/[^A-Za-z0-9.-]+/g, '_').slice(0, 80)).join('_');
	for (let count = 1; count <= 100; count += 1) {
		const path = `${saveFolder}/${stem.replace(/^\.+/, '_')}_${time}${count === 1 ? '' : `-${count}`}.log`;
		const file = await host.createFile(path);
		if (file) return {path, file};
	}
	throw new Error(`not saved: ${saveFolder} has a hundred files of this name`);
}
