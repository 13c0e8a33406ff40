import type {List} from './lists/list.ts';

/** The ID of a row as tools take it, which need not be what tells rows of a list apart. */
export function bareId(list: List<unknown>, row: unknown): string {
	type Named = {readonly id?: string; readonly digest?: string; readonly key?: string; readonly name?: string};
	const {id, digest, key, name} = list.json(row) as Named;
	return id ?? digest ?? key ?? name ?? list.id(row);
}

/** Whether the beginning of its ID is this; short beginnings are no IDs. */
export function hasId(list: List<unknown>, row: unknown, typed: string): boolean {
	const id = bareId(list, row);
	return id === typed || (typed.length >= 4 && id.replace(/^sha256:/, '').startsWith(typed.replace(/^sha256:/, '')));
}

/** Runs, or is ready: what is meant where several have one name. */
export function isLive(list: List<unknown>, row: unknown): boolean {
	const {state} = list.json(row) as {readonly state?: string};
	return state === 'running' || state === 'ready';
}
