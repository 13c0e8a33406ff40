import type {Reader} from '../../host/host.ts';
import type {IptablesTable} from '../../model/firewall.ts';
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

const rarely = ['raw', 'mangle', 'security'];

/**
 * Where a rule stands that nobody looks for: the tables beside `filter` and `nat`, and `filter` of the kind that is not
 * asked else. The kernel shows which of the older kind are in use; what the newer kind does not have it prints as empty.
 */
export async function gatherOtherTables(reader: Reader): Promise<readonly IptablesTable[]> {
	const names = (await textIfAny(reader, '/proc/net/ip_tables_names'))?.split('\n').filter(Boolean) ?? [];
	const isLegacy = names.includes('filter');
	const asked = [
		...names.filter(name => rarely.includes(name)).map(table => ['iptables-legacy', table] as const),
		...[...rarely, ...(isLegacy ? ['filter'] : [])].map(table => ['iptables-nft', table] as const),
	];
	const answers = asked.map(async ([program, table]): Promise<readonly IptablesTable[]> => {
		if ((await reader.findProgram(program).catch(() => undefined)) === undefined) return [];
		const text = await answerOf(reader, [program, '-t', table, '-S'], patienceMs).catch(() => '');
		const lines = text.split('\n').filter(Boolean);
		return lines.some(line => line.startsWith('-A ')) ? [{program, table, lines}] : [];
	});
	return (await Promise.all(answers)).flat();
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
