import type {Tables} from './tables.ts';

/** What is known of CRI-O and of nerdctl is read only where the node has them, or where they are asked for. */
export async function tablesWith(
	tables: Tables,
	{crio, nerdctl}: {readonly crio: boolean; readonly nerdctl: boolean},
): Promise<Tables> {
	const known = crio ? (await import('./crio/load.ts')).withCrio(tables) : tables;
	return nerdctl ? (await import('./nerdctl/load.ts')).withNerdctl(known) : known;
}
