import type {Reader} from '../../host/host.ts';
import {Absent, answerOf, textIfAny} from './part.ts';

const patienceMs = 2000;

/**
 * The rules of the table `filter`, as `iptables -S` prints them. Asked is the kind that is in use: to list the tables of
 * the other would load its modules. Throws where there is none.
 */
export async function gatherFirewall(reader: Reader): Promise<readonly string[]> {
	return listed(reader, ['-S']);
}

/** Where connections of the node itself are led instead: the program, then the rules of OUTPUT in its table `nat`. */
export async function gatherDiversions(reader: Reader): Promise<readonly string[]> {
	return listed(reader, ['-t', 'nat', '-S', 'OUTPUT']);
}

async function listed(reader: Reader, words: readonly string[]): Promise<readonly string[]> {
	const tables = await textIfAny(reader, '/proc/net/ip_tables_names');
	const isLegacy = tables?.split('\n').includes('filter') === true;
	const kinds = isLegacy ? ['iptables-legacy', 'iptables'] : ['iptables-nft'];
	for (const name of kinds) {
		if ((await reader.findProgram(name).catch(() => undefined)) === undefined) continue;
		const text = await answerOf(reader, [name, ...words], patienceMs);
		return [name, ...text.split('\n').filter(Boolean)];
	}
	throw new Absent('no iptables on this node');
}

/** What `nft -a list ruleset` prints: tables that no iptables shows. Throws where there is no nft. */
export async function gatherNftables(reader: Reader): Promise<string> {
	if ((await reader.findProgram('nft').catch(() => undefined)) === undefined) throw new Absent('no nft on this node');
	const modules = await textIfAny(reader, '/proc/modules');
	const isLoaded = modules === undefined || /^nf_tables /m.test(modules);
	// Asking would load it. A kernel that has it built in may show it there.
	if (!isLoaded && (await reader.kindOf('/sys/module/nf_tables').catch(() => undefined)) === undefined)
		throw new Absent('nf_tables is not in use');
	return answerOf(reader, ['nft', '-a', 'list', 'ruleset'], patienceMs);
}
