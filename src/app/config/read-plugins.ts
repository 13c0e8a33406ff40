import {isMap, isScalar, isSeq, type YAMLMap, type YAMLSeq} from 'yaml';
import type {Argv} from '../../model/argv.ts';
import type {Binding} from '../keymap.ts';
import {findList, lists} from '../lists/index.ts';
import type {ListName} from '../lists/list.ts';
import {nearest} from '../nearest.ts';
import {keyNamed} from './key-names.ts';
import {isUnsafe, type Plugin} from './plugin.ts';

type PluginContext = {
	readonly say: (line: number, sentence: string) => void;
	readonly lineOf: (node: unknown) => number;
	/** The key table in force. */
	readonly table: readonly Binding[];
};

const fields = ['key', 'name', 'where', 'command', 'run', 'confirm', 'read-only'] as const;
const manners = ['pane', 'attach', 'background'] as const;

/** Commands of the person's own. One that cannot be understood is left out, and said; the others stay. */
export function readPlugins(node: YAMLSeq, context: PluginContext): readonly Plugin[] {
	const found: Plugin[] = [];
	for (const item of node.items) {
		const line = context.lineOf(item);
		const plugin = isMap(item) ? readPlugin(item, line, context) : 'key, name and command';
		const problem = typeof plugin === 'string' ? plugin : clash(plugin, found, context.table);
		if (problem !== undefined) context.say(line, `plugins: ${problem}`);
		else found.push(plugin as Plugin);
	}
	return found;
}

function readPlugin(node: YAMLMap, line: number, {say}: PluginContext): Plugin | string {
	for (const {key} of node.items) {
		const name = isScalar(key) ? String(key.value) : '';
		if ((fields as readonly string[]).includes(name)) continue;
		const near = nearest(name, fields);
		say(line, `plugins: no setting is named ${name}${near === undefined ? '' : `; did you mean ${near}?`}`);
	}
	const name = node.get('name');
	if (typeof name !== 'string' || name.trim() === '') return 'each needs a name';
	const key = keyNamed(String(node.get('key') ?? ''));
	if ('error' in key) return `${name}: key: ${key.error}`;
	const command = wordsOf(node.get('command', true));
	if (command === undefined)
		return `${name}: command is a list of words, such as [nsenter, -t, $PID, -n, ss, -tln]: no shell reads it`;
	if (isUnsafe(command))
		return `${name}: a placeholder within a script would be run as code; hand it over: [sh, -c, 'echo "$1"', sh, $NAME]`;
	const where = placesOf(node.get('where', true));
	if (typeof where === 'string') return `${name}: where: ${where}`;
	const run = node.get('run') ?? 'pane';
	if (!(manners as readonly unknown[]).includes(run)) return `${name}: run: ${manners.join(', ')}`;
	const confirm = node.get('confirm') ?? false;
	const readOnly = node.get('read-only') ?? false;
	if (typeof confirm !== 'boolean' || typeof readOnly !== 'boolean')
		return `${name}: confirm and read-only are true or false`;
	return {key: key.key, name, where, command, run: run as Plugin['run'], confirm, readOnly};
}

function wordsOf(node: unknown): Argv | undefined {
	if (!isSeq(node) || node.items.length === 0) return undefined;
	const words = node.items.map(item => {
		const value = isScalar(item) ? item.value : undefined;
		return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
	});
	if (words.some(word => word === undefined || word.includes('\0')) || words[0] === '') return undefined;
	return words as unknown as Argv;
}

/** Lists by their names; all of them where nothing is said. */
function placesOf(node: unknown): readonly ListName[] | string {
	if (node === undefined) return lists.map(({name}) => name);
	const items = isSeq(node) ? node.items : [node];
	const names = items.map(item => (isScalar(item) ? String(item.value) : ''));
	const unknown = names.find(name => findList(name) === undefined);
	if (unknown === undefined) return names.map(name => findList(name)?.name as ListName);
	return `no list is named ${unknown}; there are ${lists.map(({name}) => name).join(', ')}`;
}

function clash({key, name, where}: Plugin, others: readonly Plugin[], table: readonly Binding[]): string | undefined {
	const taken = table.find(binding => binding.where.includes('list') && binding.keys.includes(key));
	if (taken) return `${name}: ${key} is already ${taken.does}`;
	const other = others.find(each => each.key === key && each.where.some(list => where.includes(list)));
	return other && `${name}: ${key} is already ${other.name}`;
}
