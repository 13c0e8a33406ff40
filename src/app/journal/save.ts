import {messageOf} from '../../host/errors.ts';
import type {Host, NewFile} from '../../host/host.ts';
import {plainText} from '../../model/text.ts';
import {journalCommand, journalTrouble} from '../../runtime/journal.ts';
import {size} from '../format.ts';

type Context = {
	readonly host: Host;
	readonly saveFolder: string;
	readonly signal: AbortSignal;
	now(): number;
};

/** All that these units wrote since boot in a file, whatever of it is on the screen. Returns the sentence that says where. */
export async function saveJournals(units: readonly string[], context: Context): Promise<string> {
	const {host, signal} = context;
	const {path, file} = await newFile(units, context);
	let lines = 0;
	let bytes = 0;
	try {
		const argv = journalCommand({units, follow: false, boot: true, format: 'short-iso-precise'});
		for await (const {from, lines: said} of host.follow(argv, {signal})) {
			if (from === 'stderr') continue;
			const part = Buffer.from(said.map(line => `${line}\n`).join(''));
			await file.write(part);
			lines += said.length;
			bytes += part.length;
		}
		if (signal.aborted) throw new Error('broken off');
		await file.finish();
	} catch (error) {
		const left = await file.discard().then(
			() => 'what was written of it is removed',
			(other: unknown) => `what was written of it is still there: ${messageOf(other)}`,
		);
		throw new Error(`not saved: ${journalTrouble(error)}; ${left}`, {cause: error});
	}
	return plainText(`saved all ${lines} lines since boot (${size(bytes)}): ${path}`);
}

async function newFile(
	units: readonly string[],
	{host, saveFolder, now}: Context,
): Promise<{readonly path: string; readonly file: NewFile}> {
	const time = new Date(now()).toISOString().replace(/[-:]|\.\d+/g, '');
	const name = units.map(unit => unit.replace(/[^A-Za-z0-9.-]+/g, '_').slice(0, 40)).join('_');
	const stem = `${saveFolder}/journal_${name.slice(0, 120)}_${time}`;
	for (let count = 1; count <= 100; count += 1) {
		const path = `${stem}${count === 1 ? '' : `-${count}`}.log`;
		const file = await host.createFile(path);
		if (file) return {path, file};
	}
	throw new Error(`not saved: ${saveFolder} has a hundred files of this name`);
}
