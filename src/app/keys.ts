import {rememberLast} from '../model/remember-last.ts';
import type {Subject} from '../runtime/node-runtime.ts';
import type {CommandId} from './command-id.ts';
import {isRunning} from './jobs/job.ts';
import {type Binding, keymap, placeOf} from './keymap.ts';
import {offeredOn} from './list-offers.ts';
import type {Screen} from './screen.ts';
import {type State, topScreen} from './state.ts';

/** The keys in force on the screen: the key table as the person configured it, and their own commands for this list. */
export function tableOf(state: State): readonly Binding[] {
	const table = state.settings.keys ?? keymap;
	const screen = topScreen(state);
	if (placeOf(screen) !== 'list' || screen.kind !== 'list') return table;
	const own = state.settings.plugins.flatMap((plugin, index): readonly Binding[] =>
		plugin.where.includes(screen.list)
			? [
					{
						keys: [plugin.key],
						does: `plugin:${index}`,
						short: plugin.name,
						help: `${plugin.name}: ${plugin.command.join(' ')}`,
						where: ['list'],
					},
				]
			: [],
	);
	return own.length === 0 ? table : [...table, ...own];
}

/** Those of them that lead somewhere from here: the others would only say that they do not. */
export function usefulKeys(state: State): readonly Binding[] {
	const screen = topScreen(state);
	const table = tableOf(state);
	if (screen.kind === 'list') return offeredOn(screen.list, table);
	const useless = uselessOn(state, screen);
	return useless.length === 0 ? table : without(table, useless);
}

function uselessOn({jobs}: State, screen: Screen): readonly CommandId[] {
	if (screen.kind === 'details') return whyKinds.includes(screen.subject.kind) ? [] : noContainer;
	if (screen.kind !== 'text') return [];
	if (screen.source.of !== 'job') return screen.source.of === 'why' ? [] : noContainer;
	const {job} = screen.source;
	return jobs.some(one => one.id === job && isRunning(one)) ? [] : endedJob;
}

const whyKinds: ReadonlyArray<Subject['kind']> = ['container', 'pod-sandbox'];
const noContainer: readonly CommandId[] = ['why', 'logs', 'shell'];
/** What has ended can be neither stopped nor left to run. */
const endedJob: readonly CommandId[] = ['stop-job', 'background', 'follow'];

/** The same table again for the same one, for each frame asks. */
const without = rememberLast((table: readonly Binding[], useless: readonly CommandId[]) =>
	table.filter(({does}) => !useless.includes(does as CommandId)),
);
