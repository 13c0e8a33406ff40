import {textAt} from '../model/containerd-config.ts';
import {known} from '../model/node-snapshot.ts';
import {unit} from './about.ts';
import {type Check, fatal, info, ok} from './check.ts';
import {run} from './fixes.ts';

export const oneContainerd: Check = {
	id: 'one-containerd',
	title: 'number of containerds',
	explains: ['ctd-boltdb'],
	look(node) {
		const all = node.processes.filter(({name}) => name === 'containerd');
		if (all.length < 2) return ok(all.length === 0 ? 'none runs' : 'one runs');
		const main = unit(node, 'containerd.service')?.mainPid ?? all[0]?.pid;
		const others = all.filter(({pid, argv}) => pid !== main && !isApart(argv));
		const [other] = others;
		const evidence = all.map(({pid, argv}) => ({source: `/proc/${pid}/cmdline`, text: argv.join(' ')}));
		if (other === undefined) return info(`${all.length} run, each with a root of its own`, {evidence});
		const root = textAt(known(node.containerd.effective), 'root') ?? '/var/lib/containerd';
		return fatal(
			`a second containerd (process ${other.pid}) works on ${root}: one of the two waits for the other's database (boltdb) and does not come up`,
			{evidence, fix: others.map(({pid}) => run('kill', String(pid)))},
		);
	},
};

/** Those of docker, k3s and others have a root of their own. */
function isApart(argv: readonly string[]): boolean {
	return argv.some(word => word.startsWith('--root') || /\/(docker|k3s|rke2|k0s|microk8s|snap)\//.test(word));
}
