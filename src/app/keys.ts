import {type Binding, keymap, placeOf} from './keymap.ts';
import {offeredOn} from './list-offers.ts';
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
	return screen.kind === 'list' ? offeredOn(screen.list, table) : table;
}
