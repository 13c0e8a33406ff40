import {quote} from '../../model/argv.ts';
import {plainText} from '../../model/text.ts';
import {type Step, stay} from '../action.ts';
import type {CommandId} from '../command-id.ts';
import {fillCommand, type PlaceholderValues} from '../config/plugin.ts';
import {listNamed} from '../lists/index.ts';
import type {List} from '../lists/list.ts';
import {bareId} from '../row-shape.ts';
import {selectedRow} from '../rows.ts';
import type {PreparedCommand} from '../screen.ts';
import {type State, topScreen} from '../state.ts';
import {run} from './confirm.ts';

type PluginId = `plugin:${number}`;

export function isPlugin(does: CommandId | PluginId): does is PluginId {
	return does.startsWith('plugin:');
}

/** A command of the person's own, for the row under the cursor. What changes the node is shown first where they want that. */
export function runPlugin(state: State, id: PluginId): Step {
	const plugin = state.settings.plugins[Number(id.slice('plugin:'.length))];
	const screen = topScreen(state);
	if (!plugin || screen.kind !== 'list') return stay(state);
	const row = selectedRow(state, screen);
	if (row === undefined) return stay(state);
	if (state.demo !== undefined)
		return note(state, `demo: ${plugin.name} is not run, for there is no node behind this row`);
	if (state.readOnly && !plugin.readOnly)
		return note(state, `read-only mode: ${plugin.name} is not run, for its configuration does not say read-only: true`);
	const filled = fillCommand(plugin.command, placeholderValues(listNamed(screen.list), row));
	if ('error' in filled) return note(state, `${plugin.name}: ${filled.error}`);
	const prepared: PreparedCommand = {
		argv: filled.argv,
		text: quote(filled.argv),
		effect: plugin.readOnly ? 'read' : 'write',
		manner: plugin.run === 'pane' ? 'follow' : plugin.run,
		files: [],
	};
	if (!plugin.confirm) return run(state, [prepared]);
	const touches = [`${plugin.name}, from your configuration`];
	return stay({
		...state,
		overlay: {kind: 'confirm', title: 'Run it?', lines: [prepared.text], touches, prepared: [prepared]},
	});
}

/** What a row has for each placeholder, from its `--json` shape. */
export function placeholderValues(list: List<unknown>, row: unknown): PlaceholderValues {
	const shape = list.json(row) as Readonly<Record<string, unknown>>;
	const text = (...names: readonly string[]) => {
		const found = names.map(name => shape[name]).find(value => ['string', 'number'].includes(typeof value));
		return found === undefined || found === '' ? undefined : String(found);
	};
	const tag = Array.isArray(shape.tags) ? (shape.tags[0] as string | undefined) : undefined;
	const isPod = list.name === 'pods';
	const values = {
		ID: bareId(list, row),
		NAME: text('name') ?? tag,
		POD: isPod ? text('name') : text('podName'),
		PODNS: isPod ? text('namespace') : text('podNamespace'),
		NS: list.name === 'namespaces' ? text('name') : text('containerdNamespace'),
		PID: text('pid'),
		IMAGE: text('image') ?? tag,
		LOG: text('logPath'),
	};
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function note(state: State, text: string): Step {
	return stay({...state, notice: {text: plainText(text), tone: 'warn'}});
}
