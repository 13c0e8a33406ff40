import {aboutCommand} from '../about.ts';
import type {Tables} from '../tables.ts';
import {type CheatData, type CheatTable, type Concept, columnsOf} from './data.ts';

/** What the cheat sheet finds; `key` names it among all. */
export type Entry = {
	readonly key: string;
	/** In one line. */
	readonly title: string;
	readonly about: string;
	/** Further words that lead here. */
	readonly words: string;
} & (
	| {readonly kind: 'concept'; readonly concept: Concept}
	| {readonly kind: 'table'; readonly table: CheatTable}
	| {
			readonly kind: 'command';
			readonly command: string;
			readonly line: string;
			/** False where nothing answers it. */
			readonly answered: boolean;
	  }
);

/** Tables first, then concepts, then every docker command. */
export function entriesOf({concepts, tables, examples}: CheatData, known: Tables): readonly Entry[] {
	const names = new Map<string, string[]>();
	for (const [name, command] of Object.entries(known.index.names))
		names.set(command, [...(names.get(command) ?? []), name]);
	return [
		...tables.map((table): Entry => {
			const words = `${table.words ?? ''} ${table.rows.map(wordsOfRow).join(' ')}`;
			return {
				kind: 'table',
				key: `table:${table.id}`,
				title: table.title,
				about: columnsOf(table).join(' | '),
				words,
				table,
			};
		}),
		...concepts.map((concept): Entry => {
			const {id, title, docker, text, words = ''} = concept;
			const name = `${title.split(':')[0]}`;
			return {
				kind: 'concept',
				key: `concept:${id}`,
				title,
				about: `docker: ${docker}`,
				words: `${name} ${words} ${docker} ${text}`,
				concept,
			};
		}),
		...Object.entries(examples).map(([command, line]): Entry => {
			const about = aboutCommand(command, known);
			return {
				kind: 'command',
				key: `command:${command}`,
				title: line,
				about,
				words: (names.get(command) ?? []).join(' '),
				command,
				line,
				answered: isAnswered(command, known),
			};
		}),
	];
}

function isAnswered(command: string, {rules}: Tables): boolean {
	return rules[command]?.refuse === undefined && rules[command]?.target !== undefined;
}

function wordsOfRow(row: CheatTable['rows'][number]): string {
	if ('cells' in row) return `${row.cells.join(' ')} ${row.note ?? ''}`;
	return [row.what, row.docker, row.crictl, row.ctr].filter(Boolean).join(' ');
}
