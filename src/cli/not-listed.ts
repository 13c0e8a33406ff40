import type {Reader} from '../host/host.ts';
import type {NodeFacts} from '../model/facts.ts';
import {plainText} from '../model/text.ts';
import {nodeCommand} from '../runtime/node-command.ts';

/** Where `docker run` makes containers here. */
const namespace = 'default';
const most = 5;

/** What `docker ps` does not list, for crictl knows only the containers of pods: those that `docker run` made here. */
export async function notListed(
	[, first, second]: readonly string[],
	{facts, host}: {readonly facts: NodeFacts; readonly host: Pick<Reader, 'query'>},
): Promise<string | undefined> {
	const lists = first === 'ps' || (first === 'container' && /^(ls|list|ps)$/.test(second ?? ''));
	if (!lists || facts.tools.ctr === undefined || facts.listing.through !== 'crictl') return undefined;
	const asked = nodeCommand(['ctr', '-n', namespace, 'containers', 'ls', '--quiet'], facts);
	const found = await host.query(asked).catch(() => undefined);
	const names = found?.exitCode === 0 ? found.stdout.split('\n').filter(Boolean) : [];
	if (names.length === 0) return undefined;
	const more = names.length > most ? ` and ${names.length - most} more` : '';
	const shown = names.slice(0, most).map(plainText).join(', ');
	return `# not listed, for no pod has them: ${shown}${more} (ctr -n ${namespace} containers ls)\n`;
}
