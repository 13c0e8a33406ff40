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

/** Of the node with these versions, and of the tool that is asked for. */
export async function tablesOfNode(tables: Tables, versions: Versions, target?: PreferredTool): Promise<Tables> {
	const crio = versions.crio !== undefined;
	const nerdctl = target === 'nerdctl' || versions.nerdctl !== undefined;
	if (!crio && !nerdctl) return tables;
	return (await import('../translate/of-node.ts')).tablesWith(tables, {crio, nerdctl});
}

/** Lines about docker's daemon have tables of their own. */
export async function daemonIfAsked(tables: Tables, words: readonly string[]): Promise<Tables> {
	if (!isDaemonLine(words)) return tables;
	const {withDaemon} = await import('../translate/daemon/load.ts');
	return withDaemon(tables);
}
