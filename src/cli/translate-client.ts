import type {Client} from '../translate/clients/client.ts';
import {withClients} from '../translate/clients/load.ts';
import {translateClient} from '../translate/clients/translate-client.ts';
import {loadTables} from '../translate/load.ts';
import type {Tables} from '../translate/tables.ts';
import type {TranslateOptions} from '../translate/translate.ts';
import type {TranslateError, Translation} from '../translate/types.ts';
import type {Versions} from '../translate/version.ts';

/** A line of podman or nerdctl; rarely typed, so what it needs is loaded here. */
export async function translateClientLine(
	client: Client,
	words: readonly string[],
	known: Tables,
	versions: Versions,
	options: TranslateOptions,
): Promise<Translation | TranslateError> {
	const {clients} = await withClients(known);
	if (clients === undefined) throw new Error('no tables of other clients');
	const tables = {...known, ...(await loadTables()), clients};
	return translateClient(client, words, tables, versions, options);
}
