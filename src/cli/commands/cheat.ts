import {plainText} from '../../model/text.ts';
import type {CliCommand} from '../context.ts';
import {versionsHere} from '../versions-here.ts';

const help = `rtconsole cheat [--json] [--] [WORDS…]

The cheat sheet: docker, crictl and ctr side by side for containers, images, pods, logs, exec and the settings of the daemon;
what is other than in docker (task, pod sandbox, containerd namespace, shim, snapshot, CRI and ctr, nerdctl); and an example
of every docker command. Without words: what there is. With words: what has all of them, or nearly, best first.
ID stands for what crictl and ctr want instead of a name: rtconsole translate prints how to ask for it. The lines are those
of the tools on this machine; without any, of crictl 1.30 and ctr 1.7.

  --json      shape: data/schema/cheat.json

Exit code: 0, 1 where nothing is found.`;

export const cheatCommand: CliCommand = {
	name: 'cheat',
	summary: 'the cheat sheet: docker, crictl and ctr side by side, and what is different',
	help,
	async run(args, context) {
		const query = (args[0] === '--' ? args.slice(1) : args).join(' ');
		const [{openCheatSheet}, {loadTables}, print] = await Promise.all([
			import('../../translate/cheat/load.ts'),
			import('../../translate/load.ts'),
			import('../print-cheat.ts'),
		]);
		const known = {tables: await loadTables(), versions: await versionsHere(context)};
		const found = openCheatSheet(known.tables).search(query);
		if (context.globals.json) context.print(`${JSON.stringify(print.cheatJson(query, found, known), null, 2)}\n`);
		else if (found.length === 0)
			context.printError(`rtconsole: nothing in the cheat sheet is like ${plainText(query)}\n`);
		else context.print(print.cheatText(query, found, known, context.terminalWidth));
		return found.length === 0 ? 1 : 0;
	},
};
