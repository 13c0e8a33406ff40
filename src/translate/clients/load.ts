import type {Tables} from '../tables.ts';
import type {Client, ClientTable} from './client.ts';

/** The same tables, with what podman and nerdctl have beyond docker's words. */
export async function withClients(tables: Tables): Promise<Tables> {
	if (tables.clients !== undefined) return tables;
	const {default: clients} = await import('../../../data/clients.json');
	return {...tables, clients: clients as unknown as Readonly<Record<Client, ClientTable>>};
}
