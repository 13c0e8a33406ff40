import type {Reader} from '../host/host.ts';
import type {NodeFacts} from '../model/facts.ts';
import {plainText} from '../model/text.ts';
import {ctrContainers, ctrNames, ctrNamespace} from '../runtime/ctr-containers.ts';
import {parse, withoutDocker} from '../translate/parse.ts';
import type {Tables} from '../translate/tables.ts';
import {chosen, rowsOf} from './ctr-rows.ts';

const most = 5;

type Node = {readonly facts: NodeFacts; readonly host: Pick<Reader, 'query'>};

export type More = {
	/** What stands behind the list. */
	readonly rows: string;
	/** What is said of those that could not be listed. */
	readonly said?: string;
};

/** Whether a line lists containers through crictl, which knows those of pods only. */
export function listsContainers([, first, second]: readonly string[], {facts}: Pick<Node, 'facts'>): boolean {
	const lists = first === 'ps' || (first === 'container' && /^(ls|list|ps)$/.test(second ?? ''));
	return lists && facts.tools.ctr !== undefined && facts.listing.through === 'crictl';
}

/** What `docker run` made here, as the rest of `docker ps` is printed; where a line asks for what is not known of them, their names are said. */
export async function ofNoPod(
	words: readonly string[],
	tables: Tables,
	node: Node,
	{head, nowMs}: {readonly head: string; readonly nowMs: number},
): Promise<More> {
	const names = await ctrNames(node);
	if (names.length === 0) return {rows: ''};
	const parsed = parse(withoutDocker(words), tables);
	if ('error' in parsed) return {rows: ''};
	const {flags} = parsed;
	// What the line asks for may be known of none: then none is asked.
	const wanted = chosen([], flags) && chosen(await ctrContainers(names, node), flags);
	const rows = wanted === undefined ? undefined : rowsOf(wanted, {flags, head, nowMs});
	if (rows !== undefined) return {rows: plainRows(rows)};
	const more = names.length > most ? ` and ${names.length - most} more` : '';
	const shown = names.slice(0, most).map(plainText).join(', ');
	return {
		rows: '',
		said: `# not listed, for no pod has them: ${shown}${more} (ctr -n ${ctrNamespace} containers ls)\n`,
	};
}

/** Labels and commands are text from outside. */
function plainRows(rows: string): string {
	return rows
		.split('\n')
		.map(row => row.split('\t').map(plainText).join('\t'))
		.join('\n');
}
