import {readdirSync, readFileSync} from 'node:fs';
import type {KnownError} from './known-error.ts';

// data/known-errors, file by file. In the executable tools/data-plugin.mjs puts a module in place of this one that holds
// the same as text.

/** Every known error. */
export async function loadKnownErrors(): Promise<readonly KnownError[]> {
	const folder = new URL('../../data/known-errors/', import.meta.url);
	return readdirSync(folder)
		.filter(name => name.endsWith('.json'))
		.map(name => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as KnownError);
}
