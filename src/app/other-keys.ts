import type {CommandId} from './command-id.ts';
import type {Binding} from './keymap.ts';

/** A key that other consoles taught: what it does there, and which key does it here. */
type OtherKey = {
	readonly key: string;
	readonly there: string;
	readonly does: CommandId;
	/** What follows the key: of the menu of actions a letter, of the command line a word. */
	readonly next?: string;
};

/** Sources: k9s, the table "Key Bindings" and `?`; lazydocker, docs/keybindings; less and vi for moving. */
// biome-ignore format: a table
export const otherKeys: readonly OtherKey[] = [
	{key: 'ctrl-d',    there: 'remove',            does: 'actions',      next: 'x'},
	{key: 'ctrl-k',    there: 'kill',              does: 'actions',      next: 'k'},
	{key: 'delete',    there: 'remove',            does: 'actions',      next: 'x'},
	{key: 'F',         there: 'port-forward',      does: 'actions',      next: 'f'},
	{key: 'E',         there: 'root shell',        does: 'actions',      next: 'r'},
	{key: 'R',         there: 'stop (the kubelet starts anew)', does: 'actions',      next: 's'},
	{key: 'b',         there: 'bulk actions',      does: 'mark-row',     next: 'a'},
	{key: 'f',         there: 'forwarded ports',   does: 'command-line', next: 'jobs'},
	{key: 'm',         there: 'logs',              does: 'logs'},
	{key: 'v',         there: 'view',              does: 'describe'},
	{key: 'L',         there: 'logs',              does: 'logs'},
	{key: 'D',         there: 'describe',          does: 'describe'},
	{key: 'Y',         there: 'YAML',              does: 'yaml'},
	{key: 'U',         there: 'used by',           does: 'tree'},
	{key: 'X',         there: 'tree',              does: 'tree'},
	{key: 'O',         there: 'sort by another',   does: 'sort-next'},
	{key: 'tab',       there: 'next column',       does: 'sort-next'},
	{key: 'ctrl-r',    there: 'reload',            does: 'refresh'},
	{key: 'ctrl-l',    there: 'redraw',            does: 'refresh'},
	{key: 'ctrl-o',    there: 'the view before',   does: 'visit-back'},
	{key: 'backspace', there: 'back',              does: 'back'},
	{key: 'ctrl-p',    there: 'row above',         does: 'up'},
	{key: 'ctrl-n',    there: 'row below',         does: 'down'},
	{key: 'ctrl-d',    there: 'half a page down',  does: 'page-down'},
	{key: 'ctrl-u',    there: 'half a page up',    does: 'page-up'},
	{key: 'n',         there: 'namespace',         does: 'command-line', next: 'ns'},
	{key: 'W',         there: 'wide',              does: 'wide'},
	{key: 'ctrl-x',    there: 'secrets',           does: 'unmask'},
	{key: 'Q',         there: 'quit',              does: 'quit'},
	...[...'123456789'].map((key): OtherKey => ({key, there: 'namespace', does: 'command-line', next: 'ns'})),
	{key: '0',         there: 'all namespaces',    does: 'command-line', next: 'ns'},
];

/** What to press instead of a key that does nothing here, as the keys in force are. It never does it by itself. */
export function insteadOf(key: string, table: readonly Binding[]): string {
	for (const other of otherKeys) {
		const found = other.key === key ? keyFor(other.does, table) : undefined;
		if (found === undefined) continue;
		const {there, does, next} = other;
		if (next === undefined) return `${key} does nothing here; ${there}: ${found}`;
		return `${key} does nothing here; ${there}: ${does === 'command-line' ? `${found}${next}` : `${found}, then ${next}`}`;
	}
	const help = keyFor('help', table);
	return help === undefined ? '' : `${key} does nothing here; ${help} shows the keys`;
}

function keyFor(does: CommandId, table: readonly Binding[]): string | undefined {
	return table.find(binding => binding.does === does)?.keys[0];
}
