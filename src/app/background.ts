import type {Host} from '../host/host.ts';
import {plainLines} from '../model/text.ts';
import type {PreparedCommand} from './screen.ts';
import type {Store} from './store.ts';

const timeoutMs = 300_000;

/** Run behind the screen; how it ended is said, with the last line of what it said. */
export async function runInBackground(
	name: string,
	prepared: readonly PreparedCommand[],
	{host}: {readonly host: Host},
	store: Store,
): Promise<void> {
	for (const {argv, effect} of prepared) {
		const ask = effect === 'read' ? host.query : host.run;
		const {exitCode, stdout, stderr} = await ask(argv, {timeoutMs});
		const said = [...plainLines(stdout), ...plainLines(stderr)].filter(line => line.trim() !== '').at(-1);
		const end = exitCode === 0 ? 'done' : `exit code ${exitCode}`;
		store.dispatch({
			type: 'notice',
			tone: exitCode === 0 ? 'good' : 'bad',
			text: `${end}: ${said ?? name}`,
		});
		if (exitCode !== 0) return;
	}
}
