import {isDaemonLine} from '../translate/daemon/line.ts';
import type {PreferredTool} from '../translate/grammar.ts';
import type {Tables} from '../translate/tables.ts';
import type {TranslateOptions} from '../translate/translate.ts';
import type {Versions} from '../translate/version.ts';
import type {Context} from './context.ts';

/** What the command line says about the answer: its tool, and the containerd namespace to look into. */
export function optionsFrom(
	target: PreferredTool | undefined,
	{globals}: Pick<Context, 'globals'>,
): Pick<TranslateOptions, 'target' | 'namespace'> {
	const namespace = globals.containerdNamespace;
	return {...(target === undefined ? {} : {target}), ...(namespace === undefined ? {} : {namespace})};
}

/** What is known of nerdctl, and of CRI-O, is read only where it is asked for, or known to be on the node. */
export async function tablesOfNode(tables: Tables, versions: Versions, target?: PreferredTool): Promise<Tables> {
	if (versions.crio !== undefined) return (await import('../translate/crio/load.ts')).withCrio(tables);
	if (target !== 'nerdctl' && versions.nerdctl === undefined) return tables;
	const {withNerdctl} = await import('../translate/nerdctl/load.ts');
	return withNerdctl(tables);
}

/** Lines about docker's daemon have tables of their own. */
export async function daemonIfAsked(tables: Tables, words: readonly string[]): Promise<Tables> {
	if (!isDaemonLine(words)) return tables;
	const {withDaemon} = await import('../translate/daemon/load.ts');
	return withDaemon(tables);
}
