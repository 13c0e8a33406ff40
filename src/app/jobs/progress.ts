import {nodeCommand} from '../../runtime/node-command.ts';
import type {Progress} from '../acting/row-action.ts';
import {size} from '../format.ts';
import type {JobsContext} from './create-jobs.ts';
import {bytesOf} from './job.ts';

const everyMs = 700;

/** Say how far it is, until the signal. What cannot be seen is not said: it is no part of the action. */
export async function watchProgress(
	progress: Progress,
	signal: AbortSignal,
	context: Pick<JobsContext, 'host' | 'runtime' | 'sleep'>,
	say: (text: string) => void,
): Promise<void> {
	let last = '';
	while (!signal.aborted) {
		await context.sleep(everyMs);
		const text = await look(progress, context).catch(() => undefined);
		if (signal.aborted || text === undefined || text === last) continue;
		last = text;
		say(text);
	}
}

async function look(
	progress: Progress,
	{host, runtime}: Pick<JobsContext, 'host' | 'runtime'>,
): Promise<string | undefined> {
	if (progress.of === 'file') {
		const bytes = await host.sizeOf(progress.path);
		return bytes === undefined ? undefined : bytesOf(bytes, progress.expectedBytes);
	}
	if (runtime.facts.tools.ctr === undefined) return undefined;
	const argv = nodeCommand(['ctr', '-n', progress.containerdNamespace, 'content', 'active'], runtime.facts);
	return layersOf((await host.query(argv)).stdout);
}

/** Read `ctr content active`: REF, SIZE such as `3.1 MiB`, AGE, between tabs or spaces. */
export function layersOf(text: string): string | undefined {
	const sizes = text
		.split('\n')
		.slice(1)
		.flatMap(line => {
			const [, amount, unit = 'B'] = /\s([\d.]+) ?([KMGT]i?B|B)\s/.exec(`${line} `) ?? [];
			return amount === undefined ? [] : [Number(amount) * (units[unit.replace('i', '')] ?? 1)];
		});
	if (sizes.length === 0) return undefined;
	const bytes = sizes.reduce((sum, one) => sum + one, 0);
	return `${sizes.length} ${sizes.length === 1 ? 'layer' : 'layers'} arriving, ${size(Math.round(bytes))} of them here`;
}

const units: Readonly<Record<string, number>> = {B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4};
