import {dockerBehind} from '../../runtime/docker-behind.ts';
import {loadTables} from '../../translate/load.ts';
import {translate} from '../../translate/translate.ts';
import type {CliCommand} from '../context.ts';
import {fieldsOtherwise} from '../fields-otherwise.ts';
import {fullNamesSaid} from '../full-names.ts';
import {openNodeWithVersions} from '../node-versions.ts';
import {listsContainers, ofNoPod} from '../not-listed.ts';
import {refuseLine} from '../refuse-line.ts';
import {runTranslation} from '../run-translation.ts';
import {nestedVariable} from '../shim-script.ts';
import {notStartedAgain} from '../started-again.ts';
import {tablesOfNode} from '../translate-options.ts';

const help = `rtconsole [--yes] docker …

Run what a docker command is in the terms of crictl and ctr, on this node. For a shell: alias docker='rtconsole docker',
for everybody: rtconsole shim install.

What only looks runs at once, and its output is passed on as it is. What changes the node is shown and asked for on the
terminal; --yes before docker answers yes, and without a terminal nothing is run. On standard error: what ran (# …), and
what of the docker command is lost (# lost …).

Exit code: the one of docker, also for mistakes: 125 for a flag that docker does not have, 1 for a command that it does
not have. Where docker has none: 3 not run (no consent), 4 nothing equivalent.`;

const helpWords = ['--help', '-h', 'help'];

export const dockerCommand: CliCommand = {
	name: 'docker',
	summary: 'run a docker command through crictl and ctr; writes ask, unless --yes stands before docker',
	help,
	async run(args, context) {
		const words = ['docker', ...args];
		if (args.length === 0 || (args.length === 1 && helpWords.includes(args[0] ?? ''))) {
			context.print(`${help}\n`);
			return 0;
		}
		// Somebody's own script, which rtconsole took for docker: from here on it would call itself for ever.
		if (context.env[nestedVariable] !== undefined) {
			context.printError(
				'the docker that rtconsole found is a script that calls rtconsole: rtconsole shim install writes one that makes way',
			);
			return 127;
		}
		const plain = await loadTables();
		const checked = translate(words, plain);
		if ('error' in checked) {
			const {withSuggestion} = await import('../../translate/suggest.ts');
			return refuseLine(withSuggestion(checked, plain), context);
		}
		const {runtime, versions} = await openNodeWithVersions(context);
		const tables = await tablesOfNode(plain, versions);
		const piped = context.terminalWidth === undefined;
		const options = {unique: context.now().toString(36), here: true, shaped: true, piped, environment: context.env};
		const translation = translate(words, tables, versions, options);
		if ('error' in translation) return refuseLine(translation, context);
		// What `docker run` made here is no pod's: whoever asks for it again means that.
		const byCtr = async (namespace: string, others: readonly string[] = words) => {
			const {buildByCtr} = await import('../../translate/by-ctr/builders.ts');
			return translate(others, tables, versions, {...options, buildInstead: ask => buildByCtr({namespace}, ask)});
		};
		const node = {facts: runtime.facts, host: context.host};
		const here = async (others: readonly string[]) => translate(others, tables, versions, options);
		const more = listsContainers(words, node)
			? async (head: string) => ofNoPod(words, tables, node, {head, nowMs: context.now()})
			: undefined;
		const code = await runTranslation(translation, words, runtime, context, {
			hint: true,
			byCtr,
			here,
			...(more && {more}),
		});
		if (dockerBehind(runtime.facts) !== undefined) return code;
		const sleep = (milliseconds: number) => new Promise<void>(resolve => setTimeout(resolve, milliseconds));
		const ended =
			code === 0 ? await notStartedAgain(words, {facts: runtime.facts, host: context.host, sleep}) : undefined;
		if (ended !== undefined) context.printError(ended);
		if (!piped || context.oneOutput === true || code !== 0) return code;
		for (const otherwise of [fullNamesSaid(words), fieldsOtherwise(words)])
			if (otherwise !== undefined) context.printError(otherwise);
		return code;
	},
};
